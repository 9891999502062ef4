"""The card of a worker's home: what ends first and still has something to ask."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.talk_cast import WORDS, open_talk

from nuantu_hub.needs.domain.opinion_votes import cast_opinions
from nuantu_hub.needs.interfaces.talk_tile import make_talk_tile
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_it_shows_the_one_that_ends_first_with_what_is_left(district: Unit, rider: Account) -> None:
    open_talk(district, title="晚些截止", closes_at=now() + timedelta(days=20))
    soon = open_talk(district, title="先截止")
    cast_opinions(account=rider, deliberation=soon, choices={0: 1})
    tile = make_talk_tile(rider, now(), None)
    assert tile is not None
    assert (tile.told.one, tile.told.left) == (soon, len(WORDS) - 1)


def test_it_is_gone_when_all_is_said_and_for_staff(district: Unit, rider: Account, officer: Account) -> None:
    one = open_talk(district)
    cast_opinions(account=rider, deliberation=one, choices=dict.fromkeys(range(len(WORDS)), 1))
    assert make_talk_tile(rider, now(), None) is None
    assert make_talk_tile(officer, now(), None) is None
