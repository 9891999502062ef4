"""Verdicts and totals of many buckets are joined without losing or inventing anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.nuantu.clause_builder import build_clause

from nuantu.audit.verdict import Verdict
from nuantu.commands.buckets import add_totals, join_verdicts, list_buckets, read_buckets, tell_across
from nuantu.core.errors import InputError

KEPT = Verdict(clause_id="floor", type="hourly_floor", layer="platform", version=None, worker_id=None, order_id=None,
               verdict="complied", explained=None, units=10, unit="worker_day", event_ids=(), line_ids=(),
               arithmetic="units 10; kept 10", missing=())
BROKEN = replace(KEPT, worker_id="R1", verdict="violated", units=1, event_ids=(3,), arithmetic="1 < 2")
IDLE = replace(KEPT, clause_id="night", verdict="not_applicable", units=0, arithmetic="units 0")


def test_counts_are_summed_and_breaches_stand_one_by_one_with_their_bucket() -> None:
    """Breaches first, then what was kept; what applies nowhere stands once."""
    joined = join_verdicts([[BROKEN, KEPT, IDLE], [replace(KEPT, units=5), IDLE]])

    assert joined == [replace(BROKEN, arithmetic="1 < 2; bucket 000"),
                      replace(KEPT, units=15, arithmetic="units 15"), replace(IDLE, arithmetic="units 0")]


def test_a_clause_that_applies_in_one_bucket_applies() -> None:
    """Nothing is said of the buckets in which it did not."""
    joined = join_verdicts([[replace(IDLE, clause_id="floor")], [KEPT]])

    assert joined == [replace(KEPT, arithmetic="units 10")]


def test_a_fault_of_the_records_without_a_row_is_never_summed_away() -> None:
    """Digest faults name no event; each stands by itself."""
    fault = replace(BROKEN, clause_id="log", worker_id=None, event_ids=(), arithmetic="digest")

    assert [one.arithmetic for one in join_verdicts([[fault], [fault]])] == ["digest; bucket 000", "digest; bucket 001"]


def test_totals_are_added_by_account_component_and_clause() -> None:
    """Lines, workers and amounts."""
    row = {"account": "worker_pay", "component": "base", "clause_id": "c", "currency": "CNY", "lines": 2, "workers": 1,
           "amount_minor": 500}

    assert add_totals([[row], [row, row | {"component": "distance"}]]) == [
        row | {"lines": 4, "workers": 2, "amount_minor": 1000}, row | {"component": "distance"}]


def test_clauses_about_all_workers_are_named_and_judged_by_no_bucket() -> None:
    """An aggregate floor has insufficient evidence in one bucket; an hourly floor is no such clause."""
    hourly = build_clause("hourly_floor", floor=2000, base="engaged", include=frozenset({"base"}), rounding="up")
    whole = build_clause("directional_improvement", metric="late_share", sense="lower")

    told = tell_across([hourly, whole])

    assert [(one.clause_id, one.verdict, one.missing) for one in told] == [
        (whole.id, "insufficient_evidence", ("all workers in one log",))]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "nuantu-run/1"}'])
def test_a_file_that_is_no_list_of_buckets_is_refused(tmp_path: Path, text: str) -> None:
    """By file, whatever stands in it."""
    (tmp_path / "buckets.json").write_text(text, encoding="utf-8")

    with pytest.raises(InputError) as caught:
        read_buckets(tmp_path)

    assert caught.value.file == str(tmp_path / "buckets.json")


def test_a_missing_bucket_is_named(tmp_path: Path) -> None:
    """The first that is missing, and how many are."""
    (tmp_path / "buckets.json").write_text('{"format": "nuantu-buckets/1", "buckets": 3}', encoding="utf-8")
    (tmp_path / "buckets" / "000").mkdir(parents=True)

    with pytest.raises(InputError, match="2 of 3 buckets are missing"):
        list_buckets(tmp_path)
