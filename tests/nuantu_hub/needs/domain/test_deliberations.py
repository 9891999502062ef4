"""A deliberation keeps what it promised: question and rules stand, only the end moves, with a reason."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.talk_cast import draft_talk, end_talk, open_talk

from nuantu_hub.needs.domain.deliberations import announce, call_off, change_draft, move_closing
from nuantu_hub.needs.domain.statements import put_seed
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Deliberation, DeliberationChange
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_the_same_token_is_the_same_draft(district: Unit, officer: Account) -> None:
    token = uuid.uuid4()
    assert draft_talk(district, officer, token=token) == draft_talk(district, officer, token=token)
    assert Deed.objects.filter(verb="deliberation drafted").count() == 1


def test_a_draft_changes_and_an_announced_one_does_not(district: Unit, officer: Account) -> None:
    one = draft_talk(district)
    told = {"title": "新题目", "question": "怎么看？", "opens_at": one.opens_at, "closes_at": one.closes_at}
    assert change_draft(by=officer, deliberation=one, **told).title == "新题目"
    for text in ("一句看法在此", "二句看法在此", "三句看法在此"):
        put_seed(by=officer, deliberation=one, text=text, source="", token=uuid.uuid4())
    first = announce(by=officer, deliberation=one)
    assert announce(by=officer, deliberation=one).announced_at == first.announced_at
    with pytest.raises(NeedRefused, match="已经公布"):
        change_draft(by=officer, deliberation=one, **told)


def test_too_few_statements_a_past_end_and_a_called_off_one_are_not_announced(
        district: Unit, officer: Account) -> None:
    bare = draft_talk(district)
    with pytest.raises(NeedRefused, match="3 句"):
        announce(by=officer, deliberation=bare)
    past = draft_talk(district, opens_at=now() - timedelta(days=3), closes_at=now() - timedelta(days=1))
    with pytest.raises(NeedRefused, match="过了"):
        announce(by=officer, deliberation=past)
    with pytest.raises(NeedRefused, match="取消"):
        announce(by=officer, deliberation=call_off(by=officer, deliberation=bare, why="不办"))


@pytest.mark.parametrize("length", [timedelta(minutes=59), timedelta(days=181)])
def test_a_length_out_of_range_is_refused(district: Unit, length: timedelta) -> None:
    with pytest.raises(NeedRefused, match="1 小时到 180 天"):
        draft_talk(district, opens_at=now(), closes_at=now() + length)


def test_moving_the_end_is_kept_with_both_days(district: Unit, officer: Account) -> None:
    one, later = open_talk(district), now() + timedelta(days=9)
    before = one.closes_at
    moved = move_closing(by=officer, deliberation=one, closes_at=later, why="再等夜班")
    change = DeliberationChange.objects.get()
    assert (moved.closes_at, change.before, change.after, change.by) == (later, before, later, officer)
    move_closing(by=officer, deliberation=one, closes_at=later, why="再说一遍")
    assert DeliberationChange.objects.count() == 1


def test_once_over_the_end_does_not_move_and_nothing_is_called_off(district: Unit, officer: Account) -> None:
    one = end_talk(open_talk(district))
    with pytest.raises(NeedRefused, match="现在不能改"):
        move_closing(by=officer, deliberation=one, closes_at=now() + timedelta(days=1), why="再等")
    with pytest.raises(NeedRefused, match="照算照公布"):
        call_off(by=officer, deliberation=one, why="不要了")
    assert Deliberation.objects.get().called_off_at is None
