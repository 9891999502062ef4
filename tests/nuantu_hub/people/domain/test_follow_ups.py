"""A promise has a task, a day and sooner or later an owner and an answer."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.people.organising_cast import MOMENT, TODAY, ask, at, plan

from nuantu_hub.people.domain.follow_ups import answer_follow_up, give_up_follow_up, open_follow_up, take_follow_up
from nuantu_hub.people.models import Account, FollowUp, Question, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(organiser: Account, district: Unit) -> Question:
    return ask(organiser, plan(organiser, district))


def _open(by: Account, question: Question, **more: object) -> FollowUp:
    told = {"task": "问交管部门", "due_on": TODAY, "token": uuid4()} | more
    return open_follow_up(by=by, group=question.group, unit=question.unit, **told)  # type: ignore[arg-type]


def test_one_token_is_one_promise(question: Question, organiser: Account) -> None:
    token = uuid4()
    with at():
        assert _open(organiser, question, token=token) == _open(organiser, question, token=token)
    assert FollowUp.objects.get().owner is None


def test_a_promise_without_a_task_or_for_a_past_day_is_refused(question: Question, organiser: Account) -> None:
    with at():
        for told, field in (({"task": " "}, "task"), ({"due_on": TODAY - timedelta(days=1)}, "due_on")):
            with pytest.raises(Refused) as refusal:
                _open(organiser, question, **told)
            assert refusal.value.field == field


def test_who_takes_it_first_has_it(question: Question, organiser: Account, officer: Account) -> None:
    with at():
        promise = _open(organiser, question)
        take_follow_up(by=officer, follow_up=promise)
        assert take_follow_up(by=officer, follow_up=promise).owner == officer
        with pytest.raises(Refused, match="郑干已经认领"):
            take_follow_up(by=organiser, follow_up=promise)


def test_who_has_it_gives_it_up_and_nobody_else_does(question: Question, organiser: Account, officer: Account) -> None:
    with at():
        promise = _open(organiser, question, owner=officer)
        assert give_up_follow_up(by=organiser, follow_up=promise).owner == officer
        assert give_up_follow_up(by=officer, follow_up=promise).owner is None
        answer_follow_up(by=officer, follow_up=promise, answer="办成了")
        assert give_up_follow_up(by=officer, follow_up=promise).owner == officer


def test_an_answer_closes_it_once(question: Question, organiser: Account, officer: Account) -> None:
    with at():
        promise = _open(organiser, question)
        with pytest.raises(Refused, match="没有写答复"):
            answer_follow_up(by=officer, follow_up=promise, answer=" ")
        answer_follow_up(by=officer, follow_up=promise, answer="办成了")
        answer_follow_up(by=organiser, follow_up=promise, answer="改写")
    assert (promise.answer, promise.done_at, promise.done_by, promise.owner) == ("办成了", MOMENT, officer, officer)
