"""A plan is drawn from what stands, kept with what it was drawn from, and can be drawn again by anybody."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.star_cast import MOMENT, appoint, at, build_station, hand_in, keep, plan, rate_now

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.inspection_plans import (
    Wish,
    check_drawn,
    digest_seed,
    draw_again,
    is_open,
    list_inspected,
    list_inspectors,
    list_working_days,
    make_plan,
    tell_inputs,
    weigh_risks,
)
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Finding, Inspection, Station

pytestmark = pytest.mark.django_db
TODAY = MOMENT.date()


@pytest.fixture
def stations(street: Unit) -> list[Station]:
    return [build_station(street, f"DH-{number:03d}") for number in range(10)]


@pytest.fixture
def inspectors(district: Unit, street: Unit) -> list[Account]:
    return [appoint("one", district), appoint("two", street)]


def _wish(**more: object) -> Wish:
    told = {"first_day": TODAY, "last_day": TODAY + timedelta(days=60), "seed": "7"} | more
    return Wish(**told)  # type: ignore[arg-type]


def test_each_station_is_planned_once_and_the_draw_can_be_repeated(stations: list[Station], inspectors: list[Account],
                                                                   officer: Account, district: Unit) -> None:
    token = uuid4()
    with at():
        made = make_plan(by=officer, unit=district, wish=_wish(), token=token)
        assert make_plan(by=officer, unit=district, wish=_wish(), token=token) == made
    rows = list(Inspection.objects.all())
    assert {row.station_id for row in rows} == {one.pk for one in stations}
    assert sum(not row.announced for row in rows) >= 0.4 * len(rows)
    assert {row.inspector for row in rows} == set(inspectors)
    assert all(row.on.weekday() < 5 for row in rows)
    assert (made.seed_digest, made.left_out) == (digest_seed("7"), [])
    assert check_drawn(made)
    assert len(draw_again(made).drawn) == len(rows)
    made.seed = "8"
    assert not check_drawn(made)


def test_the_seed_stays_a_secret_until_the_span_is_over(stations: list[Station], inspectors: list[Account],
                                                        officer: Account, district: Unit) -> None:
    del stations, inspectors
    with at():
        made = make_plan(by=officer, unit=district, wish=_wish(), token=uuid4())
        assert not is_open(made)
    with at(61):
        assert is_open(made)


def test_conflicts_and_reach_keep_people_away(stations: list[Station], inspectors: list[Account], officer: Account,
                                              district: Unit, other_district: Unit) -> None:
    away = build_station(other_district, "NS-001")
    inspectors[0].interests.create(station=stations[0], why="亲属", since=MOMENT)
    with at():
        told = tell_inputs([*stations, away], inspectors, _wish())
        assert told["inspectors"] == {"one": ["DH-000", "NS-001"], "two": ["NS-001"]}
        hand_in(plan(stations[1], inspectors[1]), floor_area=15.0)
        made = make_plan(by=officer, unit=district, wish=_wish(), token=uuid4())
    by_code = {row.station.code: row.inspector for row in made.inspections.select_related("station", "inspector")}
    assert (by_code["DH-000"], by_code["DH-001"]) == (inspectors[1], inspectors[0])


@pytest.mark.parametrize(("more", "what"), [
    ({"first_day": TODAY - timedelta(days=1)}, "第一天已经过去"),
    ({"last_day": TODAY + timedelta(days=100)}, "一个计划最长100天"),
    ({"last_day": TODAY - timedelta(days=1)}, "一个计划最长"),
    ({"first_day": TODAY + timedelta(days=3), "last_day": TODAY + timedelta(days=4)}, "没有工作日"),
    ({"unannounced_percent": 29}, "至少占30%"),
    ({"most_a_day": 0}, "每人每天 1 到 20 座"),
])
def test_a_wish_that_breaks_a_rule_is_refused(stations: list[Station], inspectors: list[Account], officer: Account,
                                              district: Unit, more: dict[str, object], what: str) -> None:
    del stations, inspectors
    with at(), pytest.raises(StationRefused, match=what):
        make_plan(by=officer, unit=district, wish=_wish(**more), token=uuid4())
    assert not Inspection.objects.exists()


def test_two_plans_do_not_overlap(stations: list[Station], inspectors: list[Account], officer: Account, district: Unit,
                                  street: Unit) -> None:
    del stations, inspectors
    with at():
        make_plan(by=officer, unit=district, wish=_wish(), token=uuid4())
        with pytest.raises(StationRefused, match="计划重叠"):
            make_plan(by=officer, unit=street, wish=_wish(first_day=TODAY + timedelta(days=60),
                                                          last_day=TODAY + timedelta(days=90)), token=uuid4())


def test_without_stations_or_inspectors_there_is_no_plan(street: Unit, officer: Account, district: Unit) -> None:
    with at(), pytest.raises(StationRefused, match="没有要检查的驿站"):
        make_plan(by=officer, unit=district, wish=_wish(), token=uuid4())
    one = build_station(street)
    with at(), pytest.raises(StationRefused, match="没有检查员"):
        make_plan(by=officer, unit=district, wish=_wish(), token=uuid4())
    one.state = Station.State.PAUSED
    one.save()
    assert list(list_inspected(district)) == []
    assert list(list_inspectors(district)) == []


def test_risk_grows_with_what_is_open_what_is_missing_and_how_long_nobody_looked(
        street: Unit, inspectors: list[Account], officer: Account) -> None:
    new, good, bad = (build_station(street, code) for code in ("A", "B", "C"))
    keep(bad)
    with at():
        for one, changed in ((good, {}), (bad, {"clean": False, "seats": False})):
            hand_in(plan(one, inspectors[0]), floor_area=15.0, **changed)
        rate_now(good, officer)
        assert weigh_risks([new, good, bad]) == {new.pk: 12 * 2 + 5 * 2, good.pk: 2, bad.pk: 2 * 3 + 5 * 2}
    Finding.objects.update(false_mends=1)
    with at(40):
        assert weigh_risks([bad]) == {bad.pk: 2 * 3 + 2 * 5 + 2 * 4 + 1 * 2 + 5 * 2}


def test_working_days_leave_weekends_out() -> None:
    assert [day.isoformat() for day in list_working_days(TODAY, TODAY + timedelta(days=6))] == [
        "2026-01-14", "2026-01-15", "2026-01-16", "2026-01-19", "2026-01-20"]
