"""Trying a change: days under the agreement as it stands and as changed, paired by day and seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nuantu.agreement.book import Book
from nuantu.core.errors import InputError
from nuantu.core.ids import digest_json
from nuantu.dispatch.binds import BINDS
from nuantu.whatif.change import Change, apply_changes, find_type
from nuantu.whatif.days import DaySource
from nuantu.whatif.interval import Effect, estimate_effect
from nuantu.whatif.live import LivedDay, list_jobs
from nuantu.whatif.outcomes import EVERYONE, UNITS
from nuantu.whatif.versions import list_versions
from nuantu.whatif.workers import Engine, Progress, live_days

Changes = tuple[Change, ...]


@dataclass(frozen=True)
class Tried:
    """One variant beside the agreement as it stands.

    ``effects`` by constituency and outcome, everyone under the empty name; ``days`` the same values day by day and seed
    by seed, before and after; ``binding`` whether the days had to be dispatched again for it; ``inputs`` everything
    that the figures follow from, with one digest over it.
    """

    changes: Changes
    binding: bool
    effects: Mapping[str, Mapping[str, Effect]]
    days: tuple[Mapping[str, Any], ...]
    inputs: Mapping[str, Any]


def try_change(book: Book, changes: Sequence[Change], sources: Sequence[DaySource], seeds: Sequence[int], *,
               policy: str = "nuantu", engine: Engine = "local", workers: int | None = None,
               keep: Path | None = None, progress: Progress | None = None) -> Tried:
    """Try one set of changes; see ``try_variants``."""
    return try_variants(book, [tuple(changes)], sources, seeds, policy=policy, engine=engine, workers=workers,
                        keep=keep, progress=progress)[0]


def try_variants(book: Book, variants: Sequence[Changes], sources: Sequence[DaySource], seeds: Sequence[int], *,
                 policy: str = "nuantu", engine: Engine = "local", workers: int | None = None,
                 keep: Path | None = None, progress: Progress | None = None) -> list[Tried]:
    """Try several sets of changes on the same days by the same seeds, the days as they stand lived once for all.

    Chance is common: a day is lived before and after by the same seed, so that what differs is the change.
    ``policy`` dispatches; ``engine`` and ``workers`` say where days are lived; ``keep`` is a folder for their logs;
    ``progress`` is told how many are lived, and of how many.

    Raises
    ------
    InputError
        Where no day or seed is named, or a day cannot be lived.
    AgreementError
        Where a change cannot be made, or a changed book cannot be applied on a day.
    """
    if not sources or not seeds:
        raise InputError("a change is tried on at least one day by one seed", field="--days, --seeds",
                         fix="name both")
    if len(set(seeds)) != len(seeds) or min(seeds) < 0:
        raise InputError("the seeds are not different whole numbers from 0", field="--seeds",
                         fix="write them as 1,2")
    seeds = sorted(seeds)
    books = [book, *(apply_changes(book, changes) for changes in variants)]
    groups = group_variants(book, variants)
    jobs = list_jobs(sources, seeds, policy, books, groups, keep)
    lived = live_days(jobs, engine, workers, progress)
    by_place: dict[tuple[int, int, int], LivedDay] = {}
    for number, one in enumerate(lived):
        day, rest = divmod(number, len(seeds) * len(groups))
        seed, group = divmod(rest, len(groups))
        by_place |= {(day, seed, variant): one for variant in groups[group]}
    _require_distinct([by_place[day, 0, 0].day_digest for day in range(len(sources))], sources)
    return [_compare(book, changes, number, sources, seeds, policy, by_place)
            for number, changes in enumerate(variants, 1)]


def is_binding(book: Book, change: Change) -> bool:
    """Whether dispatch reads the clause: its type has a bind."""
    return find_type(book, change).name in BINDS


def group_variants(book: Book, variants: Sequence[Changes]) -> list[list[int]]:
    """Variants that bind alike, by number, 0 being the book as it stands: they share one log a day and seed."""
    groups: dict[frozenset[Change], list[int]] = {frozenset(): [0]}
    for number, changes in enumerate(variants, 1):
        key = frozenset(one for one in changes if is_binding(book, one))
        groups.setdefault(key, []).append(number)
    return list(groups.values())


def _require_distinct(digests: Sequence[str], sources: Sequence[DaySource]) -> None:
    """A day named twice would count as two and feign certainty."""
    for number, digest in enumerate(digests):
        if digest in digests[:number]:
            raise InputError(f"the day is the same as {sources[digests.index(digest)].name}",
                             file=sources[number].name, field="--days", fix="name every day once")


def _compare(book: Book, changes: Changes, variant: int, sources: Sequence[DaySource], seeds: Sequence[int],
             policy: str, lived: Mapping[tuple[int, int, int], LivedDay]) -> Tried:
    rows: list[dict[str, Any]] = []
    for day in range(len(sources)):
        for place, seed in enumerate(seeds):
            before, after = lived[day, place, 0], lived[day, place, variant]
            rows.append({"day": before.day_digest, "date": before.date, "seed": seed,
                         "before": before.outcomes[0], "after": after.outcomes[variant]})
    names = sorted({name for row in rows for name in row["before"]})
    effects = {name: {outcome: _estimate(rows, name, outcome) for outcome in UNITS} for name in names}
    inputs = describe_inputs(book, changes, [lived[day, 0, 0].day_digest for day in range(len(sources))], seeds, policy)
    inputs["currency"] = lived[0, 0, 0].currency
    binding = any(is_binding(book, one) for one in changes)
    return Tried(changes, binding, {EVERYONE: effects[EVERYONE], **effects}, tuple(rows), inputs)


def _estimate(rows: Sequence[Mapping[str, Any]], constituency: str, outcome: str) -> Effect:
    pairs: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        before, after = (row[side].get(constituency, {}).get(outcome) for side in ("before", "after"))
        if before is not None and after is not None:
            pairs.setdefault(row["day"], []).append((before, after))
    return estimate_effect(pairs)


def describe_inputs(book: Book, changes: Sequence[Change], day_digests: Sequence[str], seeds: Sequence[int],
                    policy: str) -> dict[str, Any]:
    """What the figures follow from, and one digest over all of it: who has the same gets the same figures.

    ``book`` is the digest over the bytes of the agreement, its layers and tables; days by their own digests, which no
    file format changes. In which order days and seeds are named is of no account.
    """
    inputs: dict[str, Any] = {
        "agreement": book.main.id, "layers": [one.id for one in book.agreements[1:]], "book": book.digest,
        "changes": [str(one) for one in changes], "days": sorted(day_digests), "seeds": sorted(seeds), "policy": policy,
        "versions": list_versions(),
    }
    return {**inputs, "digest": digest_json(inputs)}
