"""Clauses and books made by hand, for tests of single checks; whole agreements stand in agreements/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from nuantu.agreement.clause import Clause, ParamOrigin, Selector, Strength
from nuantu.agreement.clauses import CLAUSE_TYPES

#: What a type that leaves a parameter open is given by these tests where a case does not say.
OPEN: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    "worktime_definition": {"base": "engaged", "allowance_pm": 0},
})


def make_clause(type_name: str, clause_id: str | None = None, *, strength: Strength = "must",
                selector: Selector | None = None, **params: Any) -> Clause:
    """One clause in force; what the type gives a default for may be left out."""
    kind = CLAUSE_TYPES[type_name]
    own_id = clause_id or kind.id
    given = {**OPEN.get(type_name, {}), **params}
    values = {spec.name: given.pop(spec.name, spec.default) for spec in kind.params}
    lacking = [name for name, value in values.items() if value is ...] + list(given)
    if lacking:
        raise KeyError(f"{type_name}: {lacking}")
    origin = ParamOrigin(own_id, "test", "platform")
    return Clause(
        id=own_id, type=kind, agreement_id="test", layer="platform", strength=strength, obligor="platform",
        selector=selector or Selector(), params=MappingProxyType(values),
        origins=MappingProxyType(dict.fromkeys(values, origin)), effective_from=date(2026, 1, 1), effective_to=None,
        text_zh="", text_en="", standing="ours", source="test", provision_id=own_id,
    )


@dataclass(frozen=True)
class HandBook:
    """A book of these clauses, always in force."""

    clauses: Sequence[Clause] = field(default_factory=tuple)
    digest: str = "hand-made"

    def over(self, first: date, last: date) -> tuple[Clause, ...]:
        """All of them."""
        return tuple(self.clauses)
