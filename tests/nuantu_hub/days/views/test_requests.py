"""A request from the payslip to its answer, as browsers see it."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from nuantu_hub.days.domain.asking import Ground, open_request
from nuantu_hub.days.models import Link, Request, Run
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


def test_not_agreeing_opens_one_request_with_its_arithmetic(as_: As, rider: Account, link: Link, order_id: str) -> None:
    client = as_(rider)
    where = reverse("days:ask", args=["YG-piece-rate"]) + f"?order={order_id}"
    assert order_id in client.get(where).content.decode()
    told = {"words": "距离少算了", "token": str(uuid.uuid4())}
    first, second = client.post(where, told), client.post(where, told)
    made = Request.objects.get()
    assert first["Location"] == second["Location"] == reverse("days:own_request", args=[made.pk])
    assert (made.order_id, bool(made.arithmetic), bool(made.event_ids)) == (order_id, True, True)
    assert client.post(where, {"words": "", "token": str(uuid.uuid4())}).status_code == 422


def test_staff_see_what_is_asked_and_not_by_whom(as_: As, rider: Account, link: Link, run: Run, officer: Account,
                                                steward: Account, other_officer: Account) -> None:
    made = open_request(account=rider, run=run, ground=Ground("YG-piece-rate", "P21", "O1"), words="少算了",
                        token=uuid.uuid4())
    where = reverse("days:request", args=[made.pk])
    page = as_(officer).get(where).content.decode()
    assert "少算了" in page
    assert rider.name not in page
    assert rider.name not in as_(officer).get(reverse("days:queue")).content.decode()
    assert [as_(account).get(where).status_code for account in (other_officer, steward, rider)] == [404, 404, 404]


def test_a_request_is_claimed_answered_appealed_in_the_browser(as_: As, rider: Account, link: Link, run: Run,
                                                              officer: Account) -> None:
    made = open_request(account=rider, run=run, ground=Ground("YG-piece-rate", "P21"), words="少算了",
                        token=uuid.uuid4())
    desk, own = as_(officer), as_(rider)
    act = [reverse("days:act_at_desk", args=[made.pk, name]) for name in ("claim", "answer")]
    assert desk.post(act[0]).status_code == 302
    assert desk.post(act[1], {"outcome": "", "words": ""}).status_code == 422
    assert desk.post(act[1], {"outcome": "stands", "words": "核对无误"}).status_code == 302
    assert "核对无误" in own.get(reverse("days:own_request", args=[made.pk])).content.decode()
    appeal = reverse("days:act_on_own", args=[made.pk, "appeal"])
    assert own.post(appeal, {"words": ""}).status_code == 422
    assert own.post(appeal, {"words": "没有看等餐"}).status_code == 302
    made.refresh_from_db()
    assert (made.stage, made.unit) == (2, officer.posts.get().unit.parent)
    assert desk.post(act[0]).status_code == 404


def test_another_workers_request_is_not_there(as_: As, rider: Account, link: Link, run: Run,
                                              other_rider: Account) -> None:
    made = open_request(account=rider, run=run, ground=Ground("YG-piece-rate", "P21"), words="少算了",
                        token=uuid.uuid4())
    client = as_(other_rider)
    assert client.get(reverse("days:own_request", args=[made.pk])).status_code == 404
    assert client.post(reverse("days:act_on_own", args=[made.pk, "withdraw"])).status_code == 404
    made.refresh_from_db()
    assert made.state == "open"


def test_a_refused_act_is_answered_with_its_words(as_: As, rider: Account, link: Link, run: Run) -> None:
    made = open_request(account=rider, run=run, ground=Ground("YG-piece-rate", "P21"), words="少算了",
                        token=uuid.uuid4())
    answer = as_(rider).post(reverse("days:act_on_own", args=[made.pk, "accept"]))
    assert (answer.status_code, "等待认领" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("name", ["days:queue", "days:own_requests"])
def test_a_list_asks_the_database_as_often_for_one_row_as_for_many(
    as_: As, rider: Account, link: Link, run: Run, officer: Account, name: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = as_(officer if name == "days:queue" else rider)

    def ask(count: int) -> None:
        for _ in range(count):
            open_request(account=rider, run=run, ground=Ground("YG-piece-rate", "P21"), words="少算了",
                         token=uuid.uuid4())

    ask(1)
    client.get(reverse(name))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(reverse(name))
    ask(60)
    with django_assert_num_queries(len(one)):
        page = client.get(reverse(name)).content.decode()
    assert "page=2" in page
