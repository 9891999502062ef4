"""Offers: answers come after their seconds, refusals are remembered, and a rule that comes between withdraws."""

from __future__ import annotations

from typing import Any

from tests.nuantu.clause_builder import build_clause
from tests.nuantu.replay.test_promises import pick
from tests.nuantu.replay.tiny_city import NOON_S, alert, make_city, make_clock, order, play, shift, worker

from nuantu.dispatch.problem import DELIVER, PICKUP
from nuantu.replay.open import OpenClock
from nuantu.replay.routes import code
from nuantu.replay.scene import Status


def start(day: Any, clauses: Any = (), **more: Any) -> OpenClock:
    """A clock with the first worker on duty and the first order open."""
    clock = make_clock(day, clauses, **more)
    clock._attendance.to_come += 1
    clock._attendance.come(0, NOON_S)
    clock.scene.status[:] = Status.OPEN
    return clock


def push(clock: OpenClock, number: int, at_s: int) -> None:
    """Push an order to the first worker, planned as its own trip."""
    clock._offers.push(number, 0, [code(number, PICKUP), code(number, DELIVER)], at_s, None)


def rows_of(clock: OpenClock) -> list[dict[str, Any]]:
    """The clock's log so far, as rows."""
    rows: list[dict[str, Any]] = clock.scene.log.to_table().to_pylist()
    return rows


def test_an_accepted_order_is_priced_just_before_and_in_hand_from_then() -> None:
    """The parts of the price stand at the acceptance, which answers its push."""
    day = make_city([order(0)], [worker(0, worker_class="dedicated")], [shift(0, 0)])
    asked: list[tuple[int, int, int]] = []

    def quote(row: int, at_s: int, who: int) -> tuple[tuple[str, int], ...]:
        asked.append((row, at_s, who))
        return (("base", 500), ("distance", 150))

    clock = start(day, quote=quote)
    push(clock, 0, NOON_S)
    clock._offers.answer(0, 0, NOON_S + 9)

    rows = rows_of(clock)
    assert [(row["kind"], row["component"], row["amount_minor"]) for row in rows if row["kind"] != "online"] == [
        ("pushed", None, None), ("priced", "base", 500), ("priced", "distance", 150), ("accepted", None, None)]
    assert pick(rows, "accepted")[0]["ref_event_id"] == pick(rows, "pushed")[0]["event_id"]
    assert asked == [(0, NOON_S + 9, 0)]
    assert (int(clock.scene.in_hand[0]), int(clock.scene.holder[0]), int(clock.scene.asked[0])) == (1, 0, 0)
    assert clock.scene.route[0] == [code(0, PICKUP), code(0, DELIVER)]


def test_a_refused_order_is_open_again_and_not_pushed_to_that_worker_any_more() -> None:
    """In a long replay with one worker nobody is asked twice for the same order."""
    orders = [order(n, at=60 * n) for n in range(40)]

    rows = play(make_city(orders, [worker(0), worker(1)], [shift(0, 0), shift(1, 1)]))

    declined = {(row["worker_id"], row["order_id"]) for row in pick(rows, "declined")}
    pushed = [(row["worker_id"], row["order_id"]) for row in pick(rows, "pushed")]
    assert declined
    assert len(pushed) == len(set(pushed))


def test_a_cap_lowered_between_push_and_answer_withdraws_the_order_and_names_the_clause() -> None:
    """One in hand, an alert that allows one: the second is withdrawn, and is no refusal of the worker's."""
    cap = build_clause("concurrency_cap", "D7", cap=5, cap_alert=1, alert_level="orange")
    day = make_city([order(0), order(1)], [worker(0, worker_class="dedicated")], [shift(0, 0)], [alert(0, 12, 600)])
    clock = start(day, [cap])
    push(clock, 0, NOON_S)
    clock._offers.answer(0, 0, NOON_S + 5)
    push(clock, 1, NOON_S + 5)
    clock._offers.answer(0, 1, NOON_S + 12)

    (declined,) = pick(rows_of(clock), "declined")
    assert (declined["order_id"], declined["reason"], declined["clause_id"]) == ("A1", "withdrawn", "D7")
    assert clock.scene.refused_by == {}
    assert int(clock.scene.status[1]) == Status.OPEN


def test_a_stop_reached_between_push_and_answer_withdraws_too() -> None:
    """Ten seconds of work are allowed; they end before the second answer."""
    clauses = [build_clause("worktime_definition", base="engaged", allowance_pm=0),
               build_clause("daily_stop", "R3", stop_after=10, reset="calendar_day")]
    clock = start(make_city([order(0), order(1)], [worker(0, worker_class="dedicated")], [shift(0, 0)]), clauses)
    push(clock, 0, NOON_S)
    clock._offers.answer(0, 0, NOON_S + 5)
    push(clock, 1, NOON_S + 6)
    clock._offers.answer(0, 1, NOON_S + 15)

    assert [(row["reason"], row["clause_id"]) for row in pick(rows_of(clock), "declined")] == [("withdrawn", "R3")]


def test_so_many_refusals_a_day_are_free_and_those_for_stated_reasons_always() -> None:
    """Of twenty refusals two are free by count; under a red alert weather ones are free all along."""
    orders = [order(n, at=90 * n, district="d1") for n in range(120)]
    right = build_clause("refusal_right", "D11", free=2, reasons_always_free=frozenset({"weather"}))
    people, stays = [worker(0), worker(1)], [shift(0, 0), shift(1, 1, off=4 * 3600)]

    calm = pick(play(make_city(orders, people, stays), [right]), "declined")
    storm = pick(play(make_city(orders, people, stays, [alert(0, -60, 20_000, level="red")]), [right]), "declined")

    for who in ("W0", "W1"):
        free = [row["clause_id"] for row in calm if row["worker_id"] == who]
        assert len(free) > 2
        assert free == ["D11", "D11"] + [None] * (len(free) - 2)
    assert {row["clause_id"] for row in storm if row["reason"] == "weather"} == {"D11"}
