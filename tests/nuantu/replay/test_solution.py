"""The evaluator's files, character by character."""

from __future__ import annotations

from pathlib import Path

from nuantu.replay.result import Assignment, Move, OrderTimes, Solution
from nuantu.replay.solution import ASSIGNMENTS, COURIERS, ORDERS, write_solution


def test_the_three_files_are_written_as_the_evaluator_reads_them(tmp_path: Path) -> None:
    """Headers, single spaces, 0 for the first place, nan for what was not delivered."""
    write_solution(Solution(
        (Assignment(2, 12, "c1", ("o1", "o2")),),
        (Move("c1", 0, "0", "r1"), Move("c1", 14, "r1", "o1")),
        (OrderTimes("o1", 0, 12, 12, 21, "c1"), OrderTimes("o3", 5, 400, None, None, None))), tmp_path)

    assert (tmp_path / ASSIGNMENTS).read_text() == "assignment_time pickup_time courier orders\n2 12 c1 o1 o2\n"
    assert (tmp_path / COURIERS).read_text() == (
        "courier departure_time origin destination\nc1 0 0 r1\nc1 14 r1 o1\n")
    assert (tmp_path / ORDERS).read_text() == (
        "order placement_time ready_time pickup_time dropoff_time courier\no1 0 12 12 21 c1\no3 5 400 nan nan nan\n")
