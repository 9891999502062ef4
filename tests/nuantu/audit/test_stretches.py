"""Sums along a worker's time, read at moments."""

from __future__ import annotations

from typing import Any

from ibis import ir

from nuantu.audit.stretches import add_stretch, count_until, number_stretches, sum_until
from nuantu.audit.tables import list_rows

SPELLS = [("A", 0, 100), ("A", 150, 250), ("A", 400, 500), ("B", 50, 60)]


def spells() -> ir.Table:
    """Working spells of two workers."""
    return list_rows({"worker_id": "string", "start_s": "int64", "end_s": "int64"}, SPELLS)


def points(*moments: int, worker: str = "A") -> ir.Table:
    """Moments of one worker, numbered."""
    return list_rows({"event_id": "int64", "worker_id": "string", "at_s": "int64"},
                     [(number, worker, at_s) for number, at_s in enumerate(moments)])


def rows_of(table: ir.Table) -> list[dict[str, Any]]:
    """The rows of an expression."""
    rows: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return rows


def test_a_moment_knows_the_work_of_its_stretch() -> None:
    """Gaps of 50 are no rest where 100 are asked for; at 350 the rest is over, at 349 it is not."""
    rows = rows_of(add_stretch(spells(), points(0, 50, 120, 200, 349, 350, 450), 100))

    assert [(row["at_s"], row["engaged_s"]) for row in sorted(rows, key=lambda row: row["at_s"])] == [
        (0, 0), (50, 50), (120, 100), (200, 150), (349, 200), (350, 0), (450, 50)]


def test_before_any_work_there_is_no_stretch() -> None:
    """Nobody worked yet: no begin, nothing engaged."""
    row = rows_of(add_stretch(spells(), points(10, worker="B"), 100))[0]

    assert (row["from_s"], row["engaged_s"]) == (None, 0)


def test_stretches_are_numbered_by_where_they_begin() -> None:
    """The third spell comes after a gap of 150 and begins anew."""
    rows = rows_of(number_stretches(spells(), 100).filter(lambda t: t.worker_id == "A").order_by("start_s"))

    assert [(row["from_s"], row["base_s"], row["before_s"]) for row in rows] == [
        (0, 0, 0), (0, 0, 100), (400, 200, 200)]


def test_seconds_and_steps_are_summed_up_to_the_moment() -> None:
    """A span under way counts in part, a step at the very moment counts whole."""
    seconds = rows_of(sum_until(spells(), points(-5, 120, 160)).order_by("event_id"))
    steps = list_rows({"worker_id": "string", "at_s": "int64", "amount": "int64"},
                      [("A", at_s, 7) for at_s in (10, 10, 20)])
    counted = rows_of(count_until(steps, points(9, 10, 20)).order_by("event_id"))

    assert [row["sum_s"] for row in seconds] == [0, 100, 110]
    assert [row["sum_s"] for row in counted] == [0, 14, 21]
