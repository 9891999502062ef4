"""Holders of keys: each registers the own key; nobody else's page opens."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.election_pages import post, read
from tests.nuantu_hub.needs.election_scene import begin_polls, call, close, list_lines, name_holders, prepare, vote

from nuantu_hub.needs.domain.ballot_box import read_box
from nuantu_hub.needs.models import Election, ElectionWatcher
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.ballot_box import hand_share, open_share, recover_key, take_share
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_a_holder_registers_a_key_and_what_is_none_is_refused(district: Unit, officer: Account, as_: As) -> None:
    scene = call(name_holders(prepare(district, officer, {"food": 12})))
    holder = as_(scene.holders[0])
    fresh = base64.b64encode(secrets.token_bytes(32)).decode()

    assert post(holder, "box_key", scene.election.pk, public_key=fresh) == 302
    assert ElectionWatcher.objects.get(account=scene.holders[0]).public_key == fresh
    assert post(holder, "box_key", scene.election.pk, public_key="made-up") == 422
    read(as_(officer), "box_key", scene.election.pk, status=404)


def test_two_holders_open_the_box_by_their_pages(district: Unit, officer: Account, as_: As) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    for account in scene.voters["food"][:10]:
        vote(scene, account, list_lines(scene.contest())[:1])
    close(scene)
    box, keys = read_box(scene.election), [key.private_bytes_raw() for key in scene.keys]
    sealed = hand_share(box, open_share(box, 1, keys[0]), scene.keys[2].public_key().public_bytes_raw())
    first, third = as_(scene.holders[0]), as_(scene.holders[2])
    read(first, "box", scene.election.pk)

    assert post(first, "box", scene.election.pk, to_seat=3, handed=base64.b64encode(sealed).decode()) == 302
    read(third, "box", scene.election.pk)
    wrong = third.post(reverse("needs:box", args=[scene.election.pk]), {
        "secret": base64.b64encode(secrets.token_bytes(32)).decode()})
    assert wrong.status_code == 422
    secret = recover_key(box, take_share(box, sealed, keys[2]), open_share(box, 3, keys[2]))
    assert post(third, "box", scene.election.pk, secret=base64.b64encode(secret).decode()) == 302
    assert Election.objects.get().state == "counted"
