"""Tables to take along: inspections for the desk, stars for everybody."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.star_cast import appoint, at, build_station, hand_in, plan, rate_now

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.stations.domain.inspection_export import export_inspections, export_stars

pytestmark = pytest.mark.django_db


def test_only_what_one_may_see_is_taken_and_that_is_recorded(street: Unit, district: Unit, officer: Account,
                                                             other_officer: Account) -> None:
    inspector = appoint("one", district)
    with at():
        hand_in(plan(build_station(street), inspector), floor_area=15.0)
        plan(build_station(street, "DH-002"), inspector)
        own = export_inspections(by=officer).decode("utf-8-sig").splitlines()
        other = export_inspections(by=other_officer).decode("utf-8-sig").splitlines()
    assert (len(own), len(other)) == (2, 1)
    assert own[1] == "DH-001,DH-001驿站,2026-01-14T10:30+08:00,例行检查,否,检one,,已生效,36,37,12,0,4"
    assert Deed.objects.get(verb="inspections exported", by=officer).detail == {"rows": 1}


def test_stars_are_told_with_their_days(street: Unit, district: Unit, officer: Account) -> None:
    stations = [build_station(street), build_station(street, "DH-002")]
    with at():
        hand_in(plan(stations[0], appoint("one", district)), floor_area=15.0)
        rate_now(stations[0], officer)
        rows = export_stars(stations).decode("utf-8-sig").splitlines()
    assert rows[1:] == ["DH-001,DH-001驿站,四星,2026-01-14,2026-08-02,2026-01-14,36,37,1", "DH-002,DH-002驿站,没有评定"]
