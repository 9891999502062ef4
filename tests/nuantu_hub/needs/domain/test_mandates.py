"""Mandates: asked by constituents, answered by their representatives, the asker shown to nobody."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from tests.nuantu_hub.needs.election_scene import begin_polls, close, list_lines, open_together, vote

from nuantu_hub.needs.domain.mandates import ask_representatives, list_mandates, report_back, support_mandate
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Representative
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_what_most_stand_behind_comes_first_and_is_answered(district: Unit, officer: Account, rider: Account) -> None:
    scene = begin_polls(district, officer, {"food": 14})
    for account in scene.voters["food"][:10]:
        vote(scene, account, list_lines(scene.contest())[:1])
    open_together(close(scene))
    home, voters = scene.contest().constituency, scene.voters["food"]
    deputy = Representative.objects.get().person.account
    assert deputy is not None
    one, other = (ask_representatives(account=voters[5], constituency=home, text=text, token=uuid.uuid4())
                  for text in ("充电柜", "雨衣"))
    assert support_mandate(account=voters[6], mandate=other) == 2
    assert support_mandate(account=voters[6], mandate=other) == 2

    assert [row.text for row in list_mandates(home)] == ["雨衣", "充电柜"]
    assert one.at.minute == 0
    assert not Deed.objects.filter(by=voters[5]).exists()
    with pytest.raises(NeedRefused, match="不属于"):
        support_mandate(account=rider, mandate=one)
    with pytest.raises(NeedRefused, match="只有本选区的代表"):
        report_back(account=voters[7], mandate=one, done=True, report="好了")
    assert report_back(account=deputy, mandate=one, done=False, report="在谈").state == "taken"
