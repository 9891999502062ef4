"""What was found is mended by a day and seen by somebody else; a false "mended" is counted."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.star_cast import MOMENT, appoint, at, build_station, hand_in, keep, plan

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.rectifying import find_recheck_day, recheck_finding, say_mended
from nuantu_hub.stations.domain.stars import list_looks
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Finding, Inspection, Station

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(street: Unit) -> Station:
    return build_station(street)


@pytest.fixture
def inspector(district: Unit) -> Account:
    return appoint("one", district)


@pytest.fixture
def finding(station: Station, inspector: Account) -> Finding:
    with at():
        hand_in(plan(station, inspector), floor_area=15.0, microwave=True, clean=False)
    return Finding.objects.get()


def test_mended_and_seen_closes_it_and_counts_as_evidence(station: Station, inspector: Account,
                                                          finding: Finding) -> None:
    keeper = keep(station)
    assert find_recheck_day(finding) is None
    with at(3):
        with pytest.raises(StationRefused, match="没有写怎么整改的"):
            say_mended(by=keeper, finding=finding, said=" ")
        with pytest.raises(StationRefused, match="等管理人说整改好了再复查"):
            recheck_finding(by=inspector, finding=finding, holds=True, token=uuid4())
        finding = say_mended(by=keeper, finding=finding, said="清了，定了轮值")
        assert say_mended(by=keeper, finding=finding, said="又清了").mended_said == "清了，定了轮值"
    assert find_recheck_day(finding) == (MOMENT + timedelta(days=10)).date()
    token = uuid4()
    with at(5):
        seen = recheck_finding(by=inspector, finding=finding, holds=True, token=token)
        assert recheck_finding(by=inspector, finding=finding, holds=False, token=token).state == "closed"
        with pytest.raises(StationRefused, match="已经复查合格"):
            say_mended(by=keeper, finding=finding, said="还清")
    assert (seen.state, seen.false_mends, seen.closed_at) == ("closed", 0, MOMENT + timedelta(days=5))
    look = Inspection.objects.get(kind="recheck")
    assert (look.state, look.answers, look.inspector) == ("counted", {"clean": True}, inspector)
    assert [sorted(one.answers)[:1] for one in list_looks(station)][-1] == ["clean"]


def test_a_false_mended_opens_it_again_and_is_counted(station: Station, inspector: Account, finding: Finding) -> None:
    keeper = keep(station)
    for days in (3, 6):
        with at(days):
            finding = say_mended(by=keeper, finding=finding, said="清了")
            finding = recheck_finding(by=inspector, finding=finding, holds=False, token=uuid4(), note="还是脏")
    assert (finding.state, finding.false_mends) == ("open", 2)
    assert Finding.objects.count() == 1


def test_who_mended_does_not_look_and_a_keeper_is_no_judge(station: Station, inspector: Account, finding: Finding,
                                                           district: Unit) -> None:
    other = appoint("two", district)
    with at(2):
        say_mended(by=other, finding=finding, said="顺手清了")
        with pytest.raises(StationRefused, match="整改的人不能自己复查"):
            recheck_finding(by=other, finding=finding, holds=True, token=uuid4())
        inspector.kept_stations.create(station=station, since=MOMENT)
        with pytest.raises(StationRefused, match="检one是这座驿站的管理人"):
            recheck_finding(by=inspector, finding=finding, holds=True, token=uuid4())


def test_a_measured_item_is_measured_again(station: Station, inspector: Account) -> None:
    keeper = keep(station)
    with at(340):
        hand_in(plan(station, inspector), floor_area=15.0, warmth=10)
        finding = Finding.objects.get()
        say_mended(by=keeper, finding=finding, said="换了取暖器")
        with pytest.raises(StationRefused, match="没有填量到多少"):
            recheck_finding(by=inspector, finding=finding, holds=True, token=uuid4())
        finding = recheck_finding(by=inspector, finding=finding, holds=True, value=19, token=uuid4())
    assert (finding.item, finding.state, finding.recheck.answers if finding.recheck else None) == (
        "warmth", "closed", {"warmth": 19.0})
