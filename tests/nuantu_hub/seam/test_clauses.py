"""A clause's sheet holds its terms, their layers, and the auditor's own counts."""

from __future__ import annotations

from collections import Counter

from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.seam.clauses import tell_clauses


def test_every_clause_in_force_is_told_with_the_auditors_units(small: SmallRun) -> None:
    told = dict(tell_clauses(small.scope))
    assert list(told) == list(small.scope.clauses)
    units: dict[str, Counter[str]] = {clause: Counter() for clause in told}
    for row in small.scope.verdicts:
        if row["clause_id"] in units:
            units[row["clause_id"]][row["verdict"]] += row["units"]
    assert {clause: value["verdicts"]["units"] for clause, value in told.items()} == units


def test_terms_name_the_layer_that_they_come_from(small: SmallRun) -> None:
    stop = dict(tell_clauses(small.scope))["PLT-daily-stop"]
    assert (stop["type"], stop["title"][0], stop["assumed"]) == ("R03", small.scope.clauses["PLT-daily-stop"].type.zh,
                                                                False)
    first = stop["terms"][0]
    assert (first["name"], first["value"], first["layer"][0]) == ("stop_after", ["12小时", "12 h"], "专项协议")


def test_an_assumed_figure_says_so(small: SmallRun) -> None:
    told = dict(tell_clauses(small.scope))
    assert {key for key, value in told.items() if value["assumed"]} == set(small.folder.summary["assumed"])
