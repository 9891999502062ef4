"""The clocks of every profile, by worked cases over Spring Festival and National Day, and the months they count in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from nuantu_hub.bargaining.domain.procedure_clocks import (
    Clock,
    Facts,
    Vacancy,
    add_months,
    check_term,
    find_effect,
    measure_clocks,
    name_rest,
)
from nuantu_hub.bargaining.domain.procedures import find_procedure, read_procedures

FOLDER = Path(__file__).parents[3] / "cases" / "procedures"
HOLIDAYS = ("春节", "国庆节")


def _list_cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield pytest.param(file.stem, case, id=f"{file.stem}: {case['name']}")


def _read_facts(told: dict[str, Any]) -> Facts:
    vacancies = tuple(Vacancy(**one) for one in told.get("vacancies", ()))
    return Facts(**{name: value for name, value in told.items() if name != "vacancies"}, vacancies=vacancies)


def _tell(clocks: tuple[Clock, ...]) -> dict[str, Clock]:
    told: dict[str, Clock] = {}
    for clock in clocks:
        count = sum(name.split()[0] == clock.name for name in told) + 1
        told[clock.name if count == 1 else f"{clock.name} {count}"] = clock
    return told


@pytest.mark.parametrize(("profile", "case"), list(_list_cases()))
def test_a_worked_case_comes_out_as_written(profile: str, case: dict[str, Any]) -> None:
    facts, procedure = _read_facts(case["facts"]), find_procedure(profile)
    clocks = _tell(measure_clocks(procedure, facts, case["today"]))
    assert list(clocks) == list(case["clocks"])
    for name, expected in case["clocks"].items():
        assert {key: getattr(clocks[name], key) for key in expected} == expected
        assert clocks[name].done == expected.get("done")
        assert clocks[name].provisional is expected.get("provisional", False)
    if "effect" in case:
        assert find_effect(procedure, facts, case["today"]) == case["effect"]


def test_every_clock_of_every_profile_has_a_case_over_a_statutory_holiday() -> None:
    for key, profile in read_procedures().items():
        cases = yaml.safe_load((FOLDER / f"{key}.yaml").read_text(encoding="utf-8"))
        seen = {name.split()[0] for case in cases for name in case["clocks"]}
        assert seen == {rule.name for _step, rule in profile.clocks}
        assert any(clock["rest"] in HOLIDAYS for case in cases for clock in case["clocks"].values())


def test_a_case_is_said_in_both_languages_and_once() -> None:
    cases = [case for _profile, case in (one.values for one in _list_cases())]
    assert len({case["name"] for case in cases}) == len(cases)
    assert all(case["zh"] for case in cases)


@pytest.mark.parametrize(("begins", "expires", "holds"), [
    (date(2025, 10, 1), date(2026, 9, 30), True), (date(2025, 10, 1), date(2026, 9, 29), False),
    (date(2025, 10, 1), date(2028, 10, 1), True), (date(2025, 10, 1), date(2028, 10, 2), False)])
def test_a_term_is_of_one_to_three_years(begins: date, expires: date, holds: bool) -> None:
    assert check_term(find_procedure("collective_contract"), begins, expires) is holds
    assert check_term(find_procedure("meeting_minutes"), begins, expires) is None


def test_months_end_where_the_month_does() -> None:
    assert add_months(date(2026, 5, 31), -3) == date(2026, 2, 28)
    assert add_months(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert add_months(date(2026, 1, 15), -3) == date(2025, 10, 15)


def test_rest_days_are_called_by_what_they_are() -> None:
    assert name_rest(date(2026, 2, 17)) == "春节"
    assert name_rest(date(2026, 10, 1)) == "国庆节"
    assert name_rest(date(2026, 10, 10)) == ""  # a Saturday that is worked
    assert name_rest(date(2026, 10, 11)) == "weekend"
    assert name_rest(date(2026, 10, 12)) == ""
