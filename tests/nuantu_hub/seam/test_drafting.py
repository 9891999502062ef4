"""Clause types as forms, clauses as the engine reads them, drafts as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.reader import read_agreement
from nuantu_hub.seam.drafting import (
    DraftClause,
    DraftHead,
    check_draft_file,
    compare_clauses,
    find_measure,
    find_type,
    list_types,
    read_clause,
    read_written,
    render_draft_file,
    say_measure,
    tell_terms,
)
from nuantu_hub.seam.errors import RunError

WEATHER = {"amount": "1.50 CNY/order", "level": "yellow", "at": "accepted"}


def weather(**more: object) -> DraftClause:
    """The subsidy in special weather."""
    return DraftClause("P07", "special_weather_subsidy", "预警期间每单补贴", {**WEATHER, **more})


def test_every_type_of_the_engine_can_be_drafted() -> None:
    assert {one.name for one in list_types()} == set(CLAUSE_TYPES)
    assert find_type("no_such_type") is None


def test_terms_are_told_in_both_languages_with_their_number() -> None:
    amount = tell_terms(weather())[0]
    assert (amount.label, amount.number) == (("每单补贴", "for each order"), 150)
    assert "1.50" in amount.said[0]


def test_a_quantity_has_a_unit_in_which_a_difference_is_said_and_a_word_has_none() -> None:
    assert find_measure("special_weather_subsidy", "amount") == "minor_per_order"
    assert (find_measure("special_weather_subsidy", "level"), find_measure("no_such_type", "x")) == ("", "")
    assert say_measure(70, "minor_per_order") == ("¥0.70/单", "¥0.70/order")


@pytest.mark.parametrize(("more", "where"), [
    ({"amount": "1.50 CNY"}, "amount"), ({"level": "purple"}, "level"), ({"no_such": "1"}, "no_such")])
def test_what_the_engine_refuses_is_named(more: dict[str, str], where: str) -> None:
    with pytest.raises(RunError) as refused:
        read_clause(weather(**more))
    assert refused.value.where == where


def test_brackets_are_lists_and_everything_else_is_text() -> None:
    assert read_written(" 8 h ") == "8 h"
    assert read_written("[rain, snow]") == ["rain", "snow"]
    assert read_written("{gate: 3 min}") == {"gate": "3 min"}
    with pytest.raises(RunError, match="brackets"):
        read_written("[rain")


def test_a_draft_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    head = DraftHead("talk-x", "算法协商", "meeting_minutes", {"platform": "云送外卖"}, "云港市", "协商桌")
    data = render_draft_file(head, [weather(kinds=["rain"])])
    (tmp_path / "agreement.yaml").write_bytes(data)
    read = read_agreement(tmp_path)

    assert check_draft_file(data) == {"provisions": 1, "clauses": 1}
    assert (read.id, read.procedure, read.title_zh, read.parties["platform"][0]) == (
        "talk-x", "minutes", "算法协商", "云送外卖")


def test_two_versions_are_compared_as_the_worker_sees_them() -> None:
    steps = compare_clauses(weather(), weather(amount="1.80 CNY/order"))
    assert [(one["label"][0], one["change"]) for one in steps] == [("每单补贴", "raised")]


@pytest.mark.parametrize("text", ["[&a [*a]]", "[&a x, *a]", "[*b]", "[" * 290 + "]" * 290, "[a, b", "{" * 7 + "}" * 7])
def test_brackets_that_name_a_part_of_themselves_or_stand_too_deep_are_refused(text: str) -> None:
    with pytest.raises(RunError):
        read_written(text)
