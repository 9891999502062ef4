"""Hours on the grid are those that settlement counts."""

from __future__ import annotations

from itertools import pairwise

from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.seam.scope import SLICE_S


def test_hours_on_the_grid_end_in_what_the_day_came_to(small: SmallRun) -> None:
    ends = {worker: row[-1] for worker, row in small.scope.worked_at.items() if row[-1]}
    counted: dict[str, int] = {}
    for day in small.scope.duty.days:
        counted[day.worker_id] = counted.get(day.worker_id, 0) + (day.worked_s or 0)
    assert ends == {worker: seconds for worker, seconds in counted.items() if seconds}


def test_hours_on_the_grid_never_fall_nor_pass_the_clock(small: SmallRun) -> None:
    for row in small.scope.worked_at.values():
        steps = [after - before for before, after in pairwise(row)]
        # An allowance of a tenth lies on top of the time itself.
        assert all(0 <= step <= SLICE_S * 11 // 10 + 1 for step in steps)


def test_every_order_with_a_holder_stands_with_that_worker(small: SmallRun) -> None:
    found = {one.order_id: worker for worker, ones in small.scope.orders_of_worker.items() for one in ones}
    assert found == {order: one.worker_id for order, one in small.scope.journeys.items() if one.worker_id}


def test_times_are_counted_from_local_midnight(small: SmallRun) -> None:
    assert small.scope.clock(small.scope.t0) == "00:00"
    assert small.scope.since(small.scope.t0 + 61) == 61
    assert small.scope.since(None) is None
    assert small.scope.place(None) is None
