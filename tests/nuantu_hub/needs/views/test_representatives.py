"""Representatives: asked, heard from, recalled, replaced."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.election_pages import post, read
from tests.nuantu_hub.needs.election_scene import (
    begin_polls,
    close,
    list_lines,
    open_together,
    vote,
)

from nuantu_hub.needs.models import (
    Election,
    Mandate,
    RecallPetition,
    Representative,
    Vacancy,
)
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now, set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_constituents_ask_hear_back_recall_and_the_seat_is_filled(district: Unit, officer: Account, as_: As) -> None:
    scene = begin_polls(district, officer, {"food": 14}, candidates=3)
    lines = list_lines(scene.contest())
    for place, account in enumerate(scene.voters["food"][:12]):
        vote(scene, account, lines[:1] if place < 9 else lines[1:2])
    open_together(close(scene))
    seat = Representative.objects.get()
    home = scene.contest().constituency
    one, two = as_(scene.voters["food"][5]), as_(scene.voters["food"][6])
    assert post(one, "own_representatives", token=uuid.uuid4(), text="给驿站加充电柜", constituency=home.pk) == 302
    mandate = Mandate.objects.get()
    read(two, "own_mandate", mandate.pk)
    assert post(two, "own_mandate", mandate.pk) == 302
    assert seat.person.account is not None
    deputy = as_(seat.person.account)
    assert post(deputy, "own_mandate", mandate.pk, act="report", done="yes", report="三个驿站已装") == 302
    assert "三个驿站已装" in read(Client(), "constituency", home.pk)

    read(one, "ask_recall", seat.pk)
    assert post(one, "ask_recall", seat.pk, token=uuid.uuid4(), reason="三次会都没来") == 302
    petition = RecallPetition.objects.get()
    assert petition.needed == 3
    read(two, "own_recall", petition.pk)
    assert post(deputy, "own_recall", petition.pk, act="reply", reply="病了") == 302
    for account in scene.voters["food"][6:8]:
        assert post(as_(account), "own_recall", petition.pk) == 302
    petition.refresh_from_db()
    assert petition.state == "reached"
    desk = as_(officer)
    read(desk, "representatives_desk")
    read(desk, "recall_vote", petition.pk)
    opens = now() + timedelta(days=3)
    assert post(desk, "recall_vote", petition.pk, token=uuid.uuid4(), opens_at=f"{opens:%Y-%m-%dT%H:%M}",
                closes_at=f"{opens + timedelta(days=2):%Y-%m-%dT%H:%M}") == 302
    read(desk, "representative", seat.pk)
    assert post(desk, "representative", seat.pk, ended="resigned", why="换了城市") == 302
    vacancy = Vacancy.objects.get()
    read(desk, "vacancy", vacancy.pk)
    assert post(desk, "vacancy", vacancy.pk, act="vote") == 302
    assert Election.objects.filter(kind="by").count() == 1
    assert "补选" in desk.get("/today/").content.decode()
