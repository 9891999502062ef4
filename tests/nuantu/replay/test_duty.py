"""Duty: crossings are told at their second, blocks hold exactly as long as the clauses say, days begin anew."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nuantu.clause_builder import build_clause
from tests.oracles.slow_duty import SlowDuty

from nuantu.agreement.clause import Clause
from nuantu.core.tables import find_table
from nuantu.core.times import DAY_S, local_midnight_s
from nuantu.dispatch.lowering import lower
from nuantu.replay.duty import Duty, Notice

TZ = "Asia/Shanghai"
ON = date(2026, 11, 20)
MIDNIGHT = local_midnight_s(ON, TZ)
HOUR = 3600


def make_workers(count: int = 1) -> pa.Table:
    """Workers who differ in nothing but their names."""
    rows = [{"worker_id": f"W{n}", "worker_class": "crowd", "vehicle": "ebike"} for n in range(count)]
    return pa.Table.from_pylist(rows, schema=find_table("day", "workers").to_arrow())


def make_duty(clauses: list[Clause], begin_s: int = MIDNIGHT) -> tuple[Duty, list[Notice]]:
    """A duty of one worker under clauses, and the list in which its notices gather."""
    told: list[Notice] = []
    return Duty(lower(clauses, make_workers(), TZ, ON), TZ, begin_s, told.append), told


def worktime(allowance_pm: int = 0, exclude_rest: int | None = None) -> Clause:
    """What counts as working time."""
    return build_clause("worktime_definition", base="engaged", allowance_pm=allowance_pm, exclude_rest=exclude_rest)


def test_reminders_come_at_eight_hours_and_every_hour_after_and_the_stop_at_twelve() -> None:
    """One long spell from 06:00: reminders at 14:00 to 18:00, forced offline at 18:00, each with its working time."""
    duty, told = make_duty([
        worktime(), build_clause("fatigue_reminder", "R2", first=8 * HOUR, every=HOUR),
        build_clause("daily_stop", "R3", stop_after=12 * HOUR, reset="calendar_day")])

    duty.start(0, MIDNIGHT + 6 * HOUR)
    duty.advance(MIDNIGHT + 18 * HOUR + 1800)

    reminders = [Notice(MIDNIGHT + (6 + h) * HOUR, 0, "reminder_shown", "R2", h * HOUR) for h in range(8, 13)]
    assert told == [*reminders, Notice(MIDNIGHT + 18 * HOUR, 0, "forced_offline", "R3", 12 * HOUR)]
    assert duty.is_stopped(0)


def test_the_allowance_brings_a_mark_forward_to_the_first_second_that_reaches_it() -> None:
    """With 10 % on top 8 h of working time are reached after ceil(28800 / 1.1) = 26182 engaged seconds."""
    duty, told = make_duty([worktime(100), build_clause("fatigue_reminder", first=8 * HOUR, every=HOUR)])

    duty.start(0, MIDNIGHT)
    duty.advance(MIDNIGHT + 26_181)
    before = list(told)
    duty.advance(MIDNIGHT + 26_182)

    assert before == []
    assert [(notice.at_s - MIDNIGHT, notice.worked_s) for notice in told] == [(26_182, 28_800)]


def test_a_pause_begins_when_the_work_in_hand_is_done_and_blocks_for_its_length() -> None:
    """Four hours are reached at 04:00 with two orders in hand; the pause runs from 04:25 to 04:45, end exclusive."""
    duty, told = make_duty([build_clause("continuous_pause", "R4", after=4 * HOUR, pause=1200, gap=1200)])
    at = MIDNIGHT

    duty.start(0, at)
    duty.start(0, at + 3 * HOUR)
    reached = [duty.block_of(0, at + 4 * HOUR - 1), duty.block_of(0, at + 4 * HOUR)]
    duty.end(0, at + 4 * HOUR + 600)
    duty.end(0, at + 4 * HOUR + 1500)

    done = at + 4 * HOUR + 1500
    assert reached == [-1, 0]
    assert told == [Notice(done, 0, "push_paused", "R4", 4 * HOUR + 1500, done, done + 1200)]
    assert [duty.block_of(0, done + 1199), duty.block_of(0, done + 1200)] == [0, -1]


def test_a_two_minute_gap_does_not_break_continuous_work() -> None:
    """Two stretches of two hours with two minutes between count as four; with twenty they do not."""
    for gap_s, blocked in ((120, 0), (1199, 0), (1200, -1)):
        duty, _ = make_duty([build_clause("continuous_pause", after=4 * HOUR, pause=1200, gap=1200)])
        duty.start(0, MIDNIGHT)
        duty.end(0, MIDNIGHT + 2 * HOUR)
        duty.start(0, MIDNIGHT + 2 * HOUR + gap_s)

        assert duty.block_of(0, MIDNIGHT + 4 * HOUR + gap_s) == blocked, gap_s


def test_a_calendar_day_ends_at_local_midnight_even_inside_a_spell() -> None:
    """Stopped at 23:30 the worker is free again at 00:00, with nothing worked on the new day but the running spell."""
    duty, told = make_duty([worktime(), build_clause("daily_stop", stop_after=2 * HOUR, reset="calendar_day")])
    midnight = MIDNIGHT + DAY_S

    duty.start(0, midnight - 2 * HOUR - 1800)
    stopped = duty.block_of(0, midnight - 1800)
    duty.advance(midnight + 600)

    assert (stopped, duty.block_of(0, midnight + 600), int(duty.worked_s(midnight + 600)[0])) == (1, -1, 600)
    assert [notice.at_s for notice in told] == [midnight - 1800]


def test_a_rolling_day_remembers_across_midnight() -> None:
    """Work of 22:00-00:00 stops the worker at 00:00 and lets go when the first seconds are 24 hours old."""
    duty, told = make_duty([worktime(), build_clause("daily_stop", stop_after=2 * HOUR, reset="rolling_24h")])
    midnight = MIDNIGHT + DAY_S

    duty.start(0, midnight - 2 * HOUR)
    duty.end(0, midnight + 60)
    # At 22:00:60 the sum is 7200 again, a second later it is less.
    held = [duty.block_of(0, at) for at in (midnight + 3600, midnight + 22 * HOUR + 60, midnight + 22 * HOUR + 61)]

    assert [notice.at_s for notice in told] == [midnight]
    assert held == [1, 1, -1]


def test_past_the_soft_cap_only_a_confirmation_frees_and_never_beyond_the_extra() -> None:
    """Asked at 8 h, confirmed ten minutes later, over at 10 h for the rest of the day."""
    duty, told = make_duty([worktime(), build_clause("soft_cap_confirm", after=8 * HOUR, extra=2 * HOUR)])

    duty.start(0, MIDNIGHT)
    asked = duty.block_of(0, MIDNIGHT + 8 * HOUR)
    duty.confirm(0, MIDNIGHT + 8 * HOUR + 600)
    confirmed = duty.block_of(0, MIDNIGHT + 8 * HOUR + 600)
    over = duty.block_of(0, MIDNIGHT + 10 * HOUR)
    duty.confirm(0, MIDNIGHT + 10 * HOUR + 1)

    assert (asked, confirmed, over, duty.block_of(0, MIDNIGHT + 11 * HOUR)) == (1, -1, 1, 1)
    assert [notice.kind for notice in told] == ["confirm_due", "confirm_over"]


def test_a_long_rest_inside_a_spell_is_left_out_and_a_short_one_counts_after_all() -> None:
    """Of two rests of 10 and 30 minutes with an order in hand only the one of 30 is taken out."""
    duty, _ = make_duty([worktime(exclude_rest=20 * 60)])

    duty.start(0, MIDNIGHT)
    for begin, length in ((600, 600), (3600, 1800)):
        duty.rest(0, MIDNIGHT + begin)
        duty.resume(0, MIDNIGHT + begin + length)

    assert int(duty.worked_s(MIDNIGHT + 2 * HOUR)[0]) == 2 * HOUR - 1800


def test_the_last_moment_for_a_push_is_when_work_without_a_break_would_reach_a_limit() -> None:
    """Idle with one of two hours worked: an hour from now; with the continuous clock at 90 minutes, half an hour."""
    duty, _ = make_duty([worktime(), build_clause("daily_stop", stop_after=2 * HOUR, reset="calendar_day"),
                         build_clause("continuous_pause", after=90 * 60, pause=1200, gap=1200)])

    duty.start(0, MIDNIGHT)
    working = int(duty.latest_push_s(MIDNIGHT + HOUR)[0])
    duty.end(0, MIDNIGHT + HOUR)
    idle, rested = (int(duty.latest_push_s(MIDNIGHT + HOUR + gap)[0]) for gap in (60, 1200))

    assert working == MIDNIGHT + 90 * 60
    assert (idle, rested) == (MIDNIGHT + HOUR + 60 + 1800, MIDNIGHT + HOUR + 1200 + HOUR)


CLAUSES = st.fixed_dictionaries({
    "allowance_pm": st.sampled_from([0, 100, 333]),
    "exclude_rest": st.sampled_from([None, 1, 15]),
    "stop": st.integers(20, 120),
    "first": st.integers(5, 80),
    "every": st.integers(60, 90),
    "after": st.integers(10, 80),
    "extra": st.none() | st.integers(1, 40),
    "run": st.integers(10, 60),
    "pause": st.integers(1, 30),
    "gap": st.integers(1, 20),
})
ACTS = st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["start", "end", "rest", "resume", "confirm"])),
                max_size=45)


def build_clauses(case: dict[str, Any]) -> list[Clause]:
    """One clause of every rest type, and a second reminder."""
    return [
        worktime(case["allowance_pm"], case["exclude_rest"]),
        build_clause("fatigue_reminder", "R2a", first=case["first"], every=case["every"]),
        build_clause("fatigue_reminder", "R2b", first=case["first"] + 7, every=60),
        build_clause("daily_stop", "R3", stop_after=case["stop"], reset="calendar_day"),
        build_clause("continuous_pause", "R4", after=case["run"], pause=case["pause"], gap=case["gap"]),
        build_clause("soft_cap_confirm", "R5", after=case["after"], extra=case["extra"]),
    ]


@settings(deadline=None, max_examples=150)
@given(case=CLAUSES, acts=ACTS, before=st.integers(0, 150))
def test_the_event_driven_duty_tells_what_the_slow_twin_tells(
    case: dict[str, Any], acts: list[tuple[int, str]], before: int,
) -> None:
    """Random work around a local midnight: same notices at the same seconds, same blocks at every act."""
    clauses = build_clauses(case)
    midnight = MIDNIGHT + DAY_S
    duty, told = make_duty(clauses, midnight - before)
    rules = lower(clauses, make_workers(), TZ, ON)
    slow = SlowDuty(tuple(clauses), (MIDNIGHT, midnight), case["allowance_pm"], case["exclude_rest"])
    second = midnight - before
    for wait, what in acts:
        for _ in range(wait):
            second += 1
            slow.live(second)
        block = duty.block_of(0, second)
        expected = slow.blocks(second)
        assert (block >= 0) == bool(expected)
        assert block < 0 or rules.clause_ids[block] in expected
        possible = {"start": block < 0, "end": slow.hand > 0, "rest": not slow.resting, "resume": slow.resting,
                    "confirm": True}
        if possible[what]:
            slow.act(second, what)
            getattr(duty, what)(0, second)
        assert int(duty.worked_s(second)[0]) == slow.worked_s(second)
    assert sorted((n.at_s, n.kind, n.clause_id) for n in told) == sorted(
        (at_s, name.split("@")[0], clause_id) for at_s, name, clause_id in slow.told)
