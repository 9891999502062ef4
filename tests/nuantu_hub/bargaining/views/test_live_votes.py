"""A live vote on its page."""

from __future__ import annotations

import uuid
from datetime import timedelta

from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting, main_venue
from tests.nuantu_hub.bargaining.scene import TALKING, Table, sign_in

from nuantu_hub.bargaining.domain.roll_calls import let_go
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import set_clock


def test_cast_changed_and_closed(table: Table) -> None:
    vote = ask(table, hold_meeting(table))
    client, page = sign_in(table.workers[0]), f"/bargaining/votes/{vote.pk}/"
    for choice in ("no", "yes"):
        assert client.post(page, {"choice": choice, "token": uuid.uuid4()}).status_code == 302
    assert 'aria-pressed="true"' in client.get(page).content.decode()
    assert client.post(f"{page}close/").status_code == 302

    told = client.get(f"{page}result.json").json()

    assert (told["state"], told["yes"], told["not_cast"], told["needed"], told["is_carried"]) == (
        "closed", 1, 9, 5, False)
    assert client.post(page, {"choice": "no", "token": uuid.uuid4()}).status_code == 422


def test_who_dropped_off_reads_that_the_vote_stands_and_cannot_cast(table: Table) -> None:
    meeting = hold_meeting(table)
    vote = ask(table, meeting)
    client, page = sign_in(table.workers[1]), f"/bargaining/votes/{vote.pk}/"
    client.post(page, {"choice": "yes", "token": uuid.uuid4()})
    let_go(by=table.officer, seat=meeting.seats.get(account=table.workers[1]), venue=main_venue(meeting))

    assert "你投过的算数：同意" in client.get(page).content.decode()
    assert client.post(page, {"choice": "no", "token": uuid.uuid4()}).status_code == 422


def test_whoever_asks_at_its_end_closes_it(table: Table) -> None:
    vote = ask(table, hold_meeting(table), seconds=60)
    set_clock(TALKING + timedelta(minutes=2))

    assert sign_in(table.observer).get(f"/bargaining/votes/{vote.pk}/result.json").json()["state"] == "closed"


def test_observers_see_and_do_not_cast_or_close(table: Table, rider: Account) -> None:
    vote = ask(table, hold_meeting(table))
    client, page = sign_in(table.observer), f"/bargaining/votes/{vote.pk}/"

    assert client.get(page).status_code == 200
    assert client.post(page, {"choice": "yes", "token": uuid.uuid4()}).status_code == 422
    assert client.post(f"{page}close/").status_code == 404
    assert sign_in(rider).get(page).status_code == 404
