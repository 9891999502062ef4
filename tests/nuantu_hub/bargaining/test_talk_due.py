"""What is due of talks: clocks that run out, for who keeps them and who sits there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.bargaining.scene import ASKED, TALKING, Table, make_talk

from nuantu_hub.bargaining.domain.delegates import end_seat
from nuantu_hub.bargaining.talk_due import list_due_clocks
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_a_reply_is_due_ten_days_before_and_stays_so_once_late(district: Unit, officer: Account,
                                                               other_officer: Account) -> None:
    table = make_talk(district, officer, state="asked")
    assert list(list_due_clocks(officer, ASKED + timedelta(days=9))) == []
    due = list(list_due_clocks(officer, ASKED + timedelta(days=10)))
    assert [one.key for one in due] == [f"bargaining-reply-{table.talk.pk}-20261012"]
    assert "还有10天" in due[0].detail
    assert "已经晚了8天" in next(iter(list_due_clocks(officer, TALKING))).detail
    assert list(list_due_clocks(other_officer, TALKING)) == []


def test_a_vacancy_is_due_for_delegates_too(table: Table) -> None:
    end_seat(by=table.officer, seat=table.seat_of(table.workers[1]), why="病了")
    moment = TALKING + timedelta(days=6)
    for who in (table.officer, table.platform[0], table.recorder):
        assert any("vacancy" in one.key for one in list_due_clocks(who, moment))
    assert not any("vacancy" in one.key for one in list_due_clocks(table.workers[1], moment))


def test_many_talks_cost_as_much_as_one(district: Unit, officer: Account) -> None:
    counts = []
    for number in range(3):
        make_talk(district, officer, mark=f"m{number}", state="asked")
        with CaptureQueriesContext(connection) as asked:
            assert len(list(list_due_clocks(officer, TALKING))) == number + 1
        counts.append(len(asked))
    assert len(set(counts)) == 1
