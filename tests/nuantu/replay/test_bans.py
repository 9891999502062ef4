"""Pairs of orders and workers that clauses forbid."""

from __future__ import annotations

import numpy as np
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.replay.tiny_city import BEGIN_S, NOON_S, alert, make_city, order, shift, worker

from nuantu.dispatch.lowering import lower
from nuantu.replay.alerts import Alerts
from nuantu.replay.bans import NOTHING, Bans
from nuantu.replay.wishes import Wishes

ROWS = np.arange(3)


def list_pairs(now_s: int, *clauses: object, alerts: tuple[dict[str, object], ...] = ()) -> list[tuple[int, int, int]]:
    """Forbidden (order, worker, clause) of three orders (1, 2 and 4 km; the last in d2) and two workers, one new."""
    orders = [order(0, ready=600), order(1, ready=600, to=(2000.0, 0.0)),
              order(2, ready=1200, to=(4000.0, 0.0), district="d2")]
    day = make_city([*orders], [worker(0, tenure=5), worker(1)], [shift(0, 0)], list(alerts))
    rules = lower(clauses, day.workers, day.info.tz, day.info.date)  # type: ignore[arg-type]
    ride_m = np.array([1000, 2000, 4000])
    bans = Bans(day, rules, ride_m, Alerts(day), Wishes(day, rules, BEGIN_S))
    found = bans.list_pairs(now_s, ROWS, np.arange(2))
    return list(zip(found.order.tolist(), found.worker.tolist(), found.clause.tolist(), strict=True))


def test_nothing_in_force_forbids_nothing() -> None:
    """No rule, no pair, and no array is built."""
    assert list_pairs(NOON_S) == []
    assert NOTHING.order.tolist() == []


def test_the_new_are_spared_what_is_beyond_the_limit() -> None:
    """Exactly two kilometres is allowed, four are not; the old hand may take both."""
    assert list_pairs(NOON_S, build_clause("new_rider_protection", days=30, distance=2000)) == [(2, 0, 0)]


def test_an_order_is_kept_back_until_so_long_before_its_meal() -> None:
    """Two meals are expected after ten minutes and one after twenty: five before, the first two may be sent."""
    clause = build_clause("meal_ready_dispatch", before=300)

    assert [pair[:2] for pair in list_pairs(NOON_S + 299, clause)] == [(n, w) for n in range(3) for w in range(2)]
    assert [pair[:2] for pair in list_pairs(NOON_S + 300, clause)] == [(2, 0), (2, 1)]


def test_red_stops_a_district_and_orange_leaves_what_is_near() -> None:
    """Red in d2 stops the third order; orange in d1 leaves a kilometre and a half."""
    clause = build_clause("weather_stop", stop_level="red", shrink_level="orange", radius=3000, share=500)
    alerts = (alert(0, 0, 600, level="orange", district="d1"), alert(1, 0, 600, level="red", district="d2"))

    assert [pair[:2] for pair in list_pairs(NOON_S, clause, alerts=alerts)] == [(1, 0), (1, 1), (2, 0), (2, 1)]
    assert list_pairs(NOON_S + 600, clause, alerts=alerts) == []


def test_an_alert_of_another_kind_of_weather_stops_nothing() -> None:
    """The clause names heat; it rains."""
    clause = build_clause("weather_stop", stop_level="red", kinds=frozenset({"heat"}))

    assert list_pairs(NOON_S, clause, alerts=(alert(0, 0, 600, level="red"),)) == []


def test_the_first_clause_that_forbids_a_pair_is_named() -> None:
    """Two clauses forbid the far order to the new one; the first of them stands."""
    clauses = (build_clause("new_rider_protection", "N", days=30, distance=2000),
               build_clause("meal_ready_dispatch", "M", before=0))

    assert (2, 0, 0) in list_pairs(NOON_S + 700, *clauses)
    assert (2, 1, 1) in list_pairs(NOON_S + 700, *clauses)
