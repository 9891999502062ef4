"""Draws who tries which sample, and in which order: companies, vehicles, sizes and sexes spread as evenly as can be.

Pure: the same told data and the same seed give the same draw, so that anybody who has both can draw again. Chance is a
hash of the seed and of what is decided; where two ways are equally even, chance decides, and nothing else does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from nuantu_hub.stations.domain.plan_draw import Chance

#: By what testers are told apart, the first before all others: a trial of one company alone tells little.
FACTORS = ("company", "vehicle", "size", "sex")
#: How heavily an uneven spread counts: samples over all turns, over the first and later turns, over each factor.
EVEN_ALL, EVEN_PLACE, EVEN_FACTOR = 8, 4, {"company": 3, "vehicle": 2, "size": 1, "sex": 1}
#: So many ways are drawn and the most even of them is kept.
TRIES = 32


@dataclass(frozen=True, slots=True)
class Draw:
    """Who tries, who stands in, and which samples each tester has, in their order; ``uneven`` is 0 at best."""

    chosen: tuple[str, ...]
    reserve: tuple[str, ...]
    turns: Mapping[str, tuple[str, ...]]
    uneven: int


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """How often each sample is tried among the testers of one kind: ``of`` company, its ``name``, counts by sample."""

    of: str
    name: str
    testers: int
    counts: Mapping[str, int]


def draw_trial(told: Mapping[str, Any], seed: str) -> Draw:
    """Draw a trial.

    Parameters
    ----------
    told
        ``testers``: code -> the four factors as texts; ``samples``: letter -> ``sizes`` and ``vehicles`` that it is
        made for (an empty list: any); ``places``: how many testers; ``turns``: how many samples each of them tries.
    seed
        Any text.
    """
    chance = Chance(seed)
    testers, samples = told["testers"], told["samples"]
    turns = min(told["turns"], len(samples))
    able = [code for code in sorted(testers) if len(_list_fitting(testers[code], samples)) >= turns]
    order = list(_choose(testers, able, chance))
    chosen = tuple(order[:told["places"]])
    best = min((_assign(testers, samples, chosen, turns, chance, attempt) for attempt in range(TRIES)),
               key=lambda one: one[0])
    return Draw(chosen, tuple(order[told["places"]:]), best[1], best[0])


def list_spread(testers: Mapping[str, Mapping[str, str]], turns: Mapping[str, Sequence[str]]) -> list[SpreadLine]:
    """Of each factor's kinds, how often each sample is tried: what shows whether a draw is even."""
    letters = sorted({letter for given in turns.values() for letter in given})
    lines = []
    for factor in FACTORS:
        for name in sorted({testers[code][factor] for code in turns}):
            group = [code for code in turns if testers[code][factor] == name]
            counts = Counter(letter for code in group for letter in turns[code])
            lines.append(SpreadLine(factor, name, len(group), {letter: counts[letter] for letter in letters}))
    return lines


def find_stand_in(testers: Mapping[str, Mapping[str, str]], gone: str, free: Sequence[str], seed: str) -> str | None:
    """Of those who stand in, the one most like whoever left: same company, then vehicle, size, sex, then chance."""
    chance = Chance(seed)

    def differ(code: str) -> tuple[Any, ...]:
        unlike = [testers[code][factor] != testers[gone][factor] for factor in FACTORS]
        return (*unlike, chance.number("stand in", gone, code))

    return min(free, key=differ, default=None)


def _list_fitting(tester: Mapping[str, str], samples: Mapping[str, Any]) -> list[str]:
    """The samples that are made for a tester's size and vehicle."""
    return [letter for letter in sorted(samples)
            if (not samples[letter]["sizes"] or tester["size"] in samples[letter]["sizes"])
            and (not samples[letter]["vehicles"] or tester["vehicle"] in samples[letter]["vehicles"])]


def _choose(testers: Mapping[str, Mapping[str, str]], able: Sequence[str], chance: Chance) -> Iterator[str]:
    """All who are able, in the order in which they are taken: always from what is least among those taken."""
    left, taken = list(able), {factor: Counter[str]() for factor in FACTORS}
    while left:
        def weigh(code: str) -> tuple[int, int, int]:
            held = [taken[factor][testers[code][factor]] for factor in FACTORS]
            return held[0], sum(held[1:]), chance.number("choose", code)

        code = min(left, key=weigh)
        left.remove(code)
        for factor in FACTORS:
            taken[factor][testers[code][factor]] += 1
        yield code


def _assign(testers: Mapping[str, Mapping[str, str]], samples: Mapping[str, Any], chosen: Sequence[str], turns: int,
            chance: Chance, attempt: int) -> tuple[int, dict[str, tuple[str, ...]]]:
    """One way to give samples to testers, each time the one that keeps all spreads most even; and how uneven it is."""
    seen: Counter[tuple[str, ...]] = Counter()
    given: dict[str, tuple[str, ...]] = {}
    for code in chance.sort(chosen, "tester", attempt):
        def worsen(order: tuple[str, ...], code: str = code) -> tuple[int, int]:
            cost = sum(weight * (2 * seen[key] + 1) for key, weight in _list_cells(testers[code], order))
            return cost, chance.number("order", attempt, code, *order)

        best = min(permutations(_list_fitting(testers[code], samples), turns), key=worsen)
        given[code] = best
        seen.update(key for key, _weight in _list_cells(testers[code], best))
    return measure_uneven(seen, sorted(samples)), {code: given[code] for code in sorted(given)}


def _list_cells(tester: Mapping[str, str], order: Sequence[str]) -> Iterator[tuple[tuple[str, ...], int]]:
    """What a tester with these samples is counted in, with its weight."""
    for place, letter in enumerate(order):
        yield ("all", "", letter), EVEN_ALL
        yield ("place", str(place), letter), EVEN_PLACE
        for factor in FACTORS:
            yield (factor, tester[factor], letter), EVEN_FACTOR[factor]


def measure_uneven(seen: Mapping[tuple[str, ...], int], letters: Sequence[str]) -> int:
    """How uneven counts are: of each kind the largest less the smallest, beyond the one that cannot be helped."""
    groups = sorted({key[:2] for key in seen})
    spans = [[seen.get((*group, letter), 0) for letter in letters] for group in groups]
    return sum(max(0, max(counts) - min(counts) - 1) for counts in spans)
