"""Seeded members are persons with dated histories, none of them in two places at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db.models import F
from pytest_django import DjangoDbBlocker
from tests.nuantu_hub.people.organising_cast import MOMENT, filled_hub

from nuantu_hub.people.domain.seed_people import WITH_ACCOUNT
from nuantu_hub.people.models import Account, Application, Engagement, Membership, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), filled_hub():
        yield


def test_nobody_was_a_member_before_the_unit_was_there_or_after_today() -> None:
    assert not Membership.objects.filter(since__date__lt=F("unit__opened_on")).exists()
    assert not Membership.objects.filter(since__gt=MOMENT).exists()


def test_some_left_some_came_from_a_pool_and_some_wait_in_one() -> None:
    ended = Counter(Membership.objects.values_list("ended", flat=True))
    assert (ended["left"] > 10, ended["transferred"] > 10) == (True, True)
    assert Membership.objects.filter(standing="pool", until=None).exists()


def test_some_work_for_two_platforms_and_are_one_person() -> None:
    counted = Counter(Counter(Engagement.objects.values_list("person", flat=True)).values())
    assert counted[2] > 50
    assert set(counted) == {1, 2}


def test_a_few_have_accounts_that_can_be_visited_and_each_applicant_has_one() -> None:
    workers = Account.objects.filter(kind="worker").count()
    assert workers == WITH_ACCOUNT + Application.objects.count()
    assert Person.objects.exclude(account=None).count() == workers
