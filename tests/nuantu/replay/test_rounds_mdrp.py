"""The mdrp clock: nothing is seen before it is placed, loads change until pick-up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tests.nuantu.replay.small_mdrp import write_instance

from nuantu.dispatch.policies.nuantu import Nuantu
from nuantu.dispatch.problem import Plan, Snapshot
from nuantu.dispatch.rules import Rules
from nuantu.replay.readers.mdrp import read_mdrp
from nuantu.replay.record_mdrp import MdrpRecord
from nuantu.replay.rounds_mdrp import MdrpClock, make_conduct


class Watcher:
    """Passes each snapshot on to a real policy and keeps it."""

    name = "watcher"

    def __init__(self) -> None:
        self._inner = Nuantu(1)
        self.seen: list[Snapshot] = []

    def decide(self, snapshot: Snapshot) -> Plan:
        """The inner policy's plan."""
        self.seen.append(snapshot)
        return self._inner.decide(snapshot)


def test_no_round_sees_an_order_before_it_is_placed_nor_one_that_is_on_board(tmp_path: Path) -> None:
    """Every minute, exactly the orders placed by then and not yet picked up, in the day's rows."""
    day = read_mdrp(write_instance(tmp_path, 8))
    watcher, record = Watcher(), MdrpRecord(day, None)
    clock = MdrpClock(day, Rules(day.workers.num_rows, ()), watcher, record, None)
    record.open_day()
    clock.run()
    record.close_day()
    picked = {load_order: load.pickup_min for load in record.make_solution().assignments for load_order in load.orders}
    ids, placed_s, begin_s = day.ids("orders"), day.ints("orders", "placed_s"), day.info.begin_s

    for snapshot in watcher.seen:
        wanted = [row for row, order in enumerate(ids) if placed_s[row] <= snapshot.now_s
                  and picked.get(order, 10**9) * 60 + begin_s >= snapshot.now_s]
        assert snapshot.o_row.tolist() == wanted
        assert snapshot.m_orders_so_far.sum() == int((placed_s <= snapshot.now_s).sum())
        assert np.all(snapshot.w_free_s[snapshot.w_head < 0] >= snapshot.now_s)
    assert clock.rounds == len(watcher.seen)


def test_conduct_comes_from_the_day(tmp_path: Path) -> None:
    """320 m a minute, two minutes before and after."""
    conduct = make_conduct(read_mdrp(write_instance(tmp_path, 8)))

    assert (conduct.speed_m_per_h, conduct.pickup_before_s, conduct.pickup_after_s, conduct.drop_before_s,
            conduct.drop_after_s, conduct.round_s) == (19200, 120, 120, 120, 120, 60)
