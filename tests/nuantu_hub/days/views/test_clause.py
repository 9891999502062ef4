"""The sheet of a clause: over the page or as a page, on an own case or on the day of all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nuantu_hub.days.interfaces.home import Today
from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


def test_the_sheet_comes_alone_for_htmx_and_as_a_page_otherwise(as_: As, rider: Account, link: Link, run: Run) -> None:
    where, client = reverse("days:clause", args=[run.pk, "G50-minimum-wage"]) + "?day=1", as_(rider)
    alone = client.get(where, headers={"HX-Request": "true"}).content.decode()
    page = client.get(where).content.decode()
    assert ("<html" in alone, "<html" in page) == (False, True)
    for text in (alone, page):
        assert reverse("days:ask", args=["G50-minimum-wage"]) in text


def test_staff_read_a_clause_on_an_order_but_cannot_ask(as_: As, officer: Account, run: Run, order_id: str) -> None:
    where = reverse("days:clause", args=[run.pk, "YG-piece-rate"]) + f"?order={order_id}"
    page = as_(officer).get(where).content.decode()
    assert "P21" in page
    assert "/my/requests/new/" not in page


def test_every_clause_in_force_has_a_sheet(as_: As, officer: Account, run: Run) -> None:
    client = as_(officer)
    answers = {clause: client.get(reverse("days:clause", args=[run.pk, clause])).status_code
               for clause in run.view.clauses}
    assert set(answers.values()) == {200}


def test_another_workers_order_is_no_case_of_mine(as_: As, rider: Account, link: Link, run: Run, today: Today) -> None:
    own = {order["id"] for order in today.worker["orders"]}
    other = next(order for order in today.view.lookup.keys("order") if order not in own)
    client = as_(rider)
    where = reverse("days:clause", args=[run.pk, "YG-piece-rate"])
    assert [client.get(f"{where}{query}").status_code for query in (f"?order={other}", "?order=O%3F")] == [404, 404]
    assert client.get(reverse("days:clause", args=[run.pk, "NO-SUCH"])).status_code == 404


def test_strangers_unlinked_workers_and_other_districts_see_none(as_: As, run: Run, other_rider: Account,
                                                                other_officer: Account, stranger: Client) -> None:
    where = reverse("days:clause", args=[run.pk, "YG-piece-rate"])
    assert [as_(account).get(where).status_code for account in (other_rider, other_officer)] == [404, 404]
    assert stranger.get(where).status_code == 302
