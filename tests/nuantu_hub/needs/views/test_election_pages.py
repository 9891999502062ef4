"""What everybody reads of an election."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.election_pages import post, read
from tests.nuantu_hub.needs.election_scene import (
    begin_polls,
    close,
    list_lines,
    open_together,
    vote,
)

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_everybody_reads_the_result_and_a_voter_finds_the_own_ballot(
        district: Unit, officer: Account, as_: As) -> None:
    scene = begin_polls(district, officer, {"food": 14})
    lines = list_lines(scene.contest())
    for account in scene.voters["food"][:11]:
        vote(scene, account, lines[:1])
    holder = as_(scene.holders[0])
    read(holder, "election", scene.election.pk)
    assert post(holder, "election_remark", scene.election.pk, text="箱子封得好") == 302
    close(scene)
    read(holder, "box", scene.election.pk)
    open_together(scene)

    anybody = Client()
    assert "当选" in read(anybody, "open_election", scene.election.pk)
    read(anybody, "open_elections")
    read(anybody, "ballot_list", scene.election.pk)
    code = scene.codes[scene.voters["food"][0].pk]
    found = anybody.post(reverse("needs:ballot_list", args=[scene.election.pk]), {"code": code.lower()})
    assert f'<h2 class="mono">{code}</h2>' in found.content.decode()
    assert anybody.post(reverse("needs:ballot_list", args=[scene.election.pk]), {"code": "2"}).status_code == 422
    table = b"".join(anybody.get(reverse("needs:ballot_table", args=[scene.election.pk])).streaming_content)
    assert sorted(scene.codes.values()) == [row.split(",")[0] for row in table.decode().splitlines()[1:]]
    record = anybody.get(reverse("needs:election_record", args=[scene.election.pk]))
    assert record.content.startswith(b"%PDF")
    read(anybody, "representatives")
    read(as_(officer), "election", scene.election.pk)
    read(as_(scene.voters["food"][0]), "own_contest", scene.contest().pk)
    read(as_(scene.voters["food"][0]), "own_elections")
