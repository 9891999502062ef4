"""A station's star follows from its inspections and the standard; people decide when, and everybody may read it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.stations.star_cast import MOMENT, appoint, at, build_station, hand_in, plan, rate_now

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam import stars as engine
from nuantu_hub.stations.domain.inspections import second_inspection
from nuantu_hub.stations.domain.standards import read_held
from nuantu_hub.stations.domain.stars import (
    current_star,
    current_stars,
    decide_star,
    drop_star,
    list_acts,
    list_looks,
    propose,
    publish_star,
    read_star,
)
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Inspection, Star, Station

pytestmark = pytest.mark.django_db
TODAY = MOMENT.date()


@pytest.fixture
def station(street: Unit) -> Station:
    return build_station(street)


@pytest.fixture
def inspector(district: Unit) -> Account:
    return appoint("one", district)


@pytest.fixture
def second(district: Unit) -> Account:
    return appoint("two", district)


def test_four_stars_are_given_until_the_evidence_ends(station: Station, inspector: Account, officer: Account) -> None:
    with at():
        hand_in(plan(station, inspector), floor_area=15.0, aed=False)
        star = rate_now(station, officer)
        standing = current_star(station)

    assert standing is not None
    assert (star.kind, star.stars, star.before, star.version) == ("given", 4, 0, 1)
    assert (standing.stars, standing.state, standing.since, standing.evidence_on) == (4, "held", TODAY, TODAY)
    assert standing.until == TODAY + timedelta(days=200)
    assert standing.falls_to == 0
    assert (standing.passed, standing.asked) == (35, 37)
    assert [lack[0] for lack in star.lacks] == [
        "面积 ≥ 30 ㎡（2026-01-14 查得15 ㎡）", "有除颤仪（2026-01-14 查得否）"]


def test_a_decision_is_read_by_everybody_only_once_it_is_published(station: Station, inspector: Account,
                                                                   officer: Account) -> None:
    with at():
        hand_in(plan(station, inspector), floor_area=15.0, aed=False)
        token = uuid4()
        star = decide_star(by=officer, station=station, token=token)
        assert decide_star(by=officer, station=station, token=token) == star
        assert current_star(station) is None
        with pytest.raises(StationRefused, match="还没有公布"):
            decide_star(by=officer, station=station, token=uuid4())
        drop_star(by=officer, star=star)
        star = rate_now(station, officer)
        assert publish_star(by=officer, star=star) == star
        with pytest.raises(StationRefused, match="不能撤下"):
            drop_star(by=officer, star=star)


def test_without_an_inspection_there_is_nothing_to_decide(station: Station, officer: Account) -> None:
    with at(), pytest.raises(StationRefused, match="还没有生效的检查"):
        decide_star(by=officer, station=station, token=uuid4())


def test_what_changed_since_the_decision_keeps_it_from_being_published(station: Station, inspector: Account,
                                                                       second: Account, officer: Account) -> None:
    with at():
        hand_in(plan(station, inspector), floor_area=15.0)
        star = decide_star(by=officer, station=station, token=uuid4())
        hand_in(plan(station, second), floor_area=15.0, satisfaction=72)
        with pytest.raises(StationRefused, match="现在是三星"):
            publish_star(by=officer, star=star)
    assert current_star(station) is None


def test_a_decision_may_go_out_on_a_later_day_and_says_what_holds_by_then(station: Station, inspector: Account,
                                                                        officer: Account) -> None:
    with at():
        hand_in(plan(station, inspector), floor_area=15.0)
        star = decide_star(by=officer, station=station, token=uuid4())
    with at(3):
        publish_star(by=officer, star=star)
        standing = current_star(station)
        assert standing is not None
        assert (standing.stars, standing.since) == (star.stars, TODAY + timedelta(days=3))
    star.refresh_from_db()
    assert star.schedule[0] == [(TODAY + timedelta(days=3)).isoformat(), star.stars]
    assert star.term_until is not None
    assert star.term_until > TODAY + timedelta(days=3)


def test_a_new_inspection_carries_the_star_on_to_the_end_of_its_term(station: Station, inspector: Account,
                                                                      second: Account, officer: Account) -> None:
    with at():
        hand_in(plan(station, inspector), floor_area=15.0)
        rate_now(station, officer)
    for days, who in ((80, second), (160, inspector), (240, second), (320, inspector)):
        with at(days):
            hand_in(plan(station, who), floor_area=15.0)
    with at(330):
        standing = current_star(station)

    assert standing is not None
    assert (standing.stars, standing.until, standing.falls_to) == (4, TODAY + timedelta(days=365), 0)
    with at(366):
        over = current_star(station)
    assert over is not None
    assert (over.stars, over.state, over.until) == (0, "lapsed", None)


def test_the_schedule_falls_with_what_is_seen_to_fail(station: Station, inspector: Account, second: Account,
                                                      officer: Account) -> None:
    """Two stars are lost by rule on the day; the officer's decision follows."""
    with at():
        hand_in(plan(station, inspector), floor_area=15.0)
        rate_now(station, officer)
    with at(60):
        bad = hand_in(plan(station, second), floor_area=15.0, opens_as_published=False, mended_in_time=False)
        assert (bad.state, bad.needs_second, bad.stars_before, bad.by_rules) == ("sent", True, 4, 2)
        before = current_star(station)
        second_inspection(by=inspector, inspection=bad, agrees=True)
        standing = current_star(station)
        star = rate_now(station, officer)

    assert before is not None
    assert before.stars == 4
    assert standing is not None
    assert (standing.stars, standing.by_itself, standing.since) == (2, True, TODAY + timedelta(days=60))
    assert (star.kind, star.before, star.stars) == ("down", 4, 2)


