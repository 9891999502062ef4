"""Seeded visits have been, are, and will be; the same question was asked at ten of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker
from tests.nuantu_hub.people.organising_cast import MOMENT, filled_hub

from nuantu_hub.people.domain.questions import list_asked
from nuantu_hub.people.models import Account, Attendance, FollowUp, Visit, VisitMove

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), filled_hub():
        yield


def test_visits_stand_in_every_state_and_one_was_moved() -> None:
    assert {state for (state,) in Visit.objects.values_list("state")} == {"planned", "held", "cancelled"}
    assert (VisitMove.objects.count(), Visit.objects.filter(starts_at__gt=MOMENT).count()) == (1, 2)
    assert not Visit.objects.filter(poster=None).exists()


def test_members_and_others_came_by_phone_and_on_paper() -> None:
    assert {(one.member, one.source) for one in Attendance.objects.all()} == {
        (True, "scan"), (False, "scan"), (True, "sheet"), (False, "sheet")}


def test_the_same_question_at_ten_visits_is_one_group() -> None:
    first = list_asked(Account.objects.get(login="officer-city"))[0]
    assert (first.text, first.visits, first.times) == ("货车进五环的通行证怎么办", 10, 10)


def test_promises_have_owners_and_answers_or_wait_for_them() -> None:
    assert FollowUp.objects.filter(owner=None).exists()
    assert FollowUp.objects.exclude(answer="").exists()
    assert FollowUp.objects.filter(done_at=None).exclude(owner=None).exists()
