"""The caucus room is the own side's alone, advisers included."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.bargaining.scene import Table, seat
from tests.nuantu_hub.bargaining.table_scene import make_offer, put_topic

from nuantu_hub.bargaining.domain.caucus import find_room, list_drafts, list_notes, write_note
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_notes_and_drafts_stay_in_their_room(table: Table) -> None:
    adviser = Account.objects.create_staff("t-adviser", "顾问")
    seat(table.talk, adviser, "workers", "adviser")
    token = uuid4()
    note = write_note(by=table.workers[0], talk=table.talk, words="底线一块二", token=token)
    assert write_note(by=table.workers[0], talk=table.talk, words="底线一块二", token=token).pk == note.pk
    make_offer(table.workers[0], put_topic(table))

    for account, side in ((table.workers[1], "workers"), (adviser, "workers"), (table.platform[0], "platform"),
                          (table.recorder, ""), (table.observer, ""), (table.officer, "")):
        inside = int(side == "workers")
        assert find_room(account, table.talk) == side
        assert (list_notes(account, table.talk).count(), list_drafts(account, table.talk).count()) == (inside, inside)


def test_who_sits_for_no_side_writes_none(table: Table) -> None:
    for account in (table.recorder, table.observer, table.officer):
        with pytest.raises(TalkRefused, match="私下商议"):
            write_note(by=account, talk=table.talk, words="看看", token=uuid4())
    with pytest.raises(TalkRefused, match="没有写内容"):
        write_note(by=table.workers[0], talk=table.talk, words=" ", token=uuid4())