def test_revoked_then_restored(station: Station, inspector: Account, officer: Account) -> None:
    with at():
        hand_in(plan(station, inspector), floor_area=15.0)
        rate_now(station, officer)
        with pytest.raises(StationRefused, match="没有写理由"):
            decide_star(by=officer, station=station, token=uuid4(), act="revoked")
        with pytest.raises(StationRefused, match="没有被摘的星级"):
            decide_star(by=officer, station=station, token=uuid4(), act="restored", ground="整改好了")
    with at(10):
        gone = rate_now(station, officer, act="revoked", ground="三次夜里没有开门")
        standing = current_star(station)
        with pytest.raises(StationRefused, match="要先恢复"):
            decide_star(by=officer, station=station, token=uuid4())
    with at(20):
        back = rate_now(station, officer, act="restored", ground="连续两周按时开门")
        again = current_star(station)

    assert standing is not None
    assert (gone.kind, gone.before, gone.stars, standing.state, standing.stars) == ("revoked", 4, 0, "revoked", 0)
    assert again is not None
    assert (back.kind, back.stars, again.stars, again.until) == ("restored", 4, 4, TODAY + timedelta(days=200))


def test_what_stands_is_what_the_engine_traces(station: Station, inspector: Account, second: Account,
                                               officer: Account) -> None:
    """Every day of a course, the hub's schedule and the engine agree."""
    with at():
        hand_in(plan(station, inspector), floor_area=15.0)
        rate_now(station, officer)
    with at(30):
        hand_in(plan(station, second), floor_area=15.0, satisfaction=85)
        rate_now(station, officer)
    for days in range(31, 430, 7):
        with at(days):
            day = date.fromordinal(TODAY.toordinal() + days)
            standing = current_star(station)
            traced = engine.trace_looks(read_held(), list_looks(station), list_acts(station), day)
        assert standing is not None
        assert (standing.stars, day) == (traced[-1].stars, day)


def test_the_stars_of_many_stations_take_one_query(street: Unit, inspector: Account, officer: Account) -> None:
    stations = [build_station(street, f"DH-{number:03d}") for number in range(3)]
    with at():
        for one in stations[:2]:
            hand_in(plan(one, inspector), floor_area=15.0)
            rate_now(one, officer)
        with CaptureQueriesContext(connection) as asked:
            found = current_stars(stations)
    assert len(asked) == 1
    assert {key: star.stars for key, star in found.items()} == {stations[0].pk: 4, stations[1].pk: 4}


def test_a_proposal_says_what_is_missing_for_the_next_star(station: Station, inspector: Account) -> None:
    with at():
        inspection = hand_in(plan(station, inspector), floor_area=15.0, new_services=0)
        seen = propose(station)

    assert (seen.kind, seen.before, seen.stars, seen.evidence) == ("given", 0, 3, inspection)
    assert seen.lacks == [["创新服务（法律、心理等）几项 ≥ 1项（2026-01-14 查得0项）",
                           "New services (legal, counselling and such) ≥ 1 services (found 0 services on 2026-01-14)"]]
    assert Inspection.objects.get() == inspection


def test_an_empty_schedule_is_the_decision_itself(station: Station) -> None:
    star = Star(station=station, kind="given", before=0, stars=3, since=TODAY, version=1, passed=1, asked=1)
    read = read_star(star, TODAY)

    assert (read.stars, read.until, read.since, read.evidence_on) == (3, None, TODAY, None)
