"""The open clock: invariants of every replay, determinism, common random numbers, and an audit without a breach."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import defaultdict
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.replay.test_promises import pick
from tests.nuantu.replay.tiny_city import NOON_S, cities, make_city, make_clock, order, play, shift, worker

from nuantu.core.errors import BreachError
from nuantu.core.vocabulary import WORDS
from nuantu.dispatch.problem import Plan, Snapshot
from nuantu.replay.day import Day
from nuantu.replay.workers import Workers

#: Limits short enough for an afternoon.
CLAUSES = (
    build_clause("worktime_definition", "R1", base="engaged", allowance_pm=100),
    build_clause("fatigue_reminder", "R2", first=1800, every=900),
    build_clause("daily_stop", "R3", stop_after=5400, reset="calendar_day"),
    build_clause("continuous_pause", "R4", after=1500, pause=600, gap=300),
    build_clause("soft_cap_confirm", "R5", after=3600, extra=900),
    build_clause("concurrency_cap", "D7", cap=3, cap_new=2, new_days=30, cap_alert=1, alert_level="yellow"),
    build_clause("eta_speed_basis", "D2", speed=12_000),
    build_clause("eta_extension", "D4", causes=frozenset({"merchant", "weather", "gate"}),
                 added={"merchant": "actual", "weather": 300, "gate": "actual"}, cascade=True),
    build_clause("refusal_right", "D11", free=2),
    build_clause("fatigue_hard_gate", "D18", scope=frozenset({"daily_stop", "continuous_pause"})),
)


def check_lives(day: Day, rows: list[dict[str, Any]]) -> None:
    """Every order is told from creation to its one end, by one worker at a time."""
    by_order = defaultdict(list)
    for row in rows:
        if row["order_id"] is not None and row["kind"] in (
                "created", "pushed", "accepted", "declined", "merchant_arrived", "picked_up", "arrived_gate",
                "delivered", "cancelled"):
            by_order[row["order_id"]].append(row)
    assert set(by_order) == set(day.ids("orders"))
    for life in by_order.values():
        kinds = [row["kind"] for row in life]
        refused = 2 * kinds.count("declined")
        assert kinds[0] == "created"
        assert kinds[1:1 + refused] == ["pushed", "declined"] * (refused // 2)
        rest = [kind for kind in kinds[1 + refused:] if kind != "arrived_gate"]
        assert rest in (["cancelled"], ["pushed", "accepted", "merchant_arrived", "picked_up", "delivered"])
        assert len({row["worker_id"] for row in life[1 + refused:] if row["kind"] != "cancelled"}) <= 1


def check_hands(rows: list[dict[str, Any]], cap: int) -> None:
    """Nobody ever has more than the cap in hand, and nothing is pushed to a worker who is offline or in a pause."""
    hand, online = defaultdict(int), defaultdict(bool)
    paused: dict[str, int] = defaultdict(int)
    for row in rows:
        who = row["worker_id"]
        if row["kind"] in ("online", "offline"):
            online[who] = row["kind"] == "online"
            assert hand[who] == 0
        elif row["kind"] == "accepted":
            hand[who] += 1
            assert hand[who] <= cap
        elif row["kind"] == "delivered":
            hand[who] -= 1
        elif row["kind"] == "push_paused":
            assert hand[who] == 0
            paused[who] = row["to_s"]
        elif row["kind"] == "pushed":
            assert online[who]
            assert row["at_s"] >= paused[who]
    assert not any(hand.values())
    assert not any(online.values())


def check_ways(day: Day, rows: list[dict[str, Any]]) -> None:
    """No worker is in two places: between any two of his stops lies at least the time of the ride."""
    stops = defaultdict(list)
    for row in rows:
        if row["kind"] in ("merchant_arrived", "picked_up", "arrived_gate", "delivered"):
            stops[row["worker_id"]].append((row["at_s"], row["x_m"], row["y_m"]))
    for way in stops.values():
        for (begin_s, x_m, y_m), (end_s, to_x_m, to_y_m) in itertools.pairwise(way):
            ride_m = day.travel.distance_m(np.array([x_m]), np.array([y_m]), np.array([to_x_m]), np.array([to_y_m]))
            assert end_s - begin_s >= int(day.travel.travel_s(ride_m)[0])


@settings(deadline=None, max_examples=40)
@given(day=cities(), policy=st.sampled_from(["greedy", "nuantu"]), seed=st.integers(0, 1000))
def test_every_replay_of_a_small_city_keeps_its_invariants(day: Day, policy: str, seed: int) -> None:
    """Whole lives, full hands at most, ways that can be ridden, readiness before pick-up, promises that only grow."""
    rows = play(day, CLAUSES, policy, seed)

    check_lives(day, rows)
    check_hands(rows, cap=3)
    check_ways(day, rows)
    ready = {row["order_id"]: row["at_s"] for row in pick(rows, "merchant_ready")}
    assert all(row["at_s"] >= ready[row["order_id"]] for row in pick(rows, "picked_up"))
    promised: dict[str, int] = {}
    for row in rows:
        if row["kind"] in ("eta_quoted", "eta_extended"):
            assert row["promised_s"] == promised.get(row["order_id"], row["promised_s"] - (row["added_s"] or 0)) + (
                row["added_s"] or 0)
            promised[row["order_id"]] = row["promised_s"]
    assert all(row["at_s"] % 30 == 0 for row in pick(rows, "pushed"))


@settings(deadline=None, max_examples=15)
@given(day=cities(), seed=st.integers(0, 1000))
def test_events_carry_only_declared_columns(day: Day, seed: int) -> None:
    """Each kind is declared as written, and fills no column that its word does not list."""
    for row in play(day, CLAUSES, "greedy", seed):
        filled = {name for name, value in row.items() if value is not None}
        assert WORDS[row["kind"]].emitted, row["kind"]
        assert filled <= {"event_id", "at_s", "kind", *WORDS[row["kind"]].columns}, row["kind"]


def busy_day() -> Day:
    """Two hundred orders in three hours, eight workers."""
    rng = np.random.default_rng(5)
    orders = [order(n, at=int(rng.integers(0, 3 * 3600)), ready=int(rng.integers(300, 1500)),
                    merchant=int(rng.integers(0, 3)),
                    to=(float(rng.integers(-20, 20) * 100), float(rng.integers(-20, 20) * 100))) for n in range(200)]
    return make_city(orders, [worker(n) for n in range(8)], [shift(n, n, off=5 * 3600) for n in range(8)])


def digest(table: pa.Table) -> str:
    """SHA-256 of a table's rows."""
    return hashlib.sha256(json.dumps(table.to_pylist()).encode()).hexdigest()


