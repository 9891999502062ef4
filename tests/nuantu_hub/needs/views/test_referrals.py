"""What departments owe: the list by urgency, writing down answers and returns, the departments."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem

from nuantu_hub.needs.domain.referrals import enter_department, refer_problem
from nuantu_hub.needs.models import Department, Referral
from nuantu_hub.needs.views.referrals import list_departments
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def referral(district: Unit, officer: Account) -> Referral:
    """A property manager who was asked to keep a lift free within three working days."""
    office = enter_department(by=officer, unit=district, kind="property", name="望和物业", contact="值班室",
                              token=uuid4())
    return refer_problem(by=officer, problem=make_problem(district, officer), department=office, asked="留一部",
                         token=uuid4(), days=3)


def count(client: Client) -> list[int]:
    """How many wait, are late, are over."""
    return [len(client.get(reverse("needs:referrals"), {"show": show}).context["page"])
            for show in ("waiting", "late", "ended")]


def test_an_overdue_answer_stands_among_the_late_and_ends_there(referral: Referral, officer: Account, as_: As) -> None:
    client, where = as_(officer), reverse("needs:referrals")
    assert count(client) == [1, 0, 0]
    set_clock(MOMENT + timedelta(days=10))
    assert count(client) == [1, 1, 0]
    one = reverse("needs:referral", args=[referral.pk])
    assert client.post(one, {"how": "answered", "words": ""}).status_code == 422
    assert client.post(one, {"how": "pigeon", "words": "x"}).status_code == 422
    assert client.post(one, {"how": "returned", "words": "不归我们管"}).status_code == 302
    assert count(client) == [0, 0, 1]
    assert "不归我们管" in client.get(one).content.decode()
    assert client.get(where, {"show": "pigeon"}).status_code == 404


def test_departments_of_unions_above_can_be_asked_and_those_beside_not(
    district: Unit, street: Unit, other_district: Unit, officer: Account, referral: Referral,
) -> None:
    Department.objects.create(unit=other_district, kind="office", name="隔壁的局")
    assert [one.name for one in list_departments(street)] == ["望和物业"]


def test_a_union_below_sees_whom_it_may_ask_and_no_debts_that_it_may_not_see(
        referral: Referral, other_district: Unit, reviewer: Account, as_: As) -> None:
    Post.objects.filter(account=reviewer).update(role=Post.Role.ORGANISER)
    Department.objects.create(unit=other_district, kind="office", name="隔壁的局")
    rows = as_(reviewer).get(reverse("needs:departments")).context["rows"]
    assert [(one.name, owed, late) for one, owed, late in rows] == [(referral.department.name, 0, 0)]


def test_the_departments_say_how_many_answers_they_owe(referral: Referral, officer: Account, as_: As) -> None:
    client, where = as_(officer), reverse("needs:departments")
    assert [(one.name, owed, late) for one, owed, late in client.get(where).context["rows"]] == [("望和物业", 1, 0)]
    told = {"unit": referral.department.unit_id, "kind": "office", "name": "交通支队", "contact": "", "token": uuid4()}
    assert client.post(where, told | {"name": ""}).status_code == 422
    assert client.post(where, told).status_code == 302
    assert Department.objects.count() == 2
