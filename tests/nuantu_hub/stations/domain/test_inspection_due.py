"""Today tells the inspector what to inspect, the keeper what to mend, the officer what to decide; nobody else."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.stations.star_cast import MOMENT, appoint, at, build_station, hand_in, keep, plan, rate_now

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.inspection_due import (
    DUE,
    ends_soon,
    find_moved,
    list_due_appeals,
    list_due_findings,
    list_due_inspections,
    list_due_second,
    list_due_stars,
)
from nuantu_hub.stations.domain.inspections import second_inspection
from nuantu_hub.stations.domain.rectifying import say_mended
from nuantu_hub.stations.domain.star_appeals import appeal_star
from nuantu_hub.stations.domain.stars import current_stars, decide_star
from nuantu_hub.stations.models import Finding, Station

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(street: Unit) -> Station:
    return build_station(street)


@pytest.fixture
def inspector(district: Unit) -> Account:
    return appoint("one", district)


def test_nothing_is_due_for_who_has_nothing_to_do_with_stations(station: Station, inspector: Account,
                                                                organiser: Account,
                                                                other_officer: Account) -> None:
    with at():
        plan(station, inspector)
        hand_in(plan(build_station(station.unit, "B"), inspector), exit_free=False)
        for account in (organiser, other_officer):
            assert [due for source in DUE for due in source(account, now())] == []


def test_an_inspector_hears_of_the_own_and_an_officer_of_the_late(station: Station, inspector: Account,
                                                                  officer: Account) -> None:
    with at():
        plan(station, inspector)
        own = list(list_due_inspections(inspector, now()))
        assert list(list_due_inspections(officer, now())) == []
    with at(2):
        late = list(list_due_inspections(officer, now()))
    assert [(due.title, due.owner, due.url) for due in own] == [
        ("检查：DH-001驿站", "检one", own[0].url)]
    assert own[0].url.endswith("/checklist/")
    assert [due.title for due in late] == ["1次检查过了日子没有做"]


def test_a_second_look_waits_for_others_and_an_objection_for_the_officer(station: Station, inspector: Account,
                                                                         district: Unit, officer: Account) -> None:
    second = appoint("two", district)
    with at():
        one = hand_in(plan(station, inspector), exit_free=False)
        assert [due.title for due in list_due_second(second, now())] == ["复核检查：DH-001驿站"]
        assert list(list_due_second(inspector, now())) == []
        second_inspection(by=second, inspection=one, agrees=False, said="不是锁着")
        assert list(list_due_second(second, now())) == []
        assert [due.title for due in list_due_second(officer, now())] == ["复核有异议：DH-001驿站"]


def test_mending_is_due_for_the_keeper_then_overdue_then_to_be_re_checked(station: Station, inspector: Account,
                                                                          officer: Account) -> None:
    keeper = keep(station)
    with at():
        hand_in(plan(station, inspector), floor_area=15.0, clean=False)
        assert [(due.title, due.owner) for due in list_due_findings(keeper, now())] == [
            ("整改：干净，垃圾有人清", "管keeper")]
        assert list(list_due_findings(officer, now())) == []
    with at(16):
        assert [due.title for due in list_due_findings(officer, now())] == ["1项整改逾期"]
        say_mended(by=keeper, finding=Finding.objects.get(), said="清了")
        assert list(list_due_findings(officer, now())) == []
        assert [due.title for due in list_due_findings(inspector, now())] == ["1项整改等复查"]


def test_stars_to_publish_to_move_and_to_end_are_due(station: Station, inspector: Account, officer: Account,
                                                     district: Unit) -> None:
    with at():
        hand_in(plan(station, inspector), floor_area=15.0, new_services=0)
        draft = decide_star(by=officer, station=station, token=uuid4())
        assert [due.title for due in list_due_stars(officer, now())] == ["公布星级：DH-001驿站三星"]
        draft.delete()
        rate_now(station, officer)
        assert list(list_due_stars(officer, now())) == []
    with at(5):
        hand_in(plan(station, appoint("two", district)), floor_area=15.0)
        assert [due.title for due in list_due_stars(officer, now())] == ["1座驿站按证据该升星或降星"]
        stars = current_stars([station])
        assert find_moved(stars) == [station.pk]
    with at(340):
        late = current_stars([station])[station.pk]
        assert (late.stars, ends_soon(late, now().date())) == (0, False)
    with at(190):
        assert "1座驿站30天内星级到期" in [due.title for due in list_due_stars(officer, now())]


def test_an_appeal_is_due_for_an_officer_without_a_part_in_it(station: Station, inspector: Account, officer: Account,
                                                              district: Unit) -> None:
    keeper, judge = keep(station), appoint("judge", district, Post.Role.OFFICER)
    with at():
        hand_in(plan(station, inspector), floor_area=15.0)
        star = rate_now(station, officer)
        appeal_star(by=keeper, star=star, text="面积量错了", items=["floor_area"], token=uuid4())
        assert list(list_due_appeals(officer, now())) == []
        due = list(list_due_appeals(judge, now()))
    assert [(one.title, one.due) for one in due] == [
        ("星级申诉：DH-001驿站", due[0].due)]
    assert due[0].due is not None
    assert due[0].due.date() - MOMENT.date() == timedelta(days=15)


def test_what_is_due_is_asked_as_often_for_one_station_as_for_many(street: Unit, officer: Account,
                                                                   inspector: Account) -> None:
    def ask() -> int:
        with CaptureQueriesContext(connection) as asked:
            for source in DUE:
                list(source(officer, now()))
        return len(asked)
    with at():
        hand_in(plan(build_station(street, "A"), inspector), floor_area=15.0)
        first = ask()
        for number in range(6):
            hand_in(plan(build_station(street, f"B{number}"), inspector), floor_area=15.0)
        assert ask() == first
