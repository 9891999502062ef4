"""What each account can do in a talk, by its state."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.talks import propose_suspension
from nuantu_hub.bargaining.interfaces.talk_acts import list_acts
from nuantu_hub.bargaining.models import Talk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("state", "keeper", "worker_chief", "platform_chief"), [
    ("asked", {"reply", "end"}, {"end"}, {"reply", "end"}), ("preparing", {"begin", "end"}, {"end"}, {"end"}),
    ("talking", {"end"}, {"suspend", "end"}, {"suspend", "end"}),
    ("suspended", {"resume", "end"}, {"resume", "end"}, {"resume", "end"}), ("frozen", set(), set(), set()),
    ("signed", {"afterwards"}, set(), set()), ("ended", set(), set(), set()), ("refused", set(), set(), set())])
def test_acts_follow_the_state(table: Table, state: str, keeper: set[str], worker_chief: set[str],
                               platform_chief: set[str]) -> None:
    Talk.objects.update(state=state)
    talk = Talk.objects.get()
    assert set(list_acts(table.officer, talk)) == keeper
    assert set(list_acts(table.workers[0], talk)) == worker_chief
    assert set(list_acts(table.platform[0], talk)) == platform_chief
    for who in (table.workers[1], table.platform[2], table.recorder, table.observer):
        assert set(list_acts(who, talk)) == set()


def test_the_other_chief_agrees_or_waits(table: Table) -> None:
    propose_suspension(by=table.workers[0], talk=table.talk, until=date(2026, 11, 20), words="等", token=uuid.uuid4())
    assert set(list_acts(table.workers[0], Talk.objects.get())) == {"end"}
    assert set(list_acts(table.platform[0], Talk.objects.get())) == {"agree", "end"}
