"""Voting on the phone: a paper against one's name, a ballot from nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.election_pages import cast_by_pages, read
from tests.nuantu_hub.needs.election_scene import (
    begin_polls,
    list_lines,
)

from nuantu_hub.needs.models import (
    SealedBallot,
    Turnout,
)
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_voters_get_a_paper_once_and_the_box_takes_it_from_nobody(
        district: Unit, officer: Account, rider: Account, as_: As) -> None:
    scene = begin_polls(district, officer, {"food": 12}, voters=[rider])
    phone = as_(rider)
    assert "data-ballot" in read(phone, "own_contest", scene.contest().pk)

    assert cast_by_pages(scene, phone, list_lines(scene.contest())[:1]) == (200, 200)
    assert cast_by_pages(scene, phone, list_lines(scene.contest())[:1]) == (422, 0)

    assert "你已经领过选票" in read(phone, "own_contest", scene.contest().pk)
    assert (Turnout.objects.count(), SealedBallot.objects.count()) == (1, 1)
    bad = Client().post(reverse("needs:ballot_box", args=[scene.contest().pk]), data="[]",
                        content_type="application/json")
    assert bad.status_code == 422
    assert Client().get(reverse("needs:ballot_box", args=[scene.contest().pk])).status_code == 422
