"""Hours on the page are settlement's own: what was topped up counts exactly the seconds of its ledger line."""

from __future__ import annotations

from nuantu.explanation.record import Record
from nuantu.report.hours import Duty, WorkerDay


def test_counted_seconds_of_every_topped_up_day_are_those_of_the_ledger(record: Record, duty: Duty) -> None:
    """The page and the ledger count the same day alike."""
    counted = {(day.worker_id, day.period): day.worked_s for day in duty.days}
    lines = [line for line in record.lines if line.component == "floor_topup"]

    assert lines
    assert {(line.worker_id, line.period): line.quantity for line in lines} == {
        (line.worker_id, line.period): counted[line.worker_id, line.period] for line in lines}


def test_a_worker_is_engaged_only_while_online_or_finishing(duty: Duty) -> None:
    """Every day has sane seconds, and spells sum up to them."""
    for day in duty.days:
        assert 0 <= day.engaged_s <= 86_400
        assert day.worked_s is None or day.worked_s >= day.engaged_s
    for worker in duty.engaged:
        total = sum(day.engaged_s for day in duty.days if day.worker_id == worker)
        assert sum(end - begin for begin, end in duty.engaged[worker]) == total


def test_engaged_time_up_to_a_moment_grows_to_the_whole(duty: Duty) -> None:
    """Nothing before the first spell, everything after the last."""
    worker, spells = next((worker, spells) for worker, spells in duty.engaged.items() if spells)

    assert duty.engaged_until(worker, spells[0][0]) == 0
    assert duty.engaged_until(worker, spells[0][0] + 10) == 10
    assert duty.engaged_until(worker, spells[-1][1]) == sum(end - begin for begin, end in spells)
    assert duty.engaged_until("nobody", spells[-1][1]) == 0


def test_the_basis_decides_which_seconds_count() -> None:
    """Engaged, online or worktime; without a definition of working time engaged time counts."""
    day = WorkerDay("W", "2026-11-20", 100, 300, 110, 0, stopped=False, worker_class="crowd", vehicle="ebike",
                    tenure_days=None, place_code=None)

    assert [day.counted_s(base) for base in ("engaged", "online", "worktime")] == [100, 300, 110]
