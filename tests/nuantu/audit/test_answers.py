"""Who asked and was answered, and whether it was in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from ibis import ir
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.answers import find_answers, number_days, within_days, within_seconds
from nuantu.audit.query import Case

FRIDAY = "2026-11-20"


def ask(answers: tuple[str, ...], end: str, folder: Path, *, ref: bool = True) -> tuple[Case, ir.Table]:
    """A call on Friday at ten, answers at these clocks, and the end of the log: the opened case and its calls."""
    log = LogBuilder(FRIDAY)
    log.register("Wang")
    call = log.add("emergency_help", "10:00", worker_id="Wang")
    for clock in answers:
        log.add("help_answered", clock, ref=call if ref else None, worker_id="Wang", actor="person")
    log.add("temperature", end)
    case = open_case(log, folder)
    return case, case.records.of_kind("emergency_help").select("event_id", "worker_id", "day_s", "at_s")


@pytest.mark.parametrize(("answers", "end", "told"), [
    (("10:05",), "12:00", [(300, True)]), (("10:05:01",), "12:00", [(301, False)]), ((), "10:05:01", [(None, False)]),
    ((), "10:05", []), (("10:04", "10:06"), "12:00", [(240, True)]), (("09:59",), "12:00", [(None, False)]),
])
def test_seconds_are_counted_from_the_question_to_the_first_answer(
        tmp_path: Path, answers: tuple[str, ...], end: str, told: list[tuple[int | None, bool]]) -> None:
    """At the limit it is in time; what is not over when the log ends is not there; an earlier event answers nothing."""
    case, calls = ask(answers, end, tmp_path)
    rows = case.records.rows(within_seconds(case, find_answers(case, calls, "help_answered"), 300))
    assert [(row["latency_s"], row["in_time"]) for row in rows] == told


def test_an_answer_that_refers_to_nothing_answers_nobody(tmp_path: Path) -> None:
    """Only the reference ties the two together."""
    case, calls = ask(("10:01",), "12:00", tmp_path, ref=False)
    rows = case.records.rows(find_answers(case, calls, "help_answered"))
    assert [(row["answer_id"], row["answer_actor"]) for row in rows] == [(None, None)]


@pytest.mark.parametrize(("answer", "end", "days", "holidays", "told"), [
    ("2026-11-23 23:59", "2026-11-30 10:00", 3, None, [(3, True)]),
    ("2026-11-24 00:00", "2026-11-30 10:00", 3, None, [(4, False)]),
    (None, "2026-11-23 23:59", 3, None, []), (None, "2026-11-24 00:00", 3, None, [(None, False)]),
    ("12:00", "12:00", 0, None, [(0, True)]),
    ("2026-11-23 23:59", "2026-11-30 10:00", 1, (), [(1, True)]),
    ("2026-11-24 00:00", "2026-11-30 10:00", 1, (), [(2, False)]),
    ("2026-11-24 23:59", "2026-11-30 10:00", 1, ("2026-11-23",), [(1, True)]),
    (None, "2026-11-21 10:00", 1, (), []), (None, "2026-11-24 00:00", 1, (), [(None, False)]),
])
def test_days_are_counted_to_the_end_of_the_last(
        tmp_path: Path, answer: str | None, end: str, days: int, holidays: tuple[str, ...] | None,
        told: list[tuple[int | None, bool]]) -> None:
    """Every day, or working days: from Friday the first one is Monday, or Tuesday where Monday is a holiday."""
    case, calls = ask((answer,) if answer else (), end, tmp_path)
    rows = case.records.rows(within_days(case, find_answers(case, calls, "help_answered"), days, holidays))
    assert [(row["days"], row["in_time"]) for row in rows] == told


def test_days_are_numbered_without_those_that_do_not_count(tmp_path: Path) -> None:
    """Friday to Tuesday with a holiday on Monday: Friday is the first, Tuesday the second, not over yet."""
    case, _ = ask((), "2026-11-24 10:00", tmp_path)
    table, last_before = number_days(case.records, {"2026-11-23"})
    numbers = [(row["number"], row["before"]) for row in case.records.rows(table.order_by("day_s"))]
    assert (numbers, last_before) == ([(1, 0), (1, 1), (1, 1), (1, 1), (2, 1)], 1)
