"""Clauses for tests, built from their types with canonical parameters, without an agreement file."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

from nuantu.agreement.clause import Clause, Layer, ParamOrigin, Selector, Strength
from nuantu.agreement.clauses import CLAUSE_TYPES


def build_clause(type_name: str, clause_id: str | None = None, *, layer: Layer = "platform",
                 strength: Strength = "must", selector: Selector | None = None, **params: Any) -> Clause:
    """A clause in force; parameters that are left out take the type's default and must have one."""
    kind = CLAUSE_TYPES[type_name]
    clause_id = clause_id or f"test-{kind.id}"
    unknown = set(params) - {spec.name for spec in kind.params}
    if unknown:
        raise KeyError(f"{type_name} has no parameter {sorted(unknown)}")
    values = {spec.name: params.get(spec.name, spec.default) for spec in kind.params}
    missing = [name for name, value in values.items() if value is ...]
    if missing:
        raise KeyError(f"{type_name} needs {missing}")
    origin = ParamOrigin(clause_id, "test-agreement", layer, layer == "assumption")
    return Clause(
        id=clause_id, type=kind, agreement_id="test-agreement", layer=layer, strength=strength, obligor="platform",
        selector=selector or Selector(), params=MappingProxyType(values),
        origins=MappingProxyType(dict.fromkeys(values, origin)), effective_from=date(2025, 1, 1), effective_to=None,
        text_zh="测试条款", text_en="test clause", standing="ours", source="a test", provision_id="p1",
    )
