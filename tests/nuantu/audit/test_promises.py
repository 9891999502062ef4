"""Promises in the log, and what prolonged them."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.clause import Selector
from nuantu.audit.promises import list_quotes, sum_extended


def make_log() -> LogBuilder:
    """One order: promised, extended twice before its delivery and once after."""
    log = LogBuilder()
    log.register("Wang", worker_class="crowd")
    log.order("A1", created="10:00", worker="Wang", accepted="10:05", delivered="10:30")
    log.add("eta_quoted", "10:00", order_id="A1", promised_s=log.at("10:40"), from_s=log.at("10:35"),
            to_s=log.at("10:40"))
    for clock, cause, added_s in (("10:00", "access", 60), ("10:10", "access", 30), ("10:20", "gate", 90),
                                  ("10:31", "access", 900)):
        log.add("eta_extended", clock, order_id="A1", reason=cause, added_s=added_s)
    return log


def test_only_what_was_added_before_the_delivery_for_that_cause_counts(tmp_path: Path) -> None:
    """Ninety seconds for access; what came later or for the gate is another matter."""
    case = open_case(make_log(), tmp_path)

    rows = case.records.rows(sum_extended(case, "access"))
    assert [(row["order_id"], row["given_s"]) for row in rows] == [("A1", 90)]


def test_a_clause_that_covers_somebody_holds_for_every_promise_and_one_that_covers_nobody_for_none(
        tmp_path: Path) -> None:
    """The rider is not known when the promise is made."""
    case = open_case(make_log(), tmp_path)
    some, none = (make_clause("eta_window", width=300, selector=Selector(worker_class=frozenset({name})))
                  for name in ("crowd", "courier"))

    rows = case.records.rows(list_quotes(some, case))
    assert [(row["order_id"], row["to_s"] - row["from_s"], row["distance_m"]) for row in rows] == [("A1", 300, 1500)]
    assert case.records.rows(list_quotes(none, case)) == []
