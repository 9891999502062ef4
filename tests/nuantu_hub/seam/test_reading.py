"""A prepared run answers pages without the engine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.reading import list_rests, open_view, stand_at


def test_reading_a_run_loads_nothing_of_the_engine() -> None:
    asked = ("import sys, nuantu_hub.seam.reading;"
             "print([name for name in ('numba', 'numpy', 'pyarrow', 'nuantu') if name in sys.modules])")
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_clocks_are_read_and_said_in_the_days_own_time(small: SmallRun) -> None:
    view = small.view
    assert (view.clock(18 * 3600 + 40 * 60), view.read_clock("18:40")) == ("18:40", 67_200)
    assert [view.read_clock(told) for told in ("25", "a:30", "12:60", "99:00", "1:5", "")] == [None] * 6
    assert view.moment(None) is None
    assert view.slice_number(-5) == 0
    assert view.slice_number(10**9) == view.facts["slices"] - 1


def test_a_worker_at_the_end_of_the_day_has_what_the_orders_paid(small: SmallRun) -> None:
    for worker_id in small.view.lookup.keys("worker"):
        worker = small.view.worker(worker_id)
        assert worker is not None
        stand = stand_at(worker, small.view.end, 600)
        assert stand.pay_minor == sum(order["pay_minor"] for order in worker["orders"] if order["delivered"])
        assert stand.worked_s == worker["worked"][-1]
        assert not stand.on_duty


def test_before_the_first_order_nothing_is_earned_and_nothing_fired(small: SmallRun) -> None:
    worker = small.view.worker(small.view.lookup.keys("worker")[0])
    assert worker is not None
    stand = stand_at(worker, 0, 600)
    assert (stand.worked_s, stand.pay_minor, stand.orders, stand.hourly_minor) == (0, 0, [], None)
    assert stand.above_minor == 0


def test_the_floor_so_far_is_worked_time_by_the_floor() -> None:
    worker = {"worked": [0, 540, 1000], "online": [[0, 1200]], "rests": [], "limits": {}, "rights": [],
              "floors": [{"floor_minor": 2770, "decided": True}],
              "orders": [{"delivered": 500, "accepted": 10, "pay_minor": 750, "counted_minor": 600},
                         {"delivered": 900, "accepted": 550, "pay_minor": 1, "counted_minor": 1}]}
    stand = stand_at(worker, 660, 600)
    assert (stand.t, stand.worked_s, stand.due_minor, stand.counted_minor, stand.in_hand) == (600, 540, 416, 600, 1)
    assert (stand.above_minor, stand.hourly_minor, stand.on_duty) == (184, 4000, True)


def test_rests_are_those_of_the_log_and_the_time_between_turns_on_duty() -> None:
    worker = {"online": [[0, 100], [1000, 2000], [2100, 3000]], "rests": [[1200, 1800]]}
    assert list_rests(worker) == [(100, 1000), (1200, 1800)]


def test_a_run_that_was_not_prepared_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="has not been prepared"):
        open_view(tmp_path)


def test_what_a_run_does_not_know_is_none(small: SmallRun) -> None:
    view = small.view
    assert [view.order("O?"), view.worker("R?"), view.clause("C?"), view.slice(9999)] == [None] * 4
    assert view.alerts_at(-1) == []
    assert view.ground()["layers"]
