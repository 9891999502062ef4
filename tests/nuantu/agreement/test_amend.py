"""Differences are told clause by clause, from the worker's side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import SHIPPED, UNBUILT, make_provision, write_agreement

from nuantu.agreement.amend import Amendment, Change, compare
from nuantu.agreement.reader import read_agreement

STOP = {"type": "daily_stop", "id": "stop", "params": {"stop_after": "12 h", "reset": "calendar_day"}}


def diff(folder: Path, old: list[dict[str, Any]], new: list[dict[str, Any]], **head: Any) -> Amendment:
    """Compare two agreements with these clauses."""
    return compare(read_agreement(write_agreement(folder / "old", clauses=old)),
                   read_agreement(write_agreement(folder / "new", clauses=new, **head)))


def with_params(**params: Any) -> dict[str, Any]:
    """The stop with other parameters."""
    return {**STOP, "params": {**STOP["params"], **params}}  # type: ignore[dict-item]


@pytest.mark.parametrize(("new", "change", "steps"), [
    (STOP, "kept", []),
    (with_params(stop_after="11 h"), "raised", ["at a stop: 12 h → 11 h"]),
    (with_params(stop_after="13 h"), "lowered", ["12 h → 13 h"]),
    (with_params(stop_after="11 h", tolerance="15 min"), "mixed", ["12 h → 11 h", "0 s → 15 min"]),
    (with_params(reset="rolling_24h"), "changed", ["counted from local midnight → counted over the last 24 hours"]),
    ({**STOP, "strength": "should"}, "lowered", ["must → should"]),
    ({**STOP, "selector": {"vehicle": "ebike"}}, "changed", ["everyone → e-bike"]),
    ({**STOP, "effective": {"from": "2026-01-01"}}, "changed", ["2025-01-01 → 2026-01-01"]),
    ({**STOP, "obligor": "joint"}, "changed", ["platform → joint"]),
    ({**STOP, "id": "renamed"}, "kept", []),
])
def test_a_clause_is_raised_lowered_mixed_changed_or_kept(
    tmp_path: Path, new: dict[str, Any], change: Change, steps: list[str],
) -> None:
    """By the sense that its type gives to each parameter."""
    [one] = diff(tmp_path, [STOP], [new]).clauses

    assert one.change == change
    assert [step.sentence("en").split(": ", 1)[1] for step in one.steps] == [step.split(": ")[-1] for step in steps]


def test_new_and_dropped_clauses_are_named(tmp_path: Path) -> None:
    """What is gone stands last."""
    premium = {"type": "injury_premium", "id": "premium", "params": {"amount": "0.07 CNY/order"}}
    amendment = diff(tmp_path, [STOP], [premium])

    assert [(one.change, one.type.name, one.old_id, one.new_id) for one in amendment.clauses] == [
        ("new", "injury_premium", None, "premium"), ("dropped", "daily_stop", "stop", None)]
    assert (amendment.count("new"), amendment.count("dropped"), amendment.count("kept")) == (1, 1, 0)


def test_clauses_of_one_type_are_paired_by_id_then_by_whom_they_cover(tmp_path: Path) -> None:
    """A renamed clause finds its former self."""
    cars = {"type": "concurrency_cap", "id": "a", "params": {"cap": 3}, "selector": {"vehicle": "car"}}
    bikes = {"type": "concurrency_cap", "id": "b", "params": {"cap": 5}, "selector": {"vehicle": "ebike"}}
    amendment = diff(tmp_path, [cars, bikes], [{**bikes, "id": "c", "params": {"cap": 4}}, {**cars, "id": "d"}])

    assert [(one.old_id, one.new_id, one.change) for one in amendment.clauses] == [
        ("b", "c", "raised"), ("a", "d", "kept")]


def test_sets_and_tables_are_compared_as_wholes(tmp_path: Path) -> None:
    """More is raised, fewer is lowered, other is mixed."""
    base = {"type": "weekday_distance_band", "id": "rate"}
    old = {**base, "params": {"base": "5 CNY/order", "bands": {"up to 1 km": "1 CNY/order", "farther": "2 CNY/order"}}}
    new = {**base, "params": {"base": "5 CNY/order", "bands": {"up to 1 km": "2 CNY/order", "farther": "1 CNY/order"}}}
    [one] = diff(tmp_path, [old], [new]).clauses

    assert (one.change, one.steps[0].sentence("zh")) == (
        "mixed", "距离加价: 1公里内¥1.00；更远¥2.00 → 1公里内¥2.00；更远¥1.00")


def test_a_silent_parameter_that_is_now_stated_is_raised(tmp_path: Path) -> None:
    """A limit where there was none protects."""
    soft = {"type": "soft_cap_confirm", "id": "soft", "params": {"after": "8 h"}}
    limited = {**soft, "params": {"after": "8 h", "extra": "2 h"}}

    assert diff(tmp_path / "a", [soft], [limited]).clauses[0].change == "raised"
    assert diff(tmp_path / "b", [limited], [soft]).clauses[0].change == "lowered"


def test_a_reference_is_told_as_one(tmp_path: Path) -> None:
    """A number that gives way to a table is neither better nor worse by itself."""
    fixed = {"type": "injury_premium", "id": "p", "params": {"amount": "0.07 CNY/order"}}
    table = {**fixed, "params": {"amount": {"term": "injury_premium", "category": "takeaway"}}}
    [one] = diff(tmp_path / "a", [fixed], [table]).clauses

    assert (one.change, one.steps[0].sentence("en")) == (
        "changed", "for each completed order: ¥0.07/order → by the table injury_premium, takeaway")
    assert diff(tmp_path / "b", [table], [table]).clauses[0].change == "kept"


def test_a_named_figure_that_was_settled_is_told(tmp_path: Path) -> None:
    """What was left open before, in words."""
    open_ = {"type": "injury_premium", "id": "p", "params": {"amount": {"parameter": "sum"}}}
    fixed = {**open_, "params": {"amount": "0.07 CNY/order"}}
    [one] = diff(tmp_path, [fixed], [open_], parameters={"sum": {"zh": "数", "en": "number"}}).clauses

    assert one.steps[0].after == ("待补数值（sum）", "a figure to be supplied (sum)")


def test_another_currency_is_a_change_and_never_better_or_worse(tmp_path: Path) -> None:
    """Seven fen are not seven cents."""
    fixed = {"type": "injury_premium", "id": "p", "params": {"amount": "0.07 CNY/order"}}
    dollars = {**fixed, "params": {"amount": "0.07 USD/order"}}
    [one] = diff(tmp_path, [fixed], [dollars], currency="USD").clauses

    assert (one.change, one.steps[0].sentence("en")) == (
        "changed", "for each completed order: ¥0.07/order → $0.07/order")


def test_provisions_are_new_changed_kept_or_dropped(tmp_path: Path) -> None:
    """By their words in either language."""
    held = {"held": {"zh": "无", "en": "none"}}
    old = [make_provision(name, [], **held) for name in ("same", "other", "gone")]
    new = [make_provision("same", [], **held), {**make_provision("other", [], **held), "zh": "另一句"},
           make_provision("added", [UNBUILT])]
    amendment = compare(read_agreement(write_agreement(tmp_path / "old", provisions=old)),
                        read_agreement(write_agreement(tmp_path / "new", provisions=new)))

    assert [(one.id, one.change) for one in amendment.provisions] == [
        ("same", "kept"), ("other", "changed"), ("added", "new"), ("gone", "dropped")]
    assert amendment.provisions[1].after == ("另一句", "a sentence")


@pytest.mark.parametrize("folder", sorted(SHIPPED.iterdir()), ids=lambda folder: folder.name)
def test_an_agreement_does_not_differ_from_itself(folder: Path) -> None:
    """Everything is kept."""
    agreement = read_agreement(folder)
    amendment = compare(agreement, agreement)

    assert {one.change for one in (*amendment.clauses, *amendment.provisions)} == {"kept"}
    assert len(amendment.clauses) == len(agreement.clauses)
