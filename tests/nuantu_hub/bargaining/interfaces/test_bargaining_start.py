"""Starting a talk from a common problem."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.bargaining.scene import ASKED

from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.interfaces.bargaining_start import START, begin_bargaining, make_bargaining_form
from nuantu_hub.bargaining.models import Talk
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.gathering import STARTS, Matter

pytestmark = pytest.mark.django_db


def _matter(unit: Unit) -> Matter:
    return Matter("problem-1", "等门禁超时", unit.pk, "gate", 3, "/problems/1/")


def _told() -> dict[str, object]:
    return {"platform": "云送外卖", "partners": "", "procedure": "special_agreement", "base": "", "words": "请协商",
            "at": ASKED, "token": uuid.uuid4()}


def test_a_problem_becomes_a_talk_that_says_where_it_comes_from(officer: Account, district: Unit) -> None:
    begun = begin_bargaining(officer, _matter(district), _told())
    talk = Talk.objects.get()
    assert (talk.title, talk.origin_name, talk.origin_address) == ("等门禁超时", "等门禁超时", "/problems/1/")
    assert begun.address == f"/bargaining/{talk.pk}/"


def test_who_is_no_officer_of_the_unit_starts_none(other_officer: Account, organiser: Account, district: Unit) -> None:
    for who in (other_officer, organiser):
        with pytest.raises(TalkRefused):
            begin_bargaining(who, _matter(district), _told())
    assert not Talk.objects.exists()


def test_the_entry_stands_among_the_starts_and_its_form_is_whole(officer: Account, district: Unit) -> None:
    assert START in STARTS
    assert list(make_bargaining_form(officer, _matter(district), None).fields) == [
        "token", "platform", "partners", "procedure", "base", "words", "at"]
