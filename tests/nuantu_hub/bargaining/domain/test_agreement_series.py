"""Agreements of one name, year by year."""

from __future__ import annotations

from tests.nuantu_hub.bargaining.promise_scene import SHIPPED, YEARS

from nuantu_hub.bargaining.domain.agreement_series import compare_years, list_series, name_series


def test_only_names_with_two_years_are_a_series() -> None:
    series = list_series(SHIPPED)
    assert [file.parent.name for file in series["platform"]] == list(YEARS)
    assert "eleme" not in series
    assert name_series(series["platform"])[0]


def test_each_step_counts_every_clause_once_the_newest_first() -> None:
    steps = compare_years(list_series(SHIPPED)["platform"])
    assert [(step.old["id"], step.new["id"]) for step in steps] == [
        ("platform-2024", "platform-2025"), ("platform-2022", "platform-2024")]
    for step in steps:
        assert step.total == len(step.clauses) > 0
