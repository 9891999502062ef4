"""What puts a worker at a disadvantage, with what it answers."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.adverse import answers, find_adverse


def test_points_taken_measures_and_suspensions_are_found_with_their_causes(tmp_path: Path) -> None:
    """Points given are left out, points without a number counted as taken."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    no = log.add("declined", "10:00", worker_id="Wang", order_id="A1", reason="safety")
    log.add("score_change", "10:01", worker_id="Wang", score_delta=-1, ref=no)
    log.add("score_change", "10:02", worker_id="Wang", score_delta=1)
    log.add("score_change", "10:03", worker_id="Wang")
    log.add("measure_taken", "10:04", worker_id="Wang", level="warning")
    log.add("suspension", "10:05", worker_id="Wang", reason="union")
    case = open_case(log, tmp_path)
    adverse = find_adverse(make_clause("no_penalty_offline"), case)
    told = adverse.mutate(safe=answers(adverse, ("declined",), frozenset({"safety"})),
                          far=answers(adverse, ("declined",), frozenset({"far"})),
                          none=answers(adverse, ("declined",), frozenset()),
                          refused=answers(adverse, ("declined",)))
    rows = case.records.rows(told.order_by("event_id"))
    assert [(row["kind"], row["ref_reason"], row["safe"], row["far"], row["none"], row["refused"]) for row in rows] == [
        ("score_change", "safety", True, False, False, True), ("score_change", None, False, False, False, False),
        ("measure_taken", None, False, False, False, False), ("suspension", None, False, False, False, False)]
