"""A worker's pages show the own day and nobody else's; each is written down."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nuantu_hub.days.interfaces.home import Today
from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account, Reading

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


def test_before_any_link_the_home_explains_what_to_do(as_: As, rider: Account, run: Run) -> None:
    page = as_(rider).get("/").content.decode()
    assert reverse("days:links") in page
    assert "data-keep" not in page
    assert not Reading.objects.exists()


def test_the_home_shows_hours_pay_and_that_the_clock_is_a_demonstrations(as_: As, rider: Account, link: Link,
                                                                        today: Today) -> None:
    answer = as_(rider).get("/")
    page = answer.content.decode()
    assert f"{today.stand.pay_minor / 100:.2f}" in page
    assert "演示的时钟停在" in page
    assert "data-keep" in page
    assert "no-store" in answer["Cache-Control"]
    assert Reading.objects.filter(by=rider, purpose="own day").count() == 1
    assert link.pseudonym not in page


def test_english_pages_carry_english_sentences(as_: As, rider: Account, link: Link) -> None:
    client = as_(rider)
    client.cookies["django_language"] = "en"
    page = client.get("/").content.decode()
    assert "Demonstration clock" in page
    assert "演示" not in page


def test_a_payslip_shows_each_line_and_no_other_workers_pseudonym(as_: As, rider: Account, link: Link, today: Today,
                                                                 order_id: str) -> None:
    page = as_(rider).get(reverse("days:payslip", args=[order_id])).content.decode()
    story = today.view.order(order_id)
    assert story is not None
    assert all(f"¥{line['amount_minor'] / 100:.2f}" in page for line in story["lines"])
    others = {option[1] for option in story["opt"]} - {link.pseudonym}
    assert not [other for other in others if other in page]
    assert reverse("days:ask", args=["YG-piece-rate"]) in page


def test_another_workers_order_is_not_there(as_: As, rider: Account, link: Link, today: Today) -> None:
    own = {order["id"] for order in today.worker["orders"]}
    other = next(order for order in today.view.lookup.keys("order") if order not in own)
    client = as_(rider)
    assert [client.get(reverse("days:payslip", args=[order])).status_code for order in (other, "O?")] == [404, 404]


def test_lists_of_orders_and_rights_hold_what_is_done_by_the_clock(as_: As, rider: Account, link: Link,
                                                                  today: Today) -> None:
    client = as_(rider)
    page = client.get(reverse("days:orders")).content.decode()
    assert page.count("/my/orders/O") == min(50, len(today.stand.orders))
    assert client.get(reverse("days:fired")).status_code == 200


def test_staff_are_led_to_their_desk_and_strangers_to_sign_in(as_: As, officer: Account, stranger: Client) -> None:
    assert as_(officer).get("/").status_code == 302
    assert as_(officer).get(reverse("days:orders")).status_code == 404
    assert stranger.get("/")["Location"].startswith("/sign-in/")


def test_a_withdrawn_link_shows_nothing_at_once(as_: As, rider: Account, link: Link, order_id: str) -> None:
    client = as_(rider)
    assert client.post(reverse("days:withdraw", args=[link.pk])).status_code == 302
    assert client.get(reverse("days:payslip", args=[order_id])).status_code == 404
    assert reverse("days:links") in client.get("/").content.decode()
