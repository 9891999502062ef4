"""Pay per counted hour, against the floor that held for each worker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.nuantu.explanation.changed_days import write_changed_days

from nuantu.explanation.record import Record, read_record
from nuantu.report.earnings import Earning, choose_floor, find_floor, measure_earnings
from nuantu.report.hours import Duty, measure_duty


def test_top_ups_and_pay_add_up_to_the_ledger(record: Record, duty: Duty) -> None:
    """No line of pay is lost on the way to the chart."""
    earnings = measure_earnings(record, duty.days)
    lines = [line for line in record.lines if line.account == "worker_pay"]

    assert sum(one.topup_minor for one in earnings) == sum(
        line.amount_minor for line in lines if line.component == "floor_topup")
    assert sum(one.paid_minor for one in earnings) == sum(
        line.amount_minor for line in lines if line.component in ("base", "distance", "weather"))


def test_after_the_top_up_nobody_is_below_the_floor(record: Record, duty: Duty) -> None:
    """The floor clause was found, and it held."""
    earnings = measure_earnings(record, duty.days)

    assert choose_floor(record) is not None
    assert any(one.topup_minor for one in earnings)
    assert not any(one.below for one in earnings)


def test_a_missing_fen_is_seen() -> None:
    """One minor unit under the floor is below it."""
    assert Earning("W", 3600, 2000, 769, 2770).below
    assert not Earning("W", 3600, 2000, 770, 2770).below
    assert not Earning("W", 3600, 2000, 0, None).below
    assert Earning("W", 1800, 1000, 0, None).hourly_minor == 2000


def test_the_floor_of_a_place_is_that_of_its_longest_code(record: Record, duty: Duty) -> None:
    """Every worker of the demo's city has the floor of his own work place."""
    clause = choose_floor(record)

    assert clause is not None
    assert {find_floor(clause, day) for day in duty.days} == {2770}
    assert find_floor(None, duty.days[0]) is None


def test_each_day_has_the_floor_that_held_on_it(tmp_path: Path) -> None:
    """The page draws one clause; of a log in which its figure changes, each day by its own version."""
    read = read_record(write_changed_days(tmp_path))
    floors = [clause for clause in read.versions if clause.type.name == "hourly_floor"]
    others = tuple(clause for clause in read.versions if clause.type.name != "hourly_floor")
    record = replace(read, versions=(*others, *(replace(clause, id="floor") for clause in floors)))

    earnings = measure_earnings(record, measure_duty(record).days)

    assert [(one.counted_s, one.floor_minor) for one in earnings] == [(3600, 2000), (4320, 3000)]
