"""A worker's own day in the API is what the pages show, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from nuantu_hub.days.interfaces.home import Today
from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


def test_the_own_day_stands_as_on_the_page(as_: As, rider: Account, link: Link, today: Today) -> None:
    told = as_(rider).get("/api/my/day").json()
    assert told == {
        "platform": today.run.platform, "date": today.run.date.isoformat(), "worked_s": today.stand.worked_s,
        "on_duty": today.stand.on_duty, "pay_minor": today.stand.pay_minor, "floor_minor": today.stand.floor_minor,
        "above_minor": today.stand.above_minor, "orders": [order["id"] for order in today.stand.orders]}


def test_a_payslip_is_given_for_own_orders_alone(as_: As, rider: Account, link: Link, today: Today,
                                                order_id: str) -> None:
    client, story = as_(rider), today.view.order(order_id)
    assert story is not None
    assert client.get(f"/api/my/payslips/{order_id}").json() == {"order_id": order_id, "facts": story["facts"]}
    own = {order["id"] for order in today.worker["orders"]}
    other = next(order for order in today.view.lookup.keys("order") if order not in own)
    assert client.get(f"/api/my/payslips/{other}").status_code == 404


def test_without_a_link_or_as_staff_there_is_no_day(as_: As, other_rider: Account, officer: Account, run: Run) -> None:
    assert as_(other_rider).get("/api/my/day").status_code == 404
    assert as_(officer).get("/api/my/day").status_code in (401, 403, 404)
