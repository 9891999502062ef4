"""Voting without a phone: in a booth and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.election_pages import post, read
from tests.nuantu_hub.needs.election_scene import (
    DATES,
    begin_polls,
    close,
    list_lines,
    open_together,
)

from nuantu_hub.needs.models import (
    PaperBallot,
)
from nuantu_hub.people.models import Account, Person, Post, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


@pytest.fixture
def keeper(street: Unit) -> Account:
    """Keeps a station of the street."""
    account = Account.objects.create_staff("keeper", "站长")
    Post.objects.create(account=account, unit=street, role=Post.Role.KEEPER, since=DATES.opens_at - timedelta(days=99))
    return account


def test_a_keeper_serves_the_booth_and_two_read_what_is_on_paper(
        district: Unit, officer: Account, keeper: Account, as_: As) -> None:
    scene = begin_polls(district, officer, {"food": 14})
    contest = scene.contest()
    desk, counter = as_(keeper), as_(officer)
    assert "骑手代表选举" in read(desk, "booths")
    read(desk, "booth", scene.election.pk)
    cards = list(Person.objects.filter(account__in=scene.voters["food"]).values_list("card_number", flat=True))
    screen = desk.post(reverse("needs:booth", args=[scene.election.pk]),
                       {"act": "screen", "contest": contest.pk, "card": cards[0]})
    assert screen.status_code == 200
    assert "data-ballot" in screen.content.decode()
    for card in cards[1:12]:
        assert post(desk, "booth", scene.election.pk, act="paper", contest=contest.pk, card=card) == 302
    assert post(desk, "booth", scene.election.pk, act="paper", contest=contest.pk, card=cards[1]) == 422
    printed = counter.post(reverse("needs:papers", args=[contest.pk]), {"act": "print", "count": 12})
    assert printed["Content-Type"] == "application/pdf"
    codes = list(PaperBallot.objects.values_list("code", flat=True))
    close(scene)
    line = list_lines(contest)[0]
    read(desk, "papers", contest.pk)
    for code in codes[:11]:
        assert post(desk, "papers", contest.pk, act="read", code=code, marks=[line]) == 302
    assert post(desk, "papers", contest.pk, act="read", code=codes[0], marks=[line]) == 422
    for code in codes[:11]:
        assert post(counter, "papers", contest.pk, act="read", code=code, marks=[line]) == 302
    open_together(scene)
    assert scene.contest().result["lines"][0]["votes"] == 11
