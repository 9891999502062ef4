"""Talks: who sees which, and in which states they are open."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.models import Talk
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_talks_are_seen_by_who_keeps_them_and_who_sits_there(table: Table, organiser: Account, steward: Account,
                                                             other_officer: Account, rider: Account) -> None:
    for who in (table.officer, organiser, table.workers[2], table.platform[1], table.recorder, table.observer):
        assert list(Talk.objects.visible_to(who)) == [table.talk]
    for other in (other_officer, steward, rider, None):
        assert not Talk.objects.visible_to(other).exists()


@pytest.mark.parametrize("state", Talk.State.values)
def test_positions_are_taken_while_it_is_prepared_or_talked(state: str) -> None:
    assert Talk(state=state).is_open is (state in ("preparing", "talking"))
    assert str(Talk(title="门禁等待")) == "门禁等待"
