"""The dated facts of a talk, as its letters and seats tell them."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.bargaining.scene import TALKING, Table, make_talk

from nuantu_hub.bargaining.domain.delegates import end_seat, name_delegate
from nuantu_hub.bargaining.domain.procedure_clocks import ClockState
from nuantu_hub.bargaining.domain.talk_facts import gather_facts, list_clocks, list_clocks_of
from nuantu_hub.bargaining.domain.talks import agree_suspension, propose_suspension, record_afterwards, resume_talk
from nuantu_hub.bargaining.models import FrozenText, SignedAgreement, Talk
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


def _again() -> Talk:
    return Talk.objects.get()


def _sign(table: Table) -> None:
    text = FrozenText.objects.create(
        talk=table.talk, number=1, agreement_id="a", title="一", body=b"", digest="d", text_sha256="t",
        terms_sha256="s", parts={}, effective_on=date(2026, 11, 1), frozen_at=TALKING, by=table.officer)
    SignedAgreement.objects.create(
        text=text, platform="云送外卖", signed=b"", signed_on=date(2026, 10, 30), effective_on=date(2026, 11, 1),
        ends_on=date(2027, 10, 31), published_at=TALKING, by=table.officer)


def test_a_suspension_begins_when_the_last_chief_agreed(table: Table) -> None:
    propose_suspension(by=table.workers[0], talk=table.talk, until=date(2026, 11, 20), words="等", token=uuid.uuid4())
    assert gather_facts(_again()).suspended is None
    agree_suspension(by=table.platform[0], talk=table.talk)
    facts = gather_facts(_again())
    assert (facts.suspended, facts.agreed_end, facts.resumed) == (date(2026, 11, 9), date(2026, 11, 20), None)
    set_clock(TALKING + timedelta(days=2))
    resume_talk(by=table.workers[0], talk=table.talk, words="好了")
    assert gather_facts(_again()).resumed == date(2026, 11, 11)


def test_a_vacancy_runs_until_it_is_filled(table: Table) -> None:
    end_seat(by=table.officer, seat=table.seat_of(table.workers[1]), why="病了")
    clock = next(one for one in list_clocks(_again(), TALKING) if one.name == "vacancy")
    assert (clock.state, clock.due, clock.whose) == (ClockState.RUNNING, date(2026, 11, 24), "劳方乙")
    set_clock(TALKING + timedelta(days=3))
    name_delegate(by=table.officer, talk=table.talk, side="workers", role="delegate", login="new.one", name="新人")
    clock = next(one for one in list_clocks(_again(), TALKING + timedelta(days=3)) if one.name == "vacancy")
    assert (clock.state, clock.done) == (ClockState.KEPT, date(2026, 11, 12))


def test_a_signed_text_says_when_it_was_signed_and_until_when(table: Table) -> None:
    assert gather_facts(_again()).signed is None
    Talk.objects.update(state="signed", procedure="collective_contract")
    _sign(table)
    record_afterwards(by=table.officer, talk=table.talk, kind="filed", words="三份", at=TALKING, token=uuid.uuid4())
    facts = gather_facts(_again())
    assert (facts.signed, facts.filed) == (date(2026, 10, 30), date(2026, 11, 9))
    assert (facts.effective, facts.expires) == (date(2026, 11, 1), date(2027, 10, 31))
    assert [one.name for one in list_clocks(_again(), TALKING)] == ["reply", "filing", "review", "renewal"]


def test_a_refused_talk_stops_its_clocks(district: Unit, officer: Account) -> None:
    make_talk(district, officer, state="refused")
    assert gather_facts(_again()).replied is None  # no letter was written: nothing is made up


@pytest.mark.parametrize("state", ["talking", "signed"])
def test_many_talks_are_asked_about_at_once(district: Unit, officer: Account, state: str) -> None:
    counts = []
    for number in range(3):
        _sign(make_talk(district, officer, mark=f"m{number}", state=state))
        with CaptureQueriesContext(connection) as asked:
            assert len(list_clocks_of(list(Talk.objects.all()), TALKING)) == number + 1
        counts.append(len(asked))
    assert len(set(counts)) == 1
