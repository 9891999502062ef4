"""A talk from the written request to its end: what its verbs do and what they refuse."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.bargaining.scene import ASKED, TALKING, Table, make_talk, seat

from nuantu_hub.bargaining.domain.talks import (
    TalkPlan,
    agree_suspension,
    ask_for_talks,
    begin_talking,
    end_talk,
    find_proposal,
    propose_suspension,
    record_afterwards,
    record_reply,
    resume_talk,
)
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, Talk, TalkLetter
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db
PLAN = {"title": "门禁等待", "platform": "云送外卖", "procedure": "collective_contract"}


def _ask(officer: Account, unit: Unit, **change: Any) -> Talk:
    told = PLAN | {name: value for name, value in change.items() if name not in ("words", "at", "token")}
    return ask_for_talks(by=officer, unit=unit, plan=TalkPlan(**told), words=change.get("words", "请协商"),
                         at=change.get("at", ASKED), token=change.get("token", uuid.uuid4()))


def _suspend(table: Table, until: date = date(2026, 11, 20), by: Account | None = None) -> TalkLetter:
    return propose_suspension(by=by or table.workers[0], talk=table.talk, until=until, words="等成本",
                              token=uuid.uuid4())


def test_asking_opens_a_talk_with_its_letter_once(officer: Account, district: Unit) -> None:
    token = uuid.uuid4()
    first, again = (_ask(officer, district, token=token) for _time in range(2))
    assert first == again
    letter = first.letters.get()
    assert (letter.kind, letter.side, letter.words, letter.at) == ("request", "workers", "请协商", ASKED)
    assert Deed.objects.filter(verb="talk asked for").count() == 1


@pytest.mark.parametrize(("change", "field"), [
    ({"title": " "}, "title"), ({"platform": ""}, "platform"), ({"procedure": "none"}, "procedure"),
    ({"base": "none"}, "base"), ({"words": " "}, "words"), ({"at": TALKING + timedelta(days=1)}, "at")])
def test_a_request_that_cannot_stand_opens_nothing(officer: Account, district: Unit, change: dict[str, Any],
                                                   field: str) -> None:
    with pytest.raises(TalkRefused) as refused:
        _ask(officer, district, **change)
    assert refused.value.field == field
    assert not Talk.objects.exists()


@pytest.mark.parametrize(("accepted", "state"), [(True, "preparing"), (False, "refused")])
def test_a_reply_is_taken_once(officer: Account, district: Unit, accepted: bool, state: str) -> None:
    talk = _ask(officer, district)
    with pytest.raises(TalkRefused) as refused:
        record_reply(by=officer, talk=talk, accepted=accepted, words="", at=TALKING)
    assert refused.value.field == "words"
    with pytest.raises(TalkRefused) as refused:
        record_reply(by=officer, talk=talk, accepted=accepted, words="好", at=ASKED - timedelta(days=1))
    assert refused.value.field == "at"
    assert record_reply(by=officer, talk=talk, accepted=accepted, words="好", at=TALKING).state == state
    with pytest.raises(TalkRefused):
        record_reply(by=officer, talk=talk, accepted=accepted, words="好", at=TALKING)
    assert talk.letters.get(kind="reply").answers == talk.letters.get(kind="request")


def test_nobody_sits_down_before_the_seats_are_what_the_procedure_asks(officer: Account, district: Unit) -> None:
    table = make_talk(district, officer, state="preparing")
    Delegate.objects.filter(account=table.platform[2]).delete()
    with pytest.raises(TalkRefused, match="不对等"):
        begin_talking(by=officer, talk=table.talk)
    seat(table.talk, table.platform[2], "platform", "delegate")
    assert begin_talking(by=officer, talk=table.talk).state == "talking"


def test_minutes_ask_for_no_seats(officer: Account, district: Unit) -> None:
    talk = _ask(officer, district, procedure="meeting_minutes")
    record_reply(by=officer, talk=talk, accepted=True, words="好", at=TALKING)
    assert begin_talking(by=officer, talk=talk).state == "talking"


def test_both_chiefs_suspend_and_either_resumes(table: Table) -> None:
    _suspend(table)
    with pytest.raises(TalkRefused, match="已经同意"):
        agree_suspension(by=table.workers[0], talk=table.talk)
    assert agree_suspension(by=table.platform[0], talk=table.talk).state == "suspended"
    assert resume_talk(by=table.platform[0], talk=table.talk, words="成本算好了").state == "talking"
    assert find_proposal(Talk.objects.get()) is None


def test_with_partner_companies_three_chiefs_must_agree(table: Table, bystander: Account) -> None:
    Talk.objects.update(partners="甲配送公司")
    seat(table.talk, bystander, "partners", "chief")
    _suspend(table)
    assert agree_suspension(by=table.platform[0], talk=table.talk).state == "talking"
    assert agree_suspension(by=bystander, talk=table.talk).state == "suspended"


def test_who_is_no_chief_suspends_nothing(table: Table) -> None:
    for who in (table.workers[1], table.recorder, table.observer, table.officer):
        with pytest.raises(TalkRefused, match="首席代表"):
            _suspend(table, by=who)
    with pytest.raises(TalkRefused) as refused:
        _suspend(table, until=date(2026, 11, 9))
    assert refused.value.field == "until"
    with pytest.raises(TalkRefused, match="没有人提议"):
        agree_suspension(by=table.platform[0], talk=table.talk)
    _suspend(table)
    with pytest.raises(TalkRefused, match="已经有一方"):
        _suspend(table, by=table.platform[0])


def test_a_proposal_whose_day_is_over_is_one_no_more(table: Table) -> None:
    _suspend(table)
    set_clock(TALKING + timedelta(days=30))
    with pytest.raises(TalkRefused, match="没有人提议"):
        agree_suspension(by=table.platform[0], talk=table.talk)
    assert _suspend(table, until=date(2027, 1, 1)).until == date(2027, 1, 1)


def test_a_talk_ends_with_its_reason_and_once(table: Table) -> None:
    with pytest.raises(TalkRefused):
        end_talk(by=table.officer, talk=table.talk, words="")
    assert end_talk(by=table.officer, talk=table.talk, words="谈不拢").state == "ended"
    with pytest.raises(TalkRefused, match="没有谈成"):
        end_talk(by=table.officer, talk=table.talk, words="谈不拢")


def test_what_follows_the_signing_is_entered_once_and_only_then(table: Table) -> None:
    told: dict[str, Any] = {"by": table.officer, "talk": table.talk, "words": "一式三份", "at": TALKING}
    with pytest.raises(TalkRefused):
        record_afterwards(kind="filed", token=uuid.uuid4(), **told)
    Talk.objects.update(state="signed")
    token = uuid.uuid4()
    assert record_afterwards(kind="filed", token=token, **told) == record_afterwards(kind="filed", token=token, **told)
    with pytest.raises(TalkRefused, match="已经记下"):
        record_afterwards(kind="filed", token=uuid.uuid4(), **told)
    with pytest.raises(TalkRefused):
        record_afterwards(kind="reply", token=uuid.uuid4(), **told)


def test_letters_keep_their_token(table: Table) -> None:
    made = _suspend(table)
    with pytest.raises(IntegrityError):
        TalkLetter.objects.create(token=made.token, talk=table.talk, kind="end", side="workers", at=ASKED, words="",
                                  by=table.officer, made_at=ASKED)