@pytest.mark.parametrize("policy", ["greedy", "nuantu"])
def test_one_seed_gives_one_log_and_another_seed_another(policy: str) -> None:
    """Events and candidates are equal to the last value."""
    found = []
    for seed in (1, 1, 2):
        clock = make_clock(busy_day(), CLAUSES, policy, seed)
        clock.run(None)
        found.append((digest(clock.scene.log.to_table()), digest(clock.scene.candidates.to_table())))

    assert found[0] == found[1]
    assert found[0] != found[2]


def test_two_policies_meet_the_same_people() -> None:
    """Where both policies push an order to a worker, he takes as many seconds to answer."""
    delays = []
    for policy in ("greedy", "nuantu"):
        rows = play(busy_day(), (), policy, 3)
        pushed = {row["event_id"]: row for row in pick(rows, "pushed")}
        delays.append({(row["worker_id"], row["order_id"]): row["at_s"] - pushed[row["ref_event_id"]]["at_s"]
                       for row in rows if row["kind"] in ("accepted", "declined")})
    both = delays[0].keys() & delays[1].keys()

    assert len(both) > 20
    assert {pair: delays[0][pair] for pair in both} == {pair: delays[1][pair] for pair in both}
    assert {delays[0][w, o] for w, o in both} == {
        Workers(3).answer_after_s(int(w[1:]), int(o[1:])) for w, o in both}


