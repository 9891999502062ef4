"""Outcomes of a hand-written day, each counted by hand."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from tests.nuantu.log_builder import LogBuilder

from nuantu.core.tables import LEDGER
from nuantu.settle.log import DayLog, read_log
from nuantu.whatif.outcomes import EVERYONE, MOST_SPEED_KMH, UNITS, measure_outcomes


def _make_log(tmp_path: Path) -> DayLog:
    """Li (Beijing, crowd) rides two orders in four hours, Wang (Nanjing, dedicated) one in two; one order is left."""
    log = LogBuilder()
    log.register("Li")
    log.register("Wang", worker_class="dedicated", place_code="320106")
    log.register("Idle", place_code="110108")
    for worker, on, off in (("Li", "10:00", "14:00"), ("Wang", "11:00", "13:00")):
        log.online(worker, on)
        log.offline(worker, off)
    for order, worker, placed, arrived, picked, delivered, promised in (
            ("A", "Li", "10:00", "10:10", "10:14", "10:30", "10:29"),
            ("B", "Li", "12:00", "12:05", "12:05", "12:20", "12:35"),
            ("C", "Wang", "11:00", "11:10", "11:20", "11:40", "11:19")):
        log.order(order, worker=worker, created=placed, accepted=placed, delivered=delivered, distance_m=3000)
        log.add("eta_quoted", placed, order_id=order, promised_s=log.at(promised))
        log.add("merchant_arrived", arrived, worker_id=worker, order_id=order)
        log.pick_up(worker, order, picked)
    log.add("arrived_gate", "12:17", worker_id="Li", order_id="B")
    log.add("eta_extended", "11:30", order_id="C", promised_s=log.at("11:45"), added_s=1560)
    log.create("D", "13:00")
    return read_log(log.write(tmp_path))


def _make_ledger(**pay_minor: int) -> pa.Table:
    rows = [{**dict.fromkeys(LEDGER.to_arrow().names), "line_id": number, "period": "2026-11-20",
             "account": "injury_premium" if worker.endswith("_premium") else "worker_pay",
             "worker_id": worker.removesuffix("_premium"), "component": "base", "quantity": 1,
             "quantity_unit": "order", "rate_minor": amount, "rate_per": 1, "rounding": "half_up", "less_minor": 0,
             "amount_minor": amount, "currency": "CNY", "first_event_id": 1, "last_event_id": 1}
            for number, (worker, amount) in enumerate(pay_minor.items(), 1)]
    return pa.Table.from_pylist(rows, schema=LEDGER.to_arrow())


def test_every_outcome_is_what_hands_count(tmp_path: Path) -> None:
    """Li earns 10.00 an hour, Wang 20.00; Idle was never on duty and counts nowhere."""
    found = measure_outcomes(_make_log(tmp_path), _make_ledger(Li=4000, Wang=4000, Li_premium=20, Wang_premium=10))
    all_ = found[EVERYONE]

    assert tuple(all_) == tuple(UNITS)
    assert (all_["pay_per_hour"], all_["pay_lowest_tenth"], all_["hours"]) == (15.0, 10.0, 3.0)
    assert all_["pay_gini"] == pytest.approx(1 / 6)  # of 10 and 20: 2 (1·10 + 2·20) / (2·30) - 3/2
    assert all_["waiting_min"] == pytest.approx((4 + 0 + 10) / 3)
    assert all_["gate_min"] == pytest.approx(3.0)
    assert all_["late_share"] == pytest.approx(1 / 3)  # A by a minute; C's promise was extended before it was past
    assert all_["delivered_share"] == 0.75
    assert all_["cost_per_order"] == pytest.approx(80.30 / 3)


def test_the_required_speed_is_that_of_the_promise_at_pick_up(tmp_path: Path) -> None:
    """A: 3 km in 15 min are 12 km/h, B: in 30 min 6; C's promise was past by then, which asks for the most."""
    found = measure_outcomes(_make_log(tmp_path), _make_ledger(Li=1))

    assert found[EVERYONE]["required_speed_kmh"] == MOST_SPEED_KMH
    assert found["class:crowd"]["required_speed_kmh"] == pytest.approx(12.0)


def test_constituencies_are_provinces_and_classes(tmp_path: Path) -> None:
    """By the first two digits of the work place, and by class; an order counts where its rider belongs."""
    found = measure_outcomes(_make_log(tmp_path), _make_ledger(Li=4000, Wang=4000))

    assert list(found) == [EVERYONE, "province:11", "province:32", "class:crowd", "class:dedicated"]
    assert (found["province:11"]["pay_per_hour"], found["province:32"]["pay_per_hour"]) == (10.0, 20.0)
    assert (found["province:11"]["late_share"], found["province:32"]["late_share"]) == (0.5, 0.0)
    assert found["province:32"]["delivered_share"] is None
    assert found["province:32"]["gate_min"] is None


def test_who_is_still_on_duty_was_so_to_the_end(tmp_path: Path) -> None:
    """A log that ends before the shift does counts until its last event."""
    log = LogBuilder()
    log.register("Li")
    log.online("Li", "10:00")
    log.create("A", "13:00")

    found = measure_outcomes(read_log(log.write(tmp_path)), _make_ledger(Li=3000))

    assert (found[EVERYONE]["hours"], found[EVERYONE]["pay_per_hour"]) == (3.0, 10.0)
    assert found[EVERYONE]["cost_per_order"] is None
