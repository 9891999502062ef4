"""What a clause needs is read off its hooks, and what lacks is said with whom to ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.rights.sheet_cases import list_cases, state_case

from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.core.vocabulary import EVENT_KINDS
from nuantu.rights.evidence import ASKED, NEEDS, Lack, find_kinds_read, merge_lacks, reads_pay


def test_kinds_are_read_off_the_hooks() -> None:
    """Words that a check spells out, and those reached through shared parts."""
    assert find_kinds_read("refusal_right") == {"declined", "score_change"}
    assert "alert" in find_kinds_read("special_weather_subsidy")
    assert "online" in find_kinds_read("hourly_floor")


@pytest.mark.parametrize("name", sorted(CLAUSE_TYPES))
def test_every_type_needs_only_kinds_that_exist(name: str) -> None:
    """Or the decisions, which no copy of one person holds."""
    assert find_kinds_read(name) <= EVENT_KINDS | {"decisions"}


def test_the_types_with_needs_of_their_own_exist() -> None:
    """A renamed type must not leave its needs behind."""
    assert set(NEEDS) <= set(CLAUSE_TYPES)


@pytest.mark.parametrize(("name", "pay"), [("hourly_floor", True), ("special_weather_subsidy", True),
                                           ("no_late_deduction", True), ("daily_stop", False)])
def test_checks_that_look_at_pay_are_known(name: str, pay: bool) -> None:
    """They alone depend on how finely a slip speaks."""
    assert reads_pay(name) is pay


def test_one_thing_that_lacks_is_named_once_for_all_its_clauses() -> None:
    """In order of first appearance."""
    one, other = Lack("a", "甲", "a", "platform", ("x",)), Lack("b", "乙", "b", "own", ("x",))
    assert merge_lacks([one, other, Lack("a", "甲", "a", "platform", ("y",))]) == (
        Lack("a", "甲", "a", "platform", ("x", "y")), other)


@pytest.mark.parametrize("asked", sorted(ASKED))
@pytest.mark.parametrize("currency", ["CNY", "EUR", "USD"])
def test_whom_to_ask_comes_with_a_right(asked: str, currency: str) -> None:
    """In both languages, and never another country's law."""
    lack = Lack("x", "甲", "x", asked)
    assert lack.say_asked("zh")
    assert lack.say_right(currency, "en")
    chinese_law = currency == "CNY" and asked in ("platform", "insurer")
    assert ("个人信息保护法" in lack.say_right(currency, "zh")) == chinese_law


def test_an_alert_is_asked_of_the_weather_service(tmp_path: Path) -> None:
    """Not of the platform."""
    case = next(case for case in list_cases() if case["name"] == "Without alerts a weather subsidy cannot be judged")
    assert [(lack.field, lack.asked, lack.clause_ids) for lack in state_case(case, tmp_path).lacks] == [
        ("alerts.csv", "weather", ("rain",))]
