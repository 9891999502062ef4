"""A live vote on its page."""

from __future__ import annotations

import uuid
from datetime import timedelta

from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting, main_venue
from tests.nuantu_hub.bargaining.scene import TALKING, Table, sign_in
from tests.nuantu_hub.bargaining.signing_scene import freeze

from nuantu_hub.bargaining.domain.roll_calls import let_go
from nuantu_hub.bargaining.models import FrozenText
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


def test_everybody_in_the_meeting_reads_the_frozen_text_that_is_voted_on(table: Table, rider: Account) -> None:
    text, meeting = freeze(table), hold_meeting(table)
    add = f"/bargaining/meetings/{meeting.pk}/add/vote/"
    officer = sign_in(table.officer)
    assert f'value="{text.pk}"' in officer.get(add).content.decode()
    told = {"question": "通过定稿的文本", "text": text.pk, "minutes": 5, "token": uuid.uuid4()}
    assert officer.post(add, told).status_code == 302
    vote = meeting.votes.get()
    assert (vote.text, vote.text_digest) == (text, text.digest)
    client, page = sign_in(table.workers[1]), f"/bargaining/votes/{vote.pk}/"
    shown = client.get(page).content.decode()
    assert text.digest[:16] in shown
    assert f"{page}text/" in shown
    read = client.get(f"{page}text/").content.decode()
    assert text.digest in read
    assert "signed-row" in read
    assert sign_in(rider).get(f"{page}text/").status_code == 404
    FrozenText.objects.filter(pk=text.pk).update(body=bytes(text.body).replace(b"5000 CNY", b"5000.01 CNY", 1))
    altered = client.get(f"{page}text/")
    assert (altered.status_code, "signed-row" in altered.content.decode()) == (409, False)


def test_a_vote_on_no_text_says_so(table: Table) -> None:
    vote = ask(table, hold_meeting(table))
    assert "不是表决定稿的文本" in sign_in(table.workers[0]).get(f"/bargaining/votes/{vote.pk}/text/").content.decode()
