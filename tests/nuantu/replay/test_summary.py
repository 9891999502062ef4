"""Figures of a day against counting by hand from the solution rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.nuantu.replay.small_mdrp import write_instance
from tests.oracles.mdrp_rules import read_instance

from nuantu.dispatch.rules import Rules
from nuantu.replay.events import EventLog
from nuantu.replay.readers.mdrp import read_mdrp
from nuantu.replay.run import replay
from nuantu.replay.summary import gini, summarize_log


def test_the_summary_agrees_with_the_solution_and_the_instance(tmp_path: Path) -> None:
    """Means over delivered orders, counted from the text files alone."""
    folder = write_instance(tmp_path, 2, orders=80, couriers=9)
    day = read_mdrp(folder)
    result = replay(day, Rules(9, ()), "nuantu", 1)
    assert result.solution is not None
    instance = read_instance(folder)

    found = summarize_log(day, result.events)

    done = [o for o in result.solution.orders if o.dropoff_min is not None]
    door = [o.dropoff_min - o.placed_min for o in done if o.dropoff_min is not None]
    excess = [o.dropoff_min - o.ready_min - 4 - instance.ride(instance.restaurant[o.order], o.order) for o in done
              if o.dropoff_min is not None]
    wait = [o.pickup_min - o.ready_min for o in done if o.pickup_min is not None]
    last = max(instance.off.values())
    assert (found["orders"], found["delivered"], found["workers"]) == (80, len(done), 9)
    assert found["undeliverable"] == sum(o.ready_min > last for o in result.solution.orders if o.dropoff_min is None)
    assert found["ctd_mean_min"] == pytest.approx(np.mean(door))
    assert found["ctd_p90_min"] == pytest.approx(np.percentile(door, 90))
    assert found["excess_mean_min"] == pytest.approx(np.mean(excess))
    assert found["rtp_mean_min"] == pytest.approx(np.mean(wait))
    assert found["overage_mean_min"] == pytest.approx(np.mean([max(0, value - 40) for value in door]))
    assert found["late_share"] is None
    carried = [sum(o.courier == c for o in done) / ((instance.off[c] - instance.on[c]) / 60) for c in instance.on]
    spread = sum(abs(a - b) for a in carried for b in carried) / (2 * len(carried) ** 2 * np.mean(carried))
    assert found["gini_orders_per_hour"] == pytest.approx(spread)


def test_nothing_delivered_says_nothing(tmp_path: Path) -> None:
    """None, not zero."""
    day = read_mdrp(write_instance(tmp_path, 2, orders=5))

    found = summarize_log(day, EventLog().to_table())

    assert [found[name] for name in ("delivered", "ctd_mean_min", "rtp_mean_min", "gini_orders_per_hour")] == [
        0, None, None, None]


def test_lateness_is_against_the_promise_that_stood_at_delivery(tmp_path: Path) -> None:
    """A prolongation before delivery counts, one after it does not."""
    day = read_mdrp(write_instance(tmp_path, 2, orders=5))
    log = EventLog()
    for order, promised in (("o1", 100), ("o2", 100), ("o3", 100)):
        log.append(10, "eta_quoted", order_id=order, promised_s=promised)
    log.append(50, "eta_extended", order_id="o2", promised_s=200)
    for order in ("o1", "o2", "o3"):
        log.append(150, "delivered", order_id=order, worker_id="c1")
    log.append(160, "eta_extended", order_id="o3", promised_s=200)

    assert summarize_log(day, log.to_table())["late_share"] == pytest.approx(2 / 3)


def test_gini_of_equals_is_nothing_and_of_one_who_has_all_nearly_one() -> None:
    """0, and 1 - 1/n."""
    assert gini(np.array([3.0, 3.0, 3.0])) == pytest.approx(0.0)
    assert gini(np.array([0.0, 0.0, 0.0, 8.0])) == pytest.approx(0.75)
    assert gini(np.zeros(3)) is None
    assert gini(np.zeros(0)) is None
