"""A wish is seen by who may, and a vote is a person's or a browser's, once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.stations.siting_cast import put_candidates, wish_at

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import SiteVote, SiteWish

pytestmark = pytest.mark.django_db


def test_everybody_sees_what_was_looked_at_and_staff_their_own(
        district: Unit, rider: Account, officer: Account, other_officer: Account, bystander: Account) -> None:
    SiteWish.objects.filter(pk=wish_at(0, rider).pk).update(unit=district)
    SiteWish.objects.filter(pk=wish_at(1).pk).update(unit=district)

    assert [wish.place for wish in SiteWish.objects.shown()] == ["路口0"]
    assert SiteWish.objects.visible_to(officer).count() == 2
    assert [SiteWish.objects.visible_to(one).count() for one in (other_officer, bystander, rider)] == [0, 0, 0]


@pytest.mark.parametrize("twice", ["account", "device", "both", "neither"])
def test_the_database_refuses_a_second_vote_and_one_of_nobody(city: Unit, rider: Account, twice: str) -> None:
    wish = wish_at(0, rider)
    SiteVote.objects.create(wish=wish, device="x" * 64, at=now())
    told = {"account": {"account": rider}, "device": {"device": "x" * 64},
            "both": {"account": rider, "device": "y" * 64}, "neither": {}}[twice]

    with pytest.raises(IntegrityError), transaction.atomic():
        SiteVote.objects.create(wish=wish, at=now(), **told)


def test_words_are_not_readable_in_the_database(city: Unit, rider: Account) -> None:
    from django.db import connection  # only here: what lies below the field

    wish = wish_at(0, rider, words="夜里没处去")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM stations_sitewish WHERE id = %s", [wish.pk])
        assert "夜里" not in cursor.fetchone()[0]
    assert SiteWish.objects.get().words == "夜里没处去"
    assert put_candidates(city, 0) == []
