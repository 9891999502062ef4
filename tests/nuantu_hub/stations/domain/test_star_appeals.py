"""An objection is heard in time, by somebody who had no part, and sets right what was wrong."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.star_cast import MOMENT, appoint, at, build_station, hand_in, keep, plan, rate_now

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.stations.domain.star_appeals import answer_appeal, appeal_star, last_day_to_appeal
from nuantu_hub.stations.domain.stars import current_star, decide_star
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Finding, Star, StarAppeal, Station

pytestmark = pytest.mark.django_db
TODAY = MOMENT.date()


@pytest.fixture
def station(street: Unit) -> Station:
    return build_station(street)


@pytest.fixture
def keeper(station: Station) -> Account:
    return keep(station)


@pytest.fixture
def judge(district: Unit) -> Account:
    return appoint("judge", district, Post.Role.OFFICER)


@pytest.fixture
def star(station: Station, district: Unit, officer: Account) -> Star:
    """Two stars, since the microwave and the fridge were found broken... the fridge was not."""
    with at():
        hand_in(plan(station, appoint("one", district)), floor_area=15.0, satisfaction=60, clean=False)
        return rate_now(station, officer)


def test_an_upheld_objection_withdraws_the_finding_and_corrects_the_star(
        station: Station, star: Star, keeper: Account, judge: Account) -> None:
    assert star.stars == 2
    with at(1):
        hand_in(plan(station, appoint("two", station.unit)), floor_area=15.0, satisfaction=85, clean=True, seats=True)
    token = uuid4()
    with at(2):
        appeal = appeal_star(by=keeper, star=star, text="那天只问到两个人", items=["satisfaction"], token=token)
        assert appeal_star(by=keeper, star=star, text="再说一遍", items=[], token=token) == appeal
        done = answer_appeal(by=judge, appeal=appeal, upheld=True, answer="问到的人太少，不算")
        standing = current_star(station)
    assert (done.state, done.decided_by) == ("upheld", judge)
    assert done.brought is not None
    assert (done.brought.kind, done.brought.stars, done.brought.term_until) == (
        "corrected", 4, TODAY + timedelta(days=365))
    assert standing is not None
    assert standing.stars == 4
    assert star.evidence is not None
    star.evidence.refresh_from_db()
    assert (star.evidence.withdrawn, star.evidence.withdrawn_on) == (["satisfaction"], TODAY + timedelta(days=2))


def test_a_withdrawn_finding_need_not_be_mended(star: Star, keeper: Account, judge: Account) -> None:
    with at(1):
        appeal = appeal_star(by=keeper, star=star, text="刚扫过", items=["clean"], token=uuid4())
        answer_appeal(by=judge, appeal=appeal, upheld=True, answer="看了照片，属实")
    assert Finding.objects.get(item="clean").state == "closed"


def test_a_rejected_objection_changes_nothing(station: Station, star: Star, keeper: Account, judge: Account) -> None:
    with at(1):
        appeal = appeal_star(by=keeper, star=star, text="不服", items=[], token=uuid4())
        with pytest.raises(StationRefused, match="没有指明哪一项查错了"):
            answer_appeal(by=judge, appeal=appeal, upheld=True, answer="成立")
        done = answer_appeal(by=judge, appeal=appeal, upheld=False, answer="结果属实")
        assert answer_appeal(by=judge, appeal=done, upheld=True, answer="改主意").state == "rejected"
        standing = current_star(station)
    assert Star.objects.count() == 1
    assert standing is not None
    assert standing.stars == 2


def test_a_revoked_star_comes_back_when_the_objection_is_right(station: Station, star: Star, keeper: Account,
                                                               officer: Account, judge: Account) -> None:
    with at(3):
        gone = rate_now(station, officer, act="revoked", ground="夜里没有开门")
    with at(4):
        with pytest.raises(StationRefused, match="后面已经有新的决定"):
            appeal_star(by=keeper, star=star, text="不服", items=[], token=uuid4())
        appeal = appeal_star(by=keeper, star=gone, text="那晚停电，门口贴了告示", items=[], token=uuid4())
        done = answer_appeal(by=judge, appeal=appeal, upheld=True, answer="属实，停电通知在案")
    assert done.brought is not None
    assert (done.brought.kind, done.brought.stars) == ("restored", 2)


@pytest.mark.parametrize(("told", "days", "what"), [
    ({"text": " "}, 1, "没有写为什么不同意"), ({"items": ["sauna"]}, 1, "检查里没有这一项：sauna"), ({}, 8,
                                                                                   "时间已经过去")])
def test_an_objection_that_is_empty_late_or_about_nothing_is_refused(
        star: Star, keeper: Account, told: dict[str, object], days: int, what: str) -> None:
    with at(days), pytest.raises(StationRefused, match=what):
        appeal_star(by=keeper, star=star, token=uuid4(), **{"text": "不服", "items": [],
                                                            **told})  # type: ignore[arg-type]
    assert last_day_to_appeal(star) == TODAY + timedelta(days=7)


def test_nobody_who_had_a_part_answers(station: Station, star: Star, keeper: Account, officer: Account) -> None:
    with at(1):
        appeal = appeal_star(by=keeper, star=star, text="不服", items=["clean"], token=uuid4())
        with pytest.raises(StationRefused, match="已经有人申诉"):
            appeal_star(by=keeper, star=star, text="不服", items=[], token=uuid4())
        assert star.evidence is not None
        for by, what in ((officer, "作出决定的人"), (keeper, "申诉的人"), (star.evidence.inspector, "检查过的人")):
            with pytest.raises(StationRefused, match=what):
                answer_appeal(by=by, appeal=appeal, upheld=False, answer="不成立")
        other = appoint("judge-2", station.unit, Post.Role.OFFICER)
        with pytest.raises(StationRefused, match="没有写答复"):
            answer_appeal(by=other, appeal=appeal, upheld=False, answer=" ")
    assert StarAppeal.objects.get().state == "open"


def test_a_draft_cannot_be_objected_to(station: Station, star: Star, keeper: Account, officer: Account) -> None:
    with at(1):
        draft = decide_star(by=officer, station=station, token=uuid4())
        assert last_day_to_appeal(draft) is None
        with pytest.raises(StationRefused, match="时间已经过去"):
            appeal_star(by=keeper, star=draft, text="不服", items=[], token=uuid4())
    assert star.pk != draft.pk
