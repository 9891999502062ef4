"""Money that follows from a score, by name or by the events on which it rests."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.clause import Clause
from nuantu.audit.score_money import find_booked, find_cashed, find_lines

SCORE = make_clause("score_rules", "score", start=70, late=((1, 1),), most=2)


def cash(basis: str) -> Clause:
    """Points of safety that may be redeemed for cash."""
    return make_clause("safety_reward", "safe", points=5, per=1000, redeem={"cash": 30}, basis=frozenset({basis}))


@pytest.mark.parametrize(("clauses", "cashed"), [
    ([], [6, 7]), ([cash("safe_distance")], []), ([cash("score")], [6, 7]),
])
def test_lines_events_and_redemptions_of_a_score_are_found(tmp_path: Path, clauses: list[Clause],
                                                           cashed: list[int]) -> None:
    """A line may name the score or rest on it; cash for points is lawful only where they are not of the score."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    points = log.add("score_change", "10:00", worker_id="Wang", score_delta=1)
    log.add("adjustment", "10:01", worker_id="Wang", component="Score_bonus", amount_minor=100)
    log.add("subsidy_line", "10:02", worker_id="Wang", component="smile", amount_minor=100, ref=points)
    log.add("subsidy_line", "10:03", worker_id="Wang", component="rain", amount_minor=100)
    log.add("score_redeemed", "10:04", worker_id="Wang", score_delta=-30, component="cash")
    log.add("score_redeemed", "10:05", worker_id="Wang", score_delta=-30, component="gift", amount_minor=500)
    log.add("score_redeemed", "10:06", worker_id="Wang", score_delta=-30, component="gift")
    lines = [{"component": "base"}, {"component": "extra", "reason": "score"},
             {"component": "quiet", "last_event_id": 2}]
    case = open_case(log, tmp_path, lines, [SCORE, *clauses])
    found = [sorted(row["own_ids"][0] if "own_ids" in row else row["event_id"] for row in case.records.rows(table))
             for table in (find_lines(SCORE, case), find_booked(SCORE, case), find_cashed(SCORE, case))]
    assert found == [[2, 3], [3, 4], cashed]
