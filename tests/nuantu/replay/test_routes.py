"""Routes: orders are put where they were planned, and every leg, wait and service takes its time."""

from __future__ import annotations

from tests.nuantu.replay.test_promises import pick
from tests.nuantu.replay.tiny_city import NOON_S, make_city, make_clock, order, play, shift, worker

from nuantu.dispatch.problem import DELIVER, PICKUP
from nuantu.replay.routes import code, place_order

P = [code(n, PICKUP) for n in range(4)]
D = [code(n, DELIVER) for n in range(4)]


def test_an_order_goes_between_the_stops_where_it_was_planned() -> None:
    """The plan picks 1 up after 0 and hands it over before 0."""
    assert place_order([P[0], D[0]], [P[0], P[1], D[1], D[0]], 1, 0) == [P[0], P[1], D[1], D[0]]


def test_stops_made_since_the_plan_are_no_hindrance() -> None:
    """0 was taken meanwhile; its hand-over is being ridden to and stays first."""
    assert place_order([D[0]], [P[0], P[1], D[0], D[1]], 1, 1) == [D[0], P[1], D[1]]


def test_stops_accepted_since_the_plan_stay_where_they_are() -> None:
    """2 came in after the plan for 1 was made."""
    assert place_order([P[2], D[2]], [P[1], D[1]], 1, 1) == [P[2], P[1], D[1], D[2]]


def times(rows: list[dict[str, object]], *kinds: str) -> list[tuple[str, str, int]]:
    """Kind, order and seconds after noon of events of some kinds."""
    return [(row["kind"], row["order_id"], row["at_s"] - NOON_S) for row in rows if row["kind"] in kinds]  # type: ignore[operator]


def test_one_order_takes_leg_wait_service_leg_gate_service() -> None:
    """1 km to the merchant (250 s), wait until ready, half a service, 1 km, four minutes at the gate, half again."""
    day = make_city([order(0, merchant=1, to=(2000.0, 0.0), compound="shut")], [worker(0, worker_class="dedicated")],
                    [shift(0, 0)])

    rows = play(day)

    taken = pick(rows, "accepted")[0]["at_s"] - NOON_S
    assert times(rows, "merchant_arrived", "picked_up", "arrived_gate", "delivered") == [
        ("merchant_arrived", "A0", taken + 250), ("picked_up", "A0", 600), ("arrived_gate", "A0", 600 + 30 + 250),
        ("delivered", "A0", 600 + 30 + 250 + 240 + 45)]


def test_orders_of_one_merchant_share_a_visit_and_its_service() -> None:
    """Two orders ready at 600 and 700 are fetched in one visit; from the last the way goes on half a service later."""
    orders = [order(0, ready=600, to=(1000.0, 0.0)), order(1, ready=700, to=(1000.0, 0.0))]
    rows = play(make_city(orders, [worker(0, worker_class="dedicated")], [shift(0, 0)]))

    assert max(at for _, _, at in times(rows, "picked_up")) == 700
    assert min(at for _, _, at in times(rows, "delivered")) == 700 + 30 + 250 + 45


def test_an_idle_worker_can_be_sent_ahead_and_is_free_on_arrival() -> None:
    """The move is on record with both its ends, and takes 2 km at four metres a second."""
    clock = make_clock(make_city([], [worker(0)], [shift(0, 0)]))
    scene = clock.scene
    scene.free_s[0] = NOON_S

    clock._routes.send_ahead(0, 2, 2000.0, 0.0, NOON_S)

    moved = scene.log.to_table().to_pylist()[0]
    assert (moved["kind"], moved["merchant_id"], moved["from_x_m"], moved["x_m"]) == ("moved", "m2", 0.0, 2000.0)
    assert int(scene.free_s[0]) == NOON_S + 500
