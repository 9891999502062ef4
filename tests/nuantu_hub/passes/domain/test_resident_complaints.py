"""Complaints: once a token, without an account, due after three days, counted, forgotten after a year."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from tests.nuantu_hub.passes.compound_cast import put_compound, put_trial

from nuantu_hub.passes.domain.resident_complaints import (
    answer_complaint,
    complain,
    count_complaints,
    forget_old_complaints,
)
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Compound, ResidentComplaint
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.limits import Caller

pytestmark = pytest.mark.django_db
CALLER = Caller("a browser", "192.0.2.7")


def make(compound: Compound, kind: str = "noise", words: str = "夜里很吵") -> ResidentComplaint:
    """A complaint."""
    return complain(compound=compound, kind=kind, words=words, caller=CALLER, token=uuid.uuid4())


def test_a_complaint_has_three_days_a_receipt_and_nobodys_name(district: Unit, officer: Account) -> None:
    compound = put_trial(district, officer).compound
    token = uuid.uuid4()
    one = complain(compound=compound, kind="noise", words="吵", caller=CALLER, token=token)

    assert complain(compound=compound, kind="noise", words="吵", caller=CALLER, token=token) == one
    assert one.due_at - one.at == timedelta(days=3)
    assert Deed.objects.get(verb="resident complained").by is None
    assert {field.name for field in ResidentComplaint._meta.get_fields()} & {"account", "phone", "name"} == set()


@pytest.mark.parametrize(("kind", "words"), [("tall", "楼太高"), ("other", " "), ("noise", "长" * 501)])
def test_what_cannot_be_read_is_refused(district: Unit, officer: Account, kind: str, words: str) -> None:
    with pytest.raises(PassRefused):
        make(put_trial(district, officer).compound, kind, words)


def test_too_often_or_where_no_pass_is_taken_is_refused(district: Unit, officer: Account) -> None:
    with pytest.raises(PassRefused):
        make(put_compound(district, officer, "远山居"))
    compound = put_trial(district, officer).compound
    for _turn in range(3):
        make(compound)
    with pytest.raises(PassRefused):
        make(compound)


def test_answers_are_given_once_and_counted(district: Unit, officer: Account) -> None:
    sides = put_trial(district, officer)
    first, second = make(sides.compound), make(sides.compound, "speed")
    with pytest.raises(PassRefused):
        answer_complaint(by=sides.property, complaint=first, answer=" ")
    answer_complaint(by=sides.property, complaint=first, answer="已换耳机")
    with pytest.raises(PassRefused):
        answer_complaint(by=officer, complaint=first, answer="另一句")
    with standing_at(now() + timedelta(days=4)):
        counts = count_complaints(sides.compound)
        assert (counts.total, counts.open, counts.overdue, counts.in_time) == (2, 1, 1, 1)
        answer_complaint(by=sides.property, complaint=second, answer="放了减速带")
        assert count_complaints(sides.compound).in_time == 1


def test_words_of_what_was_answered_a_year_ago_are_blanked(district: Unit, officer: Account) -> None:
    sides = put_trial(district, officer)
    old, waiting = make(sides.compound), make(sides.compound)
    answer_complaint(by=sides.property, complaint=old, answer="好了")
    with standing_at(now() + timedelta(days=366)):
        forget_old_complaints()
    old.refresh_from_db()
    waiting.refresh_from_db()

    assert (old.words, old.answer, waiting.words) == ("", "好了", "夜里很吵")
