"""What a replay writes down agrees between log and solution."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.replay.small_mdrp import write_instance

from nuantu.dispatch.rules import Rules
from nuantu.replay.readers.mdrp import read_mdrp
from nuantu.replay.record_mdrp import MdrpRecord
from nuantu.replay.run import replay


def test_log_and_solution_tell_the_same_day(tmp_path: Path) -> None:
    """Pick-ups, deliveries, moves and the last acceptance of each order, minute by minute."""
    day = read_mdrp(write_instance(tmp_path, 9, orders=80))
    result = replay(day, Rules(day.workers.num_rows, ()), "nuantu", 3)
    assert result.solution is not None
    begin_s = day.info.begin_s
    told: dict[str, dict[str, int]] = {"picked_up": {}, "delivered": {}, "accepted": {}}
    moved = []
    for row in result.events.select(["at_s", "kind", "order_id", "worker_id", "merchant_id"]).to_pylist():
        if row["kind"] in told:
            told[row["kind"]][row["order_id"]] = (row["at_s"] - begin_s) // 60
        if row["kind"] == "moved":
            moved.append((row["worker_id"], (row["at_s"] - begin_s) // 60, row["merchant_id"]))

    orders = [o for o in result.solution.orders if o.courier is not None]
    assert told["picked_up"] == {o.order: o.pickup_min for o in orders}
    assert told["delivered"] == {o.order: o.dropoff_min for o in orders}
    assert sorted(moved) == sorted((m.courier, m.departure_min, m.destination) for m in result.solution.moves
                                   if m.destination.startswith("r"))
    for load in result.solution.assignments:
        assert load.assigned_min == max(told["accepted"][order] for order in load.orders)


def test_a_second_that_is_no_whole_minute_is_our_own_bug(tmp_path: Path) -> None:
    """The mdrp clock knows none."""
    day = read_mdrp(write_instance(tmp_path, 9, orders=5))

    with pytest.raises(ValueError, match="no whole minute"):
        MdrpRecord(day, None).ride(day.info.begin_s + 30, 0, "0", 0, 0.0, 0.0)


def test_prices_are_told_before_the_push_that_they_belong_to(tmp_path: Path) -> None:
    """Two parts of a price for each push, to the same worker at the same second."""
    day = read_mdrp(write_instance(tmp_path, 9, orders=20))

    events = replay(day, Rules(day.workers.num_rows, ()), "greedy", 1,
                    price_quote=lambda order, at_s, worker: (("base", 1000 + order), ("distance", worker))).events

    rows = events.select(["kind", "order_id", "worker_id", "component", "amount_minor"]).to_pylist()
    ids, people = day.ids("orders"), day.ids("workers")
    pushes = [k for k, row in enumerate(rows) if row["kind"] == "pushed"]
    assert pushes
    for k in pushes:
        base, distance = [row for row in rows[:k] if row["kind"] == "priced"
                          and row["order_id"] == rows[k]["order_id"]][-2:]
        assert (base["amount_minor"], distance["amount_minor"]) == (
            1000 + ids.index(rows[k]["order_id"]), people.index(rows[k]["worker_id"]))
