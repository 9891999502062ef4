"""A moderator decides by a rule, in the role that reaches the unit; the same decision twice is one."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.talk_cast import WORDS, open_talk

from nuantu_hub.needs.domain.moderating import list_alike, moderate
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import ModerationStep, Statement
from nuantu_hub.people.models import Account, Deed, Unit

pytestmark = pytest.mark.django_db


def test_the_same_decision_said_twice_is_one(district: Unit, officer: Account) -> None:
    one = open_talk(district).statements.get(number=0)
    first = moderate(by=officer, statement=one, verdict="out", rule="topic", reason="无关")
    assert moderate(by=officer, statement=one, verdict="out", rule="topic", reason="无关") == first
    assert (ModerationStep.objects.count(), Deed.objects.filter(verb="statement moderated").count()) == (1, 1)
    back = moderate(by=officer, statement=one, verdict="shown", rule="fits")
    one.refresh_from_db()
    assert (back.pk != first.pk, one.state) == (True, Statement.State.SHOWN)


@pytest.mark.parametrize(("verdict", "rule"), [("shown", "topic"), ("out", "fits"), ("out", "mood"), ("gone", "fits")])
def test_verdict_and_rule_must_fit(district: Unit, officer: Account, verdict: str, rule: str) -> None:
    with pytest.raises(NeedRefused, match="对不上"):
        moderate(by=officer, statement=open_talk(district).statements.first(), verdict=verdict, rule=rule, reason="一")


def test_a_twin_is_another_shown_statement_of_the_same_deliberation(district: Unit, officer: Account) -> None:
    one = open_talk(district)
    statement = one.statements.get(number=1)
    for number in (1, 50):
        with pytest.raises(NeedRefused, match="哪一句相同"):
            moderate(by=officer, statement=statement, verdict="out", rule="same", reason="同", same_as=number)
    step = moderate(by=officer, statement=statement, verdict="out", rule="same", reason="同", same_as=0)
    assert step.same_as == one.statements.get(number=0)


def test_the_role_is_that_of_the_post_that_reaches_the_unit(district: Unit, organiser: Account) -> None:
    step = moderate(by=organiser, statement=open_talk(district).statements.first(), verdict="out", rule="topic",
                    reason="无关")
    assert step.role == "organiser"


def test_alike_are_words_that_share_half_of_their_pairs(district: Unit) -> None:
    rows = list(open_talk(district, words=(*WORDS[:3], "等电梯的时间应算进送达时间")).statements.order_by("number"))
    assert [other.number for _share, other in list_alike(rows[3], rows)] == [0]
