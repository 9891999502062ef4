"""A deliberation that a problem begins is a draft that says where it comes from."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.nuantu_hub.needs.talk_cast import draft_talk

from nuantu_hub.needs.domain.statements import put_seed
from nuantu_hub.needs.domain.talk_starts import KEY, list_wordings, start_deliberation
from nuantu_hub.needs.models import Deliberation, Need, Problem, ProblemMember, ProblemStart
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.gathering import Matter

pytestmark = pytest.mark.django_db


def test_the_draft_keeps_name_and_address_of_the_problem(district: Unit, officer: Account) -> None:
    matter = Matter("problem-1", "电梯等太久", district.pk, "gate", 38, "/problems/1/")
    told = {"question": "怎么算？", "opens_at": now(), "closes_at": now() + timedelta(days=7), "token": uuid.uuid4()}
    made = start_deliberation(by=officer, matter=matter, **told)
    assert start_deliberation(by=officer, matter=matter, **told) == made
    assert (made.title, made.origin_name, made.origin_address, made.announced_at, made.unit) == (
        "电梯等太久", "电梯等太久", "/problems/1/", None, district)
    assert Deliberation.objects.count() == 1


def put_need(unit: Unit, shown: str, joined: int = 0, **more: object) -> Need:
    """A need with words cleared for others, and so many who joined it."""
    def make(**told: object) -> Need:
        return Need.objects.create(token_index=uuid.uuid4().hex, unit=unit, channel="phone", topic="gate", at=now(),
                                   **told)
    need = make(shown=shown, words="骑手自己的原话", **more)
    for _person in range(joined):
        make(echo_of=need)
    return need


def test_cleared_words_of_the_problem_are_offered_once_most_people_first(district: Unit, officer: Account) -> None:
    """Raw words of a rider, words put aside, and what stands already are not offered."""
    one = draft_talk(district)
    problem = Problem.objects.create(unit=district, name="电梯", opened_at=now())
    for need in (put_need(district, "电梯等七八分钟"), put_need(district, "高峰电梯挤不上", joined=2),
                 put_need(district, ""), put_need(district, "不算数的一句", state="aside"),
                 put_need(district, "已经有的看法")):
        ProblemMember.objects.create(problem=problem, need=need, since=now())
    put_need(district, "别的问题里的话")
    put_seed(by=officer, deliberation=one, text="已经有的看法", source="", token=uuid.uuid4())
    assert list_wordings(one) == []
    ProblemStart.objects.create(problem=problem, kind=KEY, title="议", by=officer, at=now(),
                                address=reverse("needs:deliberation_statements", args=[one.pk]))
    offered = list_wordings(one)
    assert [(row.text, row.people) for row in offered] == [("高峰电梯挤不上", 3), ("电梯等七八分钟", 1)]
    put_seed(by=officer, deliberation=one, text=offered[0].text, source="", token=offered[0].token)
    assert [row.text for row in list_wordings(one)] == ["电梯等七八分钟"]
