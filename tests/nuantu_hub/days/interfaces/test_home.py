"""A worker's home says what the day's record says."""

from __future__ import annotations

import pytest

from nuantu_hub.days.interfaces.home import Today, list_fired, list_weather, open_today, read_today
from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account
from nuantu_hub.seam.reading import stand_at

pytestmark = pytest.mark.django_db


def test_the_ring_shows_hours_and_pay_at_the_clock(today: Today) -> None:
    ring = today.ring
    assert (ring.worked_s, ring.pay_minor, ring.orders) == (today.stand.worked_s, today.stand.pay_minor,
                                                           len(today.stand.orders))
    assert (ring.reminder_s, ring.stop_s) == (8 * 3600, 12 * 3600)
    assert ring.pay_minor == sum(order["pay_minor"] for order in today.worker["orders"]
                                 if order["delivered"] <= today.stand.t)


def test_the_next_limit_is_the_first_that_is_not_reached(today: Today) -> None:
    early = Today(today.run, today.view, today.worker, stand_at(today.worker, 0, 600))
    assert early.next_limit == ("remind", "PLT-reminder", 8 * 3600, 8 * 3600)
    long = {"worked": [9 * 3600, 9 * 3600], "online": [], "orders": [], "floors": [], "rights": [], "rests": [],
            "limits": today.worker["limits"]}
    assert Today(today.run, today.view, long, stand_at(long, 0, 600)).next_limit == (
        "stop", "PLT-daily-stop", 12 * 3600, 3 * 3600)
    past = long | {"worked": [12 * 3600, 12 * 3600]}
    assert Today(today.run, today.view, past, stand_at(past, 0, 600)).next_limit is None


def test_above_and_below_the_floor_are_never_both(today: Today) -> None:
    assert min(today.over_minor, today.short_minor) == 0
    assert today.short_minor == max(0, -(today.stand.above_minor or 0))


def test_weather_counts_the_orders_that_it_paid(run: Run) -> None:
    for worker_id in run.view.lookup.keys("worker"):
        today = read_today(run, worker_id)
        assert today is not None
        paid = sum(one.paid_minor for one in list_weather(today))
        assert paid == sum(order["weather_minor"] for order in today.stand.orders)


def test_the_newest_case_stands_first(today: Today) -> None:
    every = list_fired(today, None)
    assert [right["at"] for right in every] == sorted((right["at"] for right in every), reverse=True)
    assert list(list_fired(today)) == list(every[:4])


def test_without_a_link_there_is_no_today(rider: Account, run: Run) -> None:
    assert open_today(rider) is None
    assert read_today(run, "R-nobody") is None


def test_a_link_leads_to_the_newest_run_of_its_platform(link: Link, rider: Account, run: Run) -> None:
    assert open_today(rider) == (link, run)
