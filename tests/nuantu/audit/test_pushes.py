"""Pushes with what their orders are."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.clause import Selector
from nuantu.audit.pushes import find_beyond, find_none, find_unknown, list_pushes


def make_log() -> LogBuilder:
    """A known order and one of unknown weight, each pushed to one of two people."""
    log = LogBuilder()
    log.register("Wang", worker_class="crowd")
    log.register("Li", worker_class="dedicated")
    log.create("A1", "10:00", weight_g=5000)
    log.create("A2", "10:00")
    log.add("pushed", "10:01", worker_id="Wang", order_id="A1")
    log.add("pushed", "10:02", worker_id="Li", order_id="A2")
    return log


def test_pushes_carry_the_facts_of_their_orders(tmp_path: Path) -> None:
    """The selector leaves out those whom the clause does not cover."""
    case = open_case(make_log(), tmp_path)
    clause = make_clause("meal_ready_dispatch", before=0, selector=Selector(worker_class=frozenset({"crowd"})))

    rows = case.records.rows(list_pushes(clause, case))
    assert [(row["worker_id"], row["order_id"], row["weight_g"], row["distance_m"]) for row in rows] == [
        ("Wang", "A1", 5000, 1500)]


def test_what_is_beyond_a_limit_and_what_is_unknown_are_told_apart(tmp_path: Path) -> None:
    """A gram too much is a breach, no weight at all lacks evidence, no limit asks for nothing."""
    case = open_case(make_log(), tmp_path)
    pushes = list_pushes(make_clause("meal_ready_dispatch", before=0), case)

    assert [row["order_id"] for row in case.records.rows(find_beyond(pushes, "heavy", "weight_g", 4999)[0])] == ["A1"]
    assert case.records.rows(find_beyond(pushes, "heavy", "weight_g", 5000)[0]) == []
    lost = case.records.rows(find_unknown(pushes, "weight_g", 5000)[0])
    assert [(row["order_id"], row["field"]) for row in lost] == [("A2", "events.weight_g")]
    assert (find_beyond(pushes, "heavy", "weight_g", None), find_unknown(pushes, "weight_g", None)) == ([], [])


def test_a_log_without_what_is_asked_says_so_once(tmp_path: Path) -> None:
    """One row, of nobody in particular."""
    case = open_case(make_log(), tmp_path)

    rows = case.records.rows(find_none(case, "events.temperature"))
    assert [(row["worker_id"], row["order_id"], row["field"]) for row in rows] == [(None, None, "events.temperature")]
