"""Ratification: the shares that a procedure asks for, what is missing in words, only what was carried."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import TALKING, Table, make_talk
from tests.nuantu_hub.bargaining.signing_scene import freeze

from nuantu_hub.bargaining.domain.procedures import find_procedure
from nuantu_hub.bargaining.domain.ratifying import Count, find_way, name_missing, ratify_text
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Ratification
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("count", "missing"), [
    (Count(180, 120, 90, 0), []), (Count(180, 119, 90, 0), ["到会还差1人"]), (Count(180, 120, 89, 31), ["同意还差1人"]),
    (Count(180, 100, 60, 0), ["到会还差20人", "同意还差30人"]), (Count(25, 17, 13, 0), []),
    (Count(25, 16, 12, 0), ["到会还差1人", "同意还差1人"])])
def test_two_thirds_must_come_and_half_of_all_agree(count: Count, missing: list[str]) -> None:
    step = find_procedure("collective_contract").step("vote")
    assert [str(one) for one in name_missing(step, count)] == missing


def test_a_vote_that_was_not_carried_is_refused_with_what_is_missing(district: Unit, officer: Account) -> None:
    table = make_talk(district, officer, procedure="collective_contract")
    text = freeze(table)
    assert find_way(table.talk) == "vote"
    with pytest.raises(TalkRefused, match="没有通过：到会还差20人，同意还差30人"):
        ratify_text(by=officer, text=text, count=Count(180, 100, 60, 40), at=TALKING)
    assert not Ratification.objects.exists()
    made = [ratify_text(by=officer, text=text, count=Count(180, 130, 95, 30), at=TALKING) for _time in range(2)]
    assert made[0] == made[1]
    with pytest.raises(TalkRefused, match="已经记下一次通过"):
        ratify_text(by=officer, text=text, count=Count(180, 130, 96, 30), at=TALKING)


@pytest.mark.parametrize(("count", "said"), [
    (Count(0, 0, 0), "应到至少1人"), (Count(3, 4, 1), "实到比应到还多"), (Count(3, 3, 2, 2), "比实到还多"),
    (Count(3, 3, 1, 1), "同意的要比反对的多")])
def test_figures_that_cannot_be_are_refused(table: Table, count: Count, said: str) -> None:
    text = freeze(table)
    with pytest.raises(TalkRefused, match=said):
        ratify_text(by=table.officer, text=text, count=count, at=TALKING)


def test_minutes_need_no_ratification(district: Unit, officer: Account) -> None:
    table = make_talk(district, officer, procedure="meeting_minutes")
    text = freeze(table)
    assert find_way(table.talk) == ""
    with pytest.raises(TalkRefused, match="这种程序不表决"):
        ratify_text(by=officer, text=text, count=Count(3, 3, 3), at=TALKING)