def test_every_push_names_its_decision_with_the_worker_chosen_for_the_order() -> None:
    """Rank 0 of the decision is the push; the others are other workers."""
    clock = make_clock(busy_day(), CLAUSES, "nuantu", 1)
    clock.run(None)
    options = defaultdict(list)
    for row in clock.scene.candidates.to_table().to_pylist():
        options[row["decision_id"]].append(row)

    pushed = pick(clock.scene.log.to_table().to_pylist(), "pushed")

    assert len(pushed) == len(options)
    for row in pushed:
        chosen, *others = options[row["decision_id"]]
        assert (chosen["rank"], chosen["status"], chosen["worker_id"], chosen["order_id"], chosen["at_s"]) == (
            0, "chosen", row["worker_id"], row["order_id"], row["at_s"])
        assert row["worker_id"] not in {other["worker_id"] for other in others}
        assert {other["clause_id"] for other in others if other["status"] == "blocked"} <= {
            "R3", "R4", "R5", "D7", None}


def test_orders_that_nobody_will_come_for_are_given_up() -> None:
    """The only shift is over before the order is placed."""
    rows = play(make_city([order(0, at=60)], [worker(0)], [shift(0, 0, off=30)]))

    assert [(row["reason"], row["at_s"] - NOON_S) for row in pick(rows, "cancelled")] == [("no_worker", 60)]


def test_an_order_waits_for_a_shift_that_is_to_come() -> None:
    """Placed before anybody is there, pushed at the first round of the shift."""
    rows = play(make_city([order(0)], [worker(0, worker_class="dedicated")], [shift(0, 0, on=3600)]))

    assert pick(rows, "pushed")[0]["at_s"] == NOON_S + 3600
    assert pick(rows, "cancelled") == []


class Faulty:
    """A policy that breaks what it is told to break."""

    name = "faulty"

    def __init__(self, fault: str) -> None:
        self._fault = fault

    def decide(self, snapshot: Snapshot) -> Plan:
        """Push everything to the first worker, twice over, or lose what is in hand."""
        nobody = np.zeros(0, np.int64)
        fresh = np.flatnonzero(snapshot.o_holder < 0)
        if self._fault == "lose":
            empty = np.zeros(snapshot.n_workers + 1, np.int64)
            if snapshot.held_ptr[-1]:
                return Plan(empty, nobody, nobody, nobody, nobody)
            fresh = fresh[:1]
        else:
            fresh = fresh if len(fresh) > 2 else nobody
        order_row = np.repeat(fresh, 2)
        kind = np.tile([0, 1], len(fresh))
        ptr = np.concatenate(([0], np.full(snapshot.n_workers, len(order_row))))
        return Plan(ptr, order_row, kind, fresh, np.zeros(len(fresh), np.int64))


@pytest.mark.parametrize(("fault", "said"), [("cap", "may not be pushed"), ("lose", "loses or doubles a stop")])
def test_what_a_policy_may_not_do_is_refused_outside_of_it(fault: str, said: str) -> None:
    """More orders than the cap, or a route without an order in hand, never reach a worker."""
    orders = [order(n, at=7 * n, ready=2000) for n in range(12)]
    day = make_city(orders, [worker(0, worker_class="dedicated")], [shift(0, 0)])
    clock = make_clock(day, [build_clause("concurrency_cap", "D7", cap=2)])
    clock._policy = Faulty(fault)  # type: ignore[assignment]

    with pytest.raises(BreachError, match=said):
        clock.run(None)


def test_progress_is_told_once_a_hundredth_and_reaches_the_end() -> None:
    """Shares rise, none twice, to one."""
    told: list[float] = []
    make_clock(busy_day()).run(told.append)

    assert told == sorted(set(told))
    assert len(told) > 20
    assert told[-1] == 1.0
