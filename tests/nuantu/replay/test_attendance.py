"""Attendance: shifts, breaks and goodbyes happen when nothing is in hand; rest rules have their way."""

from __future__ import annotations

from typing import Any

from tests.nuantu.clause_builder import build_clause
from tests.nuantu.replay.test_promises import pick
from tests.nuantu.replay.tiny_city import NOON_S, make_city, make_clock, order, play, shift, worker

from nuantu.dispatch.rules import Rules
from nuantu.replay.attendance import DAILY_STOP, LIMIT, WENT_HOME
from nuantu.replay.day import Day
from nuantu.replay.open import OpenClock
from nuantu.replay.scene import Due, Status
from nuantu.replay.workers import OVERRIDE_LEAST_S

HOUR = 3600


def tell(rows: list[dict[str, Any]], *kinds: str) -> list[tuple[str, int, str | None]]:
    """Kind, seconds after noon and reason of events of some kinds."""
    return [(row["kind"], row["at_s"] - NOON_S, row["reason"]) for row in rows if row["kind"] in kinds]


def open_clock(day: Day, *clauses: Any) -> OpenClock:
    """A clock with the day's first shift begun at noon."""
    clock = make_clock(day, clauses)
    clock._attendance.to_come += 1
    clock._attendance.come(0, NOON_S)
    return clock


def rows_of(clock: OpenClock) -> list[dict[str, Any]]:
    """The clock's log so far, as rows."""
    rows: list[dict[str, Any]] = clock.scene.log.to_table().to_pylist()
    return rows


def busy(clock: OpenClock, at_s: int) -> None:
    """The worker takes an order that nobody will ride for."""
    clock.scene.in_hand[0] += 1
    clock._duty.start(0, at_s)


def idle(clock: OpenClock, at_s: int) -> None:
    """The worker's last order is done."""
    clock.scene.in_hand[0] -= 1
    clock._finish(0, at_s)


def test_two_shifts_without_a_gap_are_one_stay_and_with_one_two() -> None:
    """A break in the roster of an hour sends the worker offline in between."""
    long = [shift(0, 0, on=0, off=600), shift(1, 0, on=600, off=1200), shift(2, 0, on=4800, off=5400)]

    rows = play(make_city([], [worker(0)], long))

    assert tell(rows, "online", "offline") == [
        ("online", 0, None), ("offline", 1200, "shift_end"), ("online", 4800, None), ("offline", 5400, "shift_end")]


def test_who_delivers_past_a_shift_rides_to_where_the_next_begins() -> None:
    """Two kilometres take 500 seconds after the handing over; a shift that is over by then is not begun."""
    came: dict[tuple[int, int], list[int]] = {}
    for begin, end in ((700, 4000), (1600, 4000), (700, 1000)):
        shifts = [shift(0, 0, on=0, off=100), shift(1, 0, on=begin, off=end)]
        rows = play(make_city([order(0, ready=0, to=(2000.0, 0.0))], [worker(0)], shifts))
        (delivered,) = pick(rows, "delivered")
        came[begin, end] = [row["at_s"] - delivered["at_s"] for row in pick(rows, "online")[1:]]
        assert delivered["at_s"] - NOON_S < 700

    late_s = 1600 + NOON_S - delivered["at_s"]
    assert came == {(700, 4000): [45 + 500], (1600, 4000): [late_s], (700, 1000): []}


def test_the_end_of_a_shift_waits_for_the_order_in_hand() -> None:
    """Off at 100, delivered at 400: offline at 400, and not to be considered from 100 on."""
    clock = open_clock(make_city([], [worker(0)], [shift(0, 0, on=0, off=100)]))
    busy(clock, NOON_S + 50)

    clock._attendance.go(0, NOON_S + 100)
    present = bool(clock.scene.present[0])
    idle(clock, NOON_S + 400)

    assert not present
    assert tell(rows_of(clock), "offline") == [("offline", 400, "shift_end")]


def test_a_break_waits_for_the_order_in_hand_and_lasts_its_length_from_then() -> None:
    """Wanted at 100 for 900 seconds, begun at 400, over at 1300."""
    clock = open_clock(make_city([], [worker(0)], [shift(0, 0, on=0)]))
    busy(clock, NOON_S + 50)

    clock._attendance.want_rest(0, 900, NOON_S + 100)
    idle(clock, NOON_S + 400)
    resting = bool(clock.scene.present[0])
    ends = [clock.scene.take() for _ in range(1)]
    clock._attendance.end_rest(0, ends[0][3], ends[0][0])

    assert not resting
    assert ends[0][:2] == (NOON_S + 1300, Due.REST_END)
    assert tell(rows_of(clock), "rest_start", "rest_end") == [("rest_start", 400, "break"), ("rest_end", 1300, None)]
    assert bool(clock.scene.present[0])


def test_going_offline_ends_a_break_and_its_late_end_is_nothing() -> None:
    """The shift ends inside a break: the break ends with it, once."""
    clock = open_clock(make_city([], [worker(0)], [shift(0, 0, on=0, off=600)]))
    clock._attendance.want_rest(0, 900, NOON_S + 100)
    event = int(clock._attendance._rest_event[0])

    clock._attendance.go(0, NOON_S + 600)
    clock._attendance.end_rest(0, event, NOON_S + 1000)

    assert tell(rows_of(clock), "rest_start", "rest_end", "offline") == [
        ("rest_start", 100, "break"), ("rest_end", 600, None), ("offline", 600, "shift_end")]


