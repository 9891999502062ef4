"""Stewards see what was recorded in their units, and that they looked is recorded too."""

from __future__ import annotations

import pytest
from django.db import transaction
from tests.nuantu_hub.conftest import SINCE, As
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.domain.record import record_deed, record_reading
from nuantu_hub.people.models import Account, Post, Reading, Unit

pytestmark = pytest.mark.django_db


def _act(by: Account, unit: Unit | None, verb: str = "post given") -> None:
    with transaction.atomic():
        record_deed(by, verb, by, unit)


def test_a_steward_sees_deeds_of_the_own_units_and_workers_without_their_names(
    steward: Account, officer: Account, rider: Account, district: Unit, as_: As,
) -> None:
    _act(officer, district)
    _act(rider, district, "consented")
    page = as_(steward).get("/deeds/").content.decode()

    assert "任职" in page
    assert "郑干" in page
    assert "林小满" not in page
    assert Reading.objects.get().purpose == "deeds"
    assert "郑干" not in as_(steward).get("/deeds/?verb=consented").content.decode()


def test_a_steward_elsewhere_sees_none_of_it(
    other_district: Unit, officer: Account, district: Unit, as_: As,
) -> None:
    neighbour = Account.objects.create_staff("neighbour", "邻管")
    Post.objects.create(account=neighbour, unit=other_district, role="steward", since=SINCE)
    _act(officer, district)
    _act(officer, None)
    record_reading(officer, officer, "member")

    assert "郑干" not in as_(neighbour).get("/deeds/").content.decode()
    assert "郑干" not in as_(neighbour).get("/readings/").content.decode()


def test_a_steward_sees_who_read_what(steward: Account, officer: Account, rider: Account, as_: As) -> None:
    record_reading(officer, rider, "member")

    assert "郑干" in as_(steward).get("/readings/").content.decode()


def test_the_lists_ask_as_often_for_many_as_for_one(
    steward: Account, officer: Account, district: Unit, as_: As,
) -> None:
    _act(officer, district)
    record_reading(officer, officer, "member")
    few = [count_queries(as_(steward), page) for page in ("/deeds/", "/readings/")]
    for _time in range(40):
        _act(officer, district)
        record_reading(officer, officer, "member")

    assert [count_queries(as_(steward), page) for page in ("/deeds/", "/readings/")] == few


def test_nobody_else_sees_what_was_recorded(officer: Account, reviewer: Account, rider: Account, as_: As) -> None:
    assert [as_(one).get(page).status_code for one in (officer, reviewer, rider)
            for page in ("/deeds/", "/readings/")] == [404] * 6
