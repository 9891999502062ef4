"""Whole mdrp replays, judged by the strict checker that knows nothing of us."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.nuantu.replay.small_mdrp import write_instance
from tests.oracles.mdrp_rules import check_solution

from nuantu.core.tables import CANDIDATES, EVENTS
from nuantu.dispatch.policies.registry import POLICIES
from nuantu.dispatch.rules import NO_CAP, Cap, Pause, Rules, Stop, Worktime
from nuantu.replay.readers.mdrp import read_mdrp
from nuantu.replay.run import replay
from nuantu.replay.solution import write_solution


@pytest.mark.parametrize("policy", sorted(POLICIES))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_policy_keeps_every_published_rule(tmp_path: Path, policy: str, seed: int) -> None:
    """No fault in the solution files, whoever decides, with too few couriers and too many."""
    folder = write_instance(tmp_path / "day", seed, couriers=4 + 6 * seed)
    day = read_mdrp(folder)

    result = replay(day, Rules(day.workers.num_rows, ()), policy, seed)

    assert result.solution is not None
    write_solution(result.solution, tmp_path)
    assert check_solution(folder, tmp_path) == []
    assert result.events.schema == EVENTS.to_arrow()
    assert result.candidates.schema == CANDIDATES.to_arrow()


def test_the_same_seed_gives_the_same_log_and_another_seed_may_not(tmp_path: Path) -> None:
    """Replay is a function of day, rules, policy and seed."""
    day = read_mdrp(write_instance(tmp_path, 5))
    rules = Rules(day.workers.num_rows, ())

    first, again = (replay(day, rules, "nuantu", 7) for _ in range(2))

    assert first.events.equals(again.events)
    assert first.candidates.equals(again.candidates)


def test_each_delivery_has_its_whole_story_in_the_log(tmp_path: Path) -> None:
    """From created over pushed, accepted, merchant_arrived and picked_up to delivered, in this order."""
    day = read_mdrp(write_instance(tmp_path, 6, couriers=20))
    result = replay(day, Rules(day.workers.num_rows, ()), "nuantu", 1)
    last: dict[str, dict[str, int]] = {}
    for row in result.events.select(["event_id", "kind", "order_id"]).to_pylist():
        if row["order_id"] is not None:
            last.setdefault(row["order_id"], {})[row["kind"]] = row["event_id"]

    stories = [[word for word, _ in sorted(told.items(), key=lambda item: item[1])
                if word in ("created", "pushed", "accepted", "merchant_arrived", "picked_up", "delivered")]
               for told in last.values() if "delivered" in told]

    assert stories
    assert {tuple(story) for story in stories} == {
        ("created", "pushed", "accepted", "merchant_arrived", "picked_up", "delivered")}


def test_a_daily_stop_ends_pushes_and_the_orders_in_hand_are_still_delivered(tmp_path: Path) -> None:
    """After forced_offline nobody is pushed anything; what was accepted before is delivered or given to another."""
    day = read_mdrp(write_instance(tmp_path, 4, orders=90, couriers=8))
    everyone = np.ones(8, np.bool_)
    rules = Rules(8, ("w", "s"), worktime=Worktime(everyone, np.zeros(8, np.int64), np.full(8, 2**62), ("w",)),
                  stops=(Stop("s", everyone, 3600, rolling=False, tolerance_s=60),))

    events = replay(day, rules, "nuantu", 1).events.select(["at_s", "kind", "worker_id"]).to_pylist()

    stopped = {row["worker_id"]: row["at_s"] for row in events if row["kind"] == "forced_offline"}
    late = [row for row in events if row["kind"] == "pushed" and row["at_s"] >= stopped.get(row["worker_id"], 2**62)]
    assert stopped
    assert late == []


def test_a_pause_holds_pushes_back_and_then_lets_them_through(tmp_path: Path) -> None:
    """No push inside any announced pause."""
    day = read_mdrp(write_instance(tmp_path, 4, orders=90, couriers=8))
    everyone = np.ones(8, np.bool_)
    rules = Rules(8, ("p",), pauses=(Pause("p", everyone, 2400, 900, 600),))

    events = replay(day, rules, "nuantu", 1).events.select(
        ["at_s", "kind", "worker_id", "from_s", "to_s"]).to_pylist()

    pauses = [row for row in events if row["kind"] == "push_paused"]
    inside = [row for row in events for pause in pauses if row["kind"] == "pushed"
              and row["worker_id"] == pause["worker_id"] and pause["from_s"] <= row["at_s"] < pause["to_s"]]
    assert pauses
    assert inside == []


def test_a_cap_of_one_leaves_no_bundles(tmp_path: Path) -> None:
    """With one order in hand at most, every load is of one order, under ours as under the peer's bundling."""
    day = read_mdrp(write_instance(tmp_path, 3, orders=120, couriers=8))
    cap = Cap("c", np.ones(8, np.int64), np.full(8, NO_CAP), 5)

    for policy in ("nuantu", "reyes-2018"):
        solution = replay(day, Rules(8, ("c",), caps=(cap,)), policy, 1).solution
        assert solution is not None
        assert {len(load.orders) for load in solution.assignments} == {1}


@pytest.mark.shared
def test_published_days_are_replayed_feasibly_and_well(shared: Path, tmp_path: Path) -> None:
    """Two published half-size days: no fault, everything delivered, excess below the published algorithm's."""
    for name, published in (("0o50t100s2p100", 29.79 - 28.33), ("0o50t75s1p125", 31.62 - 30.28)):
        folder = shared / "data" / "mdrp" / name
        day = read_mdrp(folder)
        result = replay(day, Rules(day.workers.num_rows, ()), "nuantu", 1)
        assert result.solution is not None
        write_solution(result.solution, tmp_path)
        excess = [order.dropoff_min - order.ready_min for order in result.solution.orders
                  if order.dropoff_min is not None]
        unavoidable = _unavoidable(folder)
        assert check_solution(folder, tmp_path) == []
        assert len(excess) == len(unavoidable)
        assert (sum(excess) - sum(unavoidable)) / len(excess) < published


def _unavoidable(folder: Path) -> list[int]:
    from tests.oracles.mdrp_rules import read_instance

    instance = read_instance(folder)
    return [4 + instance.ride(instance.restaurant[order], order) for order in instance.placed]
