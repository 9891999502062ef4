"""The own page of delegates without a post of the union."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting
from tests.nuantu_hub.bargaining.scene import Table, sign_in
from tests.nuantu_hub.bargaining.table_scene import put_new_offer, put_topic

from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_a_delegate_without_a_post_begins_there(table: Table) -> None:
    put_new_offer(table.workers[0], put_topic(table))
    ask(table, hold_meeting(table))
    client = sign_in(table.platform[1])
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("bargaining:own_talks"))
    page = client.get(answer.headers["Location"]).content.decode()

    for words in ("门禁等待和超时", "第一次恳谈会", "等你表决：门禁等待计入超时的一半", "对方报了价", "平台方"):
        assert words in page


def test_a_rider_in_a_meeting_has_it_on_the_phone(table: Table) -> None:
    meeting = hold_meeting(table)
    ask(table, meeting)
    client = sign_in(meeting.seats.get(shown_name="骑手00").account)
    assert "有表决等你投" in client.get("/").content.decode()
    page = client.get(reverse("bargaining:own_talks")).content.decode()

    assert "等你表决" in page
    assert "只参加会议" in page


def test_who_takes_part_in_nothing_finds_no_page(table: Table) -> None:
    del table
    for account in (Account.objects.create_worker("别人"), Account.objects.create_staff("nobody-here", "别人")):
        assert sign_in(account).get(reverse("bargaining:own_talks")).status_code == 404
