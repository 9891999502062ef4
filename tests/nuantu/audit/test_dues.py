"""What is due is set against what is paid, and the figures that decided are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.clause import Selector
from nuantu.audit.dues import add_order_pay, compare_dues, list_order_units, sum_worker_pay, write_grounds
from nuantu.audit.query import Case

CLAUSE = make_clause("equipment_allowance", "own", amount=250)
OTHER = make_clause("equipment_allowance", "other", amount=250, selector=Selector(vehicle=frozenset({"car"})))
LINE = {"component": "equipment", "worker_id": "W1", "order_id": "A1"}


def _open(tmp_path: Path, *lines: dict[str, Any]) -> Case:
    log = LogBuilder("2026-11-20")
    log.register("W1")
    for order, begin in (("A1", "10:00"), ("A2", "11:00")):
        log.order(order, worker="W1", created=begin, accepted=begin, delivered=f"{begin[:3]}20")
    return open_case(log, tmp_path, [{**LINE, **line} for line in lines], [CLAUSE, OTHER])


@pytest.mark.parametrize(("lines", "grounds"), [
    ([], ["short"]),
    ([{"clause_id": "own", "amount_minor": 250}], []),
    ([{"clause_id": "own", "amount_minor": 249}], ["short"]),
    ([{"clause_id": "own", "amount_minor": 251}], ["wrong"]),
    ([{"clause_id": "own", "amount_minor": 125}, {"clause_id": "own", "amount_minor": 125}], ["wrong"]),
    ([{"clause_id": "other", "amount_minor": 300}], []),
    ([{"clause_id": "nobody", "amount_minor": 250}], ["short"]),
    ([{"clause_id": "own", "amount_minor": 250}, {"clause_id": "own", "amount_minor": 250, "order_id": "A2"}],
     ["wrong"]),
])
def test_too_little_under_the_type_or_not_just_that_in_its_name(tmp_path: Path, lines: list[dict[str, Any]],
                                                               grounds: list[str]) -> None:
    """A1 is due 2.50 and A2 nothing; another clause of the type may pay instead."""
    case = _open(tmp_path, *lines)
    done = case.spells.deliveries
    due = done.filter(done.order_id == "A1").mutate(due_minor=250)
    units = list_order_units(CLAUSE, case, due, done, "equipment")
    found = case.records.rows(compare_dues(units, told=(), order=True))
    assert [row["ground"] for row in found] == grounds


def test_pay_is_summed_by_order_and_by_period(tmp_path: Path) -> None:
    """Only the components named; an order without lines earns nothing."""
    case = _open(tmp_path, {"component": "base", "amount_minor": 400}, {"component": "distance", "amount_minor": 100},
                 {"component": "night", "amount_minor": 9})
    done = case.spells.deliveries.select("worker_id", "order_id")
    paid = case.records.rows(add_order_pay(case, done, frozenset({"base", "distance"})))
    assert {row["order_id"]: row["normal_minor"] for row in paid} == {"A1": 500, "A2": 0}
    days = case.records.days.select("day", period="day")
    sums = case.records.rows(sum_worker_pay(case, frozenset({"base", "night"}), days))
    assert sums == [{"worker_id": "W1", "period": "2026-11-20", "included_minor": 409}]


def test_both_grounds_tell_how_the_due_comes_about() -> None:
    """The head stands before what was paid."""
    grounds = write_grounds("a {b}")
    assert grounds["short"].format(b=1, due_minor=2, paid_minor=0) == "a 1 = due_minor 2; paid_minor 0"
    assert grounds["wrong"].format(b=1, due_minor=2, own_minor=3, own_lines=1) == (
        "a 1 = due_minor 2; own_minor 3 in 1 lines")
