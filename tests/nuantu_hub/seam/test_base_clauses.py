"""The agreement that a talk starts from is read with the layers that complete it; what an offer changes follows."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nuantu_hub.seam.base_clauses import list_changes, read_base
from nuantu_hub.seam.drafting import DraftClause
from nuantu_hub.seam.errors import RunError

SHIPPED = Path(__file__).parents[3] / "agreements"


def test_an_agreement_is_completed_by_what_supplies_it_and_by_laws_in_its_own_currency() -> None:
    base = read_base(SHIPPED, "platform-2025")
    assert [one.name for one in base.layers] == ["gbt-46862-2025", "guidance-50-2023", "demo-assumption"]
    assert {"PLT-special-weather", "YG-piece-rate"} <= set(base.terms)
    assert [one.name for one in read_base(SHIPPED, "eleme-2025").layers] == ["trial-assumption"]


def test_its_digest_follows_every_byte(tmp_path: Path) -> None:
    for name in ("platform-2025", "demo-assumption"):
        shutil.copytree(SHIPPED / name, tmp_path / name)
    before = read_base(tmp_path, "platform-2025").sha256
    file = tmp_path / "demo-assumption" / "agreement.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert read_base(tmp_path, "platform-2025").sha256 != before


@pytest.mark.parametrize(("params", "changes"), [
    ({"reasons": ["late"]}, []), ({"reasons": ["late", "cancel"]}, ['C.reasons=["late", "cancel"]']),
    ({"after": "4h"}, []), ({"after": "5 h"}, ["C.after=5 h"]), ({"strict": True}, []),
    ({"strict": False}, ["C.strict=false"]), ({"count": 4}, ["C.count=4"]), ({"count": 3}, [])])
def test_only_what_is_stated_otherwise_is_a_change(tmp_path: Path, params: dict[str, Any], changes: list[str]) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "agreement.yaml").write_text(
        "id: one\nclauses:\n  - id: C\n    params: {reasons: [late], after: 4 h, strict: yes, count: 3}\n",
        encoding="utf-8")
    assert list_changes(read_base(tmp_path, "one"), DraftClause("C", "any", "-", params)) == changes


def test_a_clause_that_the_base_lacks_is_added_whole() -> None:
    base = read_base(SHIPPED, "platform-2025")
    new = DraftClause("NEW-1", "special_weather_subsidy", "-", {"amount": "1.50 CNY/order", "level": "yellow"})
    assert list_changes(base, new) == [
        'NEW-1=special_weather_subsidy{"amount": "1.50 CNY/order", "level": "yellow"}']
    with pytest.raises(RunError, match="NEW-1"):
        list_changes(base, replace(new, strength="should"))


@pytest.mark.parametrize("name", ["", "..", "../platform-2025", "none", ".hidden"])
def test_what_is_no_agreement_s_name_is_refused(name: str) -> None:
    with pytest.raises(RunError):
        read_base(SHIPPED, name)


@pytest.mark.parametrize("text", ["[", "- a\n", "\x00"])
def test_what_is_no_agreement_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "agreement.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match="one"):
        read_base(tmp_path, "one")