WORKTIME = build_clause("worktime_definition", "R1", base="engaged", allowance_pm=0)


def test_a_daily_stop_shows_at_once_and_sends_offline_when_the_hand_is_empty_until_the_next_day() -> None:
    """Stopped after an hour's work at 13:00, done at 13:10; the shift that runs past midnight goes on there."""
    stop = build_clause("daily_stop", "R3", stop_after=HOUR, reset="calendar_day")
    clock = open_clock(make_city([], [worker(0)], [shift(0, 0, on=0, off=14 * HOUR)]), WORKTIME, stop)
    busy(clock, NOON_S)
    clock._duty.advance(NOON_S + HOUR)
    idle(clock, NOON_S + HOUR + 600)

    rows = rows_of(clock)
    assert tell(rows, "forced_offline", "offline") == [("forced_offline", HOUR, None),
                                                      ("offline", HOUR + 600, DAILY_STOP)]
    assert [(row["clause_id"], row["worked_s"]) for row in pick(rows, "forced_offline")] == [("R3", HOUR)]
    due = []
    while clock.scene.next_s is not None:
        due.append(clock.scene.take()[:3])
    assert (NOON_S + 12 * HOUR, Due.SHIFT_ON, 0) in due


def ask(clock: OpenClock) -> tuple[int, int]:
    """The worker works an hour, is asked, and answers; moments of question and answer after noon."""
    busy(clock, NOON_S)
    clock._duty.advance(NOON_S + HOUR)
    at_s, due, worker_row, _ = clock.scene.take()
    while due is not Due.CONFIRM:
        at_s, due, worker_row, _ = clock.scene.take()
    clock._attendance.answer_question(worker_row, at_s)
    return HOUR, at_s - NOON_S


def test_who_goes_on_confirms_on_record_and_who_does_not_goes_home() -> None:
    """Over thirty workers both happen; a confirmation frees, a goodbye ends the day when the hand is empty."""
    cap = build_clause("soft_cap_confirm", "R5", after=HOUR)
    seen = set()
    for seed in range(30):
        day = make_city([], [worker(0)], [shift(0, 0, on=0)])
        clock = make_clock(day, [WORKTIME, cap], seed=seed)
        clock._attendance.to_come += 1
        clock._attendance.come(0, NOON_S)
        asked, answered = ask(clock)
        goes_on = clock.scene.workers.goes_on(0, clock._attendance._day_number(NOON_S))
        idle(clock, NOON_S + answered + 60)
        rows = rows_of(clock)
        seen.add(goes_on)
        assert 10 <= answered - asked <= 90
        if goes_on:
            assert tell(rows, "continue_confirmed", "offline") == [("continue_confirmed", answered, None)]
            assert pick(rows, "continue_confirmed")[0]["clause_id"] == "R5"
            assert clock._duty.block_of(0, NOON_S + answered) == -1
        else:
            assert tell(rows, "continue_confirmed", "offline") == [("offline", answered + 60, WENT_HOME)]
    assert seen == {True, False}


def test_beyond_the_extra_time_the_day_is_over() -> None:
    """An hour and nothing more: the worker leaves when the hand is empty."""
    clock = open_clock(make_city([], [worker(0)], [shift(0, 0, on=0)]), WORKTIME,
                       build_clause("soft_cap_confirm", "R5", after=HOUR, extra=0))
    busy(clock, NOON_S)
    clock._duty.advance(NOON_S + HOUR)
    idle(clock, NOON_S + HOUR + 5)

    assert tell(rows_of(clock), "offline") == [("offline", HOUR + 5, LIMIT)]


def test_a_chief_who_tries_is_rejected_by_the_rule_that_holds_the_worker() -> None:
    """Among many seeds some chief tries; the attempt names the oldest open order, the rule and what it answers."""
    pause = build_clause("continuous_pause", "R4", after=HOUR, pause=1200, gap=1200)
    tried = 0
    for seed in range(40):
        clock = make_clock(make_city([order(0)], [worker(0)], [shift(0, 0, on=0)]), [pause], seed=seed)
        clock._attendance.to_come += 1
        clock._attendance.come(0, NOON_S)
        busy(clock, NOON_S)
        idle(clock, NOON_S + HOUR)
        clock.scene.status[0] = Status.OPEN
        if clock.scene.workers.override_after_s(0, 0) is None:
            continue
        at_s, due, hold, _ = clock.scene.take()
        while due is not Due.OVERRIDE:
            at_s, due, hold, _ = clock.scene.take()
        clock._attendance.try_override(hold, at_s)
        rows = rows_of(clock)
        (attempt,) = pick(rows, "override_attempted")
        (paused,) = pick(rows, "push_paused")
        assert at_s - NOON_S >= HOUR + OVERRIDE_LEAST_S
        assert (attempt["outcome"], attempt["clause_id"], attempt["order_id"], attempt["ref_event_id"]) == (
            "rejected", "R4", "A0", paused["event_id"])
        tried += 1
    assert tried > 0


def test_rules_without_rest_clauses_never_speak() -> None:
    """Nothing is shown where nothing is agreed."""
    rows = play(make_city([order(0)], [worker(0)], [shift(0, 0)]))

    assert Rules(1, ()).stops == ()
    assert tell(rows, "reminder_shown", "forced_offline", "push_paused", "continue_confirmed") == []
