"""Putting a poster up and taking it down, each written down once."""

from __future__ import annotations

import uuid

import pytest

from nuantu_hub.people.domain.posters import put_up_poster, take_down_poster
from nuantu_hub.people.models import Account, Deed, Poster, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


def test_the_same_token_is_the_same_poster_and_it_is_taken_down_once(street: Unit, organiser: Account) -> None:
    token = uuid.uuid4()
    first, second = (put_up_poster(by=organiser, unit=street, place=" 东门 ", token=token) for _time in range(2))
    assert (first, first.place) == (second, "东门")
    closed = take_down_poster(by=organiser, poster=first).closed_at
    assert take_down_poster(by=organiser, poster=first).closed_at == closed
    assert list(Deed.objects.order_by("pk").values_list("verb", flat=True)) == ["poster.put_up", "poster.taken_down"]


def test_without_a_place_or_for_a_closed_union_there_is_none(street: Unit, organiser: Account) -> None:
    with pytest.raises(Refused, match="还没有写贴在哪里"):
        put_up_poster(by=organiser, unit=street, place=" ", token=uuid.uuid4())
    Unit.objects.filter(pk=street.pk).update(closed_on="2025-01-01")
    street.refresh_from_db()
    with pytest.raises(Refused, match="已经撤销"):
        put_up_poster(by=organiser, unit=street, place="东门", token=uuid.uuid4())
    assert Poster.objects.count() == 0
