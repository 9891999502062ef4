"""Stewards make, invite and close the accounts of their own units."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import SINCE, As
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.models import Account, Deed, Post, Unit

pytestmark = pytest.mark.django_db


def test_an_account_is_made_with_its_first_post_and_invited(steward: Account, street: Unit, as_: As) -> None:
    answer = as_(steward).post("/accounts/add/", {
        "login": "zhou.shen", "name": "周审", "unit": street.pk, "role": "reviewer"})
    link = re.search(r"/sign-in/invited/[^<\s]+", answer.content.decode())

    assert link is not None
    made = Account.objects.get(login="zhou.shen")
    assert [(post.role, post.unit) for post in made.posts.all()] == [("reviewer", street)]
    assert Client().get(link.group()).status_code == 200


@pytest.mark.parametrize(("told", "said"), [
    ({"login": "X"}, "登录名不合要求"), ({"login": "steward"}, "已经有人用"), ({"name": "123"}, "不像一个姓名"),
])
def test_what_is_wrong_stands_beside_its_field(
    steward: Account, street: Unit, as_: As, told: dict[str, str], said: str,
) -> None:
    answer = as_(steward).post("/accounts/add/", {
        "login": "zhou.shen", "name": "周审", "unit": street.pk, "role": "reviewer", **told})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Account.objects.count() == 1


def test_closing_ends_the_session_at_once(steward: Account, officer: Account, as_: As) -> None:
    working = as_(officer)
    assert working.get("/me/").status_code == 200
    as_(steward).post(f"/accounts/{officer.pk}/close/")
    assert working.get("/me/").headers["Location"].startswith("/sign-in/")
    as_(steward).post(f"/accounts/{officer.pk}/open/")

    assert Account.objects.get(pk=officer.pk).is_active
    assert [deed.verb for deed in Deed.objects.order_by("pk")] == ["account closed", "account opened again"]


def test_a_steward_does_not_close_the_own_account(steward: Account, as_: As) -> None:
    assert as_(steward).post(f"/accounts/{steward.pk}/close/").status_code == 422
    assert Account.objects.get(pk=steward.pk).is_active


def test_a_steward_of_one_district_has_no_hand_in_another(
    other_district: Unit, officer: Account, rider: Account, as_: As,
) -> None:
    neighbour = Account.objects.create_staff("neighbour", "邻管")
    Post.objects.create(account=neighbour, unit=other_district, role="steward", since=SINCE)
    client = as_(neighbour)

    assert [client.post(f"/accounts/{one.pk}/close/").status_code for one in (officer, rider)] == [404, 404]
    assert "郑干" not in client.get("/accounts/").content.decode()


def test_nobody_but_stewards_sees_the_accounts(
    officer: Account, reviewer: Account, rider: Account, bystander: Account, as_: As,
) -> None:
    assert [as_(one).get("/accounts/").status_code for one in (officer, reviewer, rider, bystander)] == [404] * 4


def test_the_list_asks_as_often_for_many_as_for_one(steward: Account, street: Unit, as_: As) -> None:
    few = count_queries(as_(steward), "/accounts/")
    for number in range(30):
        account = Account.objects.create_staff(f"staff-{number}", "某人")
        Post.objects.create(account=account, unit=street, role="reviewer", since=SINCE)

    assert count_queries(as_(steward), "/accounts/") == few
