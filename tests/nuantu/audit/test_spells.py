"""Time in hand, working time and its marks, on logs small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.clause import Selector
from nuantu.audit.spells import Spells
from nuantu.audit.tables import open_records
from nuantu.core.errors import AgreementError
from nuantu.core.tables import LEDGER

MIDNIGHT_S = 1_795_104_000


@pytest.fixture
def log() -> LogBuilder:
    """Three orders of Wang, two at once, one past midnight; one of Li that never ends."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    log.register("Li", worker_class="dedicated")
    log.order("A1", worker="Wang", created="08:00", accepted="08:00", delivered="09:00")
    log.order("A2", worker="Wang", created="08:00", accepted="08:30", delivered="09:30")
    log.order("A3", worker="Wang", created="08:00", accepted="23:00", delivered="24:30")
    log.create("B1", "24:00")
    log.accept("Li", "B1", "24:00")
    log.offline("Li", "25:00")
    return log


def open_spells(log: LogBuilder, folder: Path, *definitions: object) -> Spells:
    """The intervals of a log under these definitions."""
    log.write(folder)
    LEDGER.write(LEDGER.to_arrow().empty_table(), folder / "ledger.parquet")
    return Spells(open_records(folder), definitions)  # type: ignore[arg-type]


def clocks(spells: Spells, table: object, *names: str) -> list[tuple[object, ...]]:
    """Rows with moments in minutes since midnight of the day."""
    rows = spells.records.rows(table)  # type: ignore[arg-type]
    return sorted(tuple((row[name] - MIDNIGHT_S) // 60 if name.endswith("_s") else row[name] for name in names)
                  for row in rows)


def test_overlapping_orders_are_one_spell_and_an_open_order_lasts_to_the_end(log: LogBuilder, tmp_path: Path) -> None:
    """Spells are unions; what never ends is in hand to the last event."""
    spells = open_spells(log, tmp_path)
    assert clocks(spells, spells.spells, "worker_id", "start_s", "end_s") == [
        ("Li", 1440, 1500), ("Wang", 480, 570), ("Wang", 1380, 1470)]


def test_spells_are_cut_at_midnight(log: LogBuilder, tmp_path: Path) -> None:
    """Each second belongs to the day on which it lies."""
    spells = open_spells(log, tmp_path)
    assert ("Wang", 0, 1380, 1440) in clocks(spells, spells.engaged_by_day, "worker_id", "day_s", "start_s", "end_s")
    assert ("Wang", 1440, 1440, 1470) in clocks(spells, spells.engaged_by_day, "worker_id", "day_s", "start_s", "end_s")


def test_of_two_definitions_the_more_favourable_figure_holds(log: LogBuilder, tmp_path: Path) -> None:
    """An allowance for dedicated riders beside one for all."""
    all_of_them = make_clause("worktime_definition", allowance_pm=50)
    dedicated = make_clause("worktime_definition", allowance_pm=100,
                            selector=Selector(worker_class=frozenset({"dedicated"})))
    spells = open_spells(log, tmp_path, all_of_them, dedicated)
    found = {(row["worker_id"], row["allowance_pm"]) for row in spells.records.rows(spells.terms)}
    assert found == {("Wang", 50), ("Li", 100)}


def test_working_time_needs_a_definition_for_everybody_concerned(log: LogBuilder, tmp_path: Path) -> None:
    """The worker whom none covers is named."""
    dedicated = make_clause("worktime_definition", selector=Selector(worker_class=frozenset({"dedicated"})))
    spells = open_spells(log, tmp_path, dedicated)
    with pytest.raises(AgreementError, match="covers worker Wang"):
        spells.require_worktime(make_clause("fatigue_reminder", first=3600, every=3600))
    spells.require_worktime(make_clause("fatigue_reminder", first=3600, every=3600,
                                        selector=Selector(worker_class=frozenset({"dedicated"}))))


def test_a_mark_is_reached_at_the_second_at_which_the_floored_sum_reaches_it(log: LogBuilder, tmp_path: Path) -> None:
    """An hour of working time with a tenth on top takes 3,273 seconds, for 3,272 make 3,599."""
    spells = open_spells(log, tmp_path, make_clause("worktime_definition", allowance_pm=100))
    rows = spells.records.rows(spells.crossings([3600]))
    assert [(row["worker_id"], row["at_s"] - MIDNIGHT_S) for row in rows if row["worker_id"] == "Wang"] == [
        ("Wang", 8 * 3600 + 3273)]


def test_nothing_is_reached_at_the_stroke_of_midnight(log: LogBuilder, tmp_path: Path) -> None:
    """150 minutes would be full at 24:00, and the day is over."""
    spells = open_spells(log, tmp_path, make_clause("worktime_definition"))
    assert spells.records.rows(spells.crossings([150 * 60])) == []


def test_the_sum_of_a_day_begins_anew_and_that_of_24_hours_does_not(log: LogBuilder, tmp_path: Path) -> None:
    """At 24:30 half an hour was worked today, three hours since yesterday's half past noon."""
    spells = open_spells(log, tmp_path, make_clause("worktime_definition"))
    ends = spells.records.of_kind("delivered").filter(lambda t: t.order_id == "A3")
    points = ends.select("event_id", "worker_id", "day_s", "at_s")
    today = spells.records.rows(spells.add_worked(points))[0]["worked_s"]
    rolled = spells.records.rows(spells.add_rolling(points, 86_400))[0]["worked_s"]
    assert (today, rolled) == (1800, 3 * 3600)
