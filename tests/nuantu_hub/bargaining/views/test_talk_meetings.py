"""Meetings of a talk: the list, and calling one."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import make_meeting
from tests.nuantu_hub.bargaining.scene import Table, sign_in
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.bargaining.models import TalkMeeting


def test_called_from_the_page_and_listed(table: Table) -> None:
    client, page = sign_in(table.workers[0]), f"/bargaining/{table.talk.pk}/meetings/"
    answer = client.post(f"{page}new/", {"title": "第一次", "starts_at": "2026-11-20T14:00", "token": uuid.uuid4(),
                                         "video_url": "https://video.example/1"})

    meeting = TalkMeeting.objects.get()
    assert answer["Location"] == f"/bargaining/meetings/{meeting.pk}/"
    assert "第一次" in client.get(page).content.decode()


def test_what_is_refused_stands_in_the_form(table: Table) -> None:
    answer = sign_in(table.workers[0]).post(f"/bargaining/{table.talk.pk}/meetings/new/", {
        "title": "第一次", "starts_at": "2026-11-20T14:00", "token": uuid.uuid4(), "video_url": "http://video.example"})

    assert answer.status_code == 422
    assert "https://" in answer.content.decode()
    assert not TalkMeeting.objects.exists()


@pytest.mark.parametrize("role", ["observer", "delegate"])
def test_neither_observers_nor_delegates_call_one(table: Table, role: str) -> None:
    client = sign_in(table.observer if role == "observer" else table.workers[1])

    assert client.get(f"/bargaining/{table.talk.pk}/meetings/").status_code == 200
    assert client.get(f"/bargaining/{table.talk.pk}/meetings/new/").status_code == 404


def test_the_list_asks_as_often_whatever_the_rows(table: Table) -> None:
    client, page = sign_in(table.officer), f"/bargaining/{table.talk.pk}/meetings/"
    make_meeting(table)
    few = count_queries(client, page)
    for _again in range(4):
        make_meeting(table, online=0)

    assert count_queries(client, page) == few
