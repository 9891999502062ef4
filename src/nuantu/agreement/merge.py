"""Merging clauses of several layers: parameter by parameter, the more favourable to the worker winning.

Only clauses of one type with equal base, equal selector and equal strength merge; all others hold side by side. Were
a "must" and a "principle" merged, the joined parameters would bind more strictly than anybody signed. An assumption
fills what no signed layer states and never changes what somebody signed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from nuantu.agreement.agreement import Agreement, WrittenClause
from nuantu.agreement.clause import LAYERS, Clause, Favours, ParamOrigin, ParamSpec, Value


@dataclass(frozen=True, slots=True)
class Stated:
    """One layer's value of a parameter: stated in its text, or the type's default where the text is silent."""

    value: Value
    explicit: bool
    origin: ParamOrigin


@dataclass(frozen=True, slots=True)
class Resolved:
    """A clause of one agreement with every parameter resolved for one date."""

    clause: WrittenClause
    agreement: Agreement
    values: Mapping[str, Stated]

    @property
    def rank(self) -> int:
        """Position of its layer, the most general first."""
        return LAYERS.index(self.agreement.layer)

    @property
    def signed(self) -> bool:
        """Whether it is more than an assumption."""
        return self.agreement.layer != "assumption"


def merge_clauses(resolved: Sequence[Resolved]) -> tuple[Clause, ...]:
    """Merge what may merge, in the order of first appearance by layer."""
    groups: dict[tuple[Any, ...], list[Resolved]] = {}
    for one in sorted(resolved, key=lambda item: item.rank):
        type_ = one.clause.type
        base = tuple(one.values[name].value for name in type_.base)
        groups.setdefault((type_.name, base, one.clause.selector), []).append(one)
    return tuple(_merge_group(part) for group in groups.values() for part in _split_by_strength(group))


def _split_by_strength(group: Sequence[Resolved]) -> list[list[Resolved]]:
    """Signed clauses of one strength each; assumptions fill every part, and stand alone where nothing is signed."""
    signed = [one for one in group if one.signed]
    if not signed:
        return [list(group)]
    assumed = [one for one in group if not one.signed]
    strengths = dict.fromkeys(one.clause.strength for one in signed)
    return [[one for one in signed if one.clause.strength == strength] + assumed for strength in strengths]


def _merge_group(group: Sequence[Resolved]) -> Clause:
    type_ = group[0].clause.type
    chosen = {spec.name: _choose(spec, [(one.values[spec.name], one.signed) for one in group]) for spec in type_.params}
    answer = _find_answer(group, chosen[type_.principal].origin)
    written = answer.clause
    provision = answer.agreement.provision(written.provision_id)
    return Clause(
        id=written.id, type=type_, agreement_id=answer.agreement.id, layer=answer.agreement.layer,
        strength=group[0].clause.strength,
        obligor=written.obligor, selector=written.selector,
        params={name: stated.value for name, stated in chosen.items()},
        origins={name: stated.origin for name, stated in chosen.items()},
        effective_from=written.effective_from, effective_to=written.effective_to,
        text_zh=provision.text_zh, text_en=provision.text_en, standing=provision.standing, source=provision.source,
        provision_id=written.provision_id,
        ambiguities=tuple(entry.describe() for one in group for entry in one.clause.ambiguities),
        shadowed=tuple(one.clause.id for one in group if one is not answer),
    )


def _find_answer(group: Sequence[Resolved], origin: ParamOrigin) -> Resolved:
    for one in group:
        if one.clause.id == origin.clause_id:
            return one
    raise AssertionError(f"no clause of the group is {origin.clause_id}")


def _choose(spec: ParamSpec, offers: Sequence[tuple[Stated, bool]]) -> Stated:
    """The value that holds: offers stand in order of layers, the most general first."""
    signed = [stated for stated, is_signed in offers if is_signed]
    pool = signed if any(stated.explicit for stated in signed) else [stated for stated, _ in offers]
    if spec.favours == "stated":
        explicit = [stated for stated in pool if stated.explicit]
        return explicit[-1] if explicit else pool[0]
    best = pool[0]
    for stated in pool[1:]:
        best = _favour(spec, best, stated)
    return best


def _favour(spec: ParamSpec, first: Stated, second: Stated) -> Stated:
    value = favour_value(spec.favours, first.value, second.value, spec.words)
    origin = second.origin if value != first.value and _leans(value, first.value, second.value) else first.origin
    return Stated(value, first.explicit or second.explicit, origin)


def _leans(value: Value, first: Value, second: Value) -> bool:
    """Whether a joined value is the second one's doing: it is the second, or has more entries of it."""
    if value == second:
        return True
    if isinstance(value, Mapping) and isinstance(first, Mapping) and isinstance(second, Mapping):
        own = sum(first.get(key) == entry for key, entry in value.items())
        return sum(second.get(key) == entry for key, entry in value.items()) > own
    return False


def favour_value(favours: Favours, first: Value, second: Value, words: tuple[str, ...] = ()) -> Value:
    """The value that is more favourable to the worker, or both joined; ``None`` (not set) gives way.

    Numbers by size; words by their declared order; sets by union or intersection; tables by place, by cause and by
    distance entry by entry. Equal or incomparable values keep the first.
    """
    if first is None or second is None:
        return second if first is None else first
    if isinstance(first, frozenset) and isinstance(second, frozenset):
        return first | second if favours == "union" else first & second
    if isinstance(first, tuple) and isinstance(second, tuple):
        return _favour_bands(first, second, favours)
    if isinstance(first, Mapping) or isinstance(second, Mapping):
        return _favour_tables(favours, first, second)
    left, right = (_weigh(value, words) for value in (first, second))
    return second if (right > left if favours == "higher" else right < left) else first


def _weigh(value: Value, words: tuple[str, ...]) -> int:
    if isinstance(value, str):
        return words.index(value)
    assert isinstance(value, int)
    return value


def _favour_tables(favours: Favours, first: Value, second: Value) -> Value:
    """Join tables: causes entry by entry, places at every place code that either names."""
    if favours == "union":
        assert isinstance(first, Mapping)
        assert isinstance(second, Mapping)
        joined: dict[str, int | str] = dict(first)
        for key, entry in second.items():
            held = joined.get(key)
            if held is None or (isinstance(held, int) and isinstance(entry, int) and entry > held):
                joined[key] = entry
        return joined
    tables = [value if isinstance(value, Mapping) else {"": value} for value in (first, second)]
    by_place: dict[str, int | str] = {}
    for code in sorted({code for table in tables for code in table}):
        offers = [offer for table in tables if (offer := _at_place(table, code)) is not None]
        by_place[code] = max(offers) if favours == "higher" else min(offers)
    return by_place


def _at_place(table: Mapping[str, Any], code: str) -> int | None:
    matches = [prefix for prefix in table if code.startswith(prefix)]
    return int(table[max(matches, key=len)]) if matches else None


def _favour_bands(first: tuple[tuple[int, ...], ...], second: tuple[tuple[int, ...], ...], favours: Favours) -> Value:
    """Join two tables of bands at every distance; an empty table pays nothing at any distance."""
    bounds = sorted({row[0] for row in (*first, *second)})
    rows = []
    for bound in bounds:
        offers = [_in_band(table, bound) for table in (first, second)]
        rows.append((bound, max(offers) if favours == "higher" else min(offers)))
    merged = [row for row, following in pairwise(rows) if row[1] != following[1]]
    return tuple(merged + rows[-1:])


def _in_band(table: tuple[tuple[int, ...], ...], distance_m: int) -> int:
    return next((row[1] for row in table if distance_m <= row[0]), 0)
