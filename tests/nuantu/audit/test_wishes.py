"""Wishes in the log, their withdrawal, and clocks of the day."""

from __future__ import annotations

from pathlib import Path

import ibis
import pytest
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.wishes import lies_between, list_wishes, spread_over_days


def test_a_withdrawal_ends_the_earlier_wish_that_it_agrees_with(tmp_path: Path) -> None:
    """The second slot is another one, and a withdrawal before a wish is none of it."""
    log = LogBuilder()
    log.register("Wang")
    slots = {name: {"worker_id": "Wang", "component": "rest_slot", "from_s": log.at(name), "to_s": log.at("20:00")}
             for name in ("10:00", "11:00")}
    log.add("preference_set", "08:00", outcome="withdrawn", **slots["10:00"])
    for name in slots:
        log.add("preference_set", "09:00", **slots[name])
    log.add("preference_set", "10:30", outcome="withdrawn", **slots["10:00"])
    case = open_case(log, tmp_path)

    wishes = list_wishes("rest_slot", case.records.of_kind("preference_set"), ["worker_id", "from_s", "to_s"])
    assert [(row["from_s"], row["withdrawn_s"]) for row in case.records.rows(wishes.order_by("from_s"))] == [
        (log.at("10:00"), log.at("10:30")), (log.at("11:00"), None)]


def test_a_span_over_midnight_stands_once_for_each_day(tmp_path: Path) -> None:
    """Two rows, one for each local day of the log that it touches."""
    log = LogBuilder()
    log.register("Wang")
    log.add("push_paused", "23:50", worker_id="Wang", from_s=log.at("23:50"), to_s=log.at("24:10"))
    log.offline("Wang", "25:00")
    case = open_case(log, tmp_path)

    spread = spread_over_days(case, case.records.of_kind("push_paused"), "from_s", "to_s")
    assert sorted(row["day_s"] for row in case.records.rows(spread)) == [log.at("00:00"), log.at("24:00")]


@pytest.mark.parametrize(("clock", "day", "night"), [(21, True, False), (22, False, True), (5, False, True),
                                                    (6, True, False)])
def test_a_span_of_the_day_may_run_over_midnight(clock: int, day: int, night: bool) -> None:
    """From 22 to 6 and from 6 to 22; the end is not in it."""
    moment = ibis.literal(clock)

    assert ibis.duckdb.connect().to_pyarrow(lies_between(moment, 6, 22)).as_py() is day
    assert ibis.duckdb.connect().to_pyarrow(lies_between(moment, 22, 6)).as_py() is night
