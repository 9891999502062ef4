"""What a plan is computed from: squares of a demonstration's days, votes of who signed in, what stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.nuantu_hub.seam.hand_day import stand_there, write_day
from tests.nuantu_hub.stations.siting_cast import BROWSER, LAT, put_candidates, put_plan, wish_at
from tests.nuantu_hub.stations.visit_cast import build_station

from nuantu_hub.days.models import Run
from nuantu_hub.people.domain.demo import open_demo
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.invented_city import find_metres
from nuantu_hub.stations.domain.site_demand import gather_problem
from nuantu_hub.stations.domain.site_wishes import support_wish
from nuantu_hub.stations.models import SiteCandidate, SiteWish, TruckRoad

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> Iterator[None]:
    """This hub is a demonstration while the test lasts."""
    open_demo([])
    yield
    (Path(settings.DATA.root) / "demo.json").unlink()


@pytest.fixture
def day(district: Unit) -> Run:
    """A day on which five riders waited in one square."""
    run = Run.objects.create(id="handmade0001", platform="青禾配送", date="2026-11-20", name="x", agreement_id="a",
                             agreement_digest="", orders=0, workers=5, violated=0, clock_at=now(), unit=district,
                             imported_at=now())
    write_day(run.folder, [stand_there(f"R{number}", 50, 50) for number in range(5)], [])
    return run


def test_days_count_in_a_demonstration_alone(district: Unit, street: Unit, day: Run, demo: None) -> None:
    for unit in (district, street):
        gathered = gather_problem(put_plan(unit))
        (square,) = gathered.problem["points"]
        x_m, y_m = find_metres(square["lat_deg"], square["lon_deg"])
        assert (round(x_m), round(y_m), square["dwell"], square["orders"]) == (100, 100, 50, 0)
        assert (gathered.days, gathered.lacks) == (("2026-11-20",), ("wishes",))


def test_without_a_place_on_the_globe_a_day_says_nothing(district: Unit, day: Run) -> None:
    gathered = gather_problem(put_plan(district))

    assert (gathered.problem["points"], gathered.days, gathered.lacks) == ([], (), ("days", "wishes"))


def test_votes_of_persons_weigh_and_those_of_browsers_do_not(
        district: Unit, rider: Account, other_rider: Account) -> None:
    build_station(district, lat_deg=LAT)
    first, second = wish_at(0, rider), wish_at(1, rider)
    support_wish(by=other_rider, caller=BROWSER, wish=first)
    support_wish(by=None, caller=BROWSER, wish=second)
    wish_at(2)
    SiteWish.objects.create(token="0" * 32, unit=district, place="货场", lat_deg=LAT, lon_deg=116.4, need="truck",
                            at=now())

    assert [(row["id"], row["wishes"]) for row in gather_problem(put_plan(district)).problem["points"]] == [
        (f"W-{first.pk}", 2), (f"W-{second.pk}", 1)]


def test_what_stands_depends_on_the_question(district: Unit) -> None:
    build_station(district, "A-1")
    build_station(district, "A-2", hours="Mo-Su 08:00-20:00")
    build_station(district, "A-3", state="closed")

    def stands(*, always: bool) -> list[str]:
        plan = put_plan(district, around_the_clock=always)
        return [one["id"] for one in gather_problem(plan).problem["standing"]]

    assert (stands(always=True), stands(always=False)) == (["S-A-1"], ["S-A-1", "S-A-2"])


def test_parks_and_areas_are_judged_by_trucks_and_are_no_candidates(district: Unit, other_district: Unit) -> None:
    put_candidates(district, 1)
    SiteCandidate.objects.create(unit=district, code="K", name="北园", kind="park", lat_deg=LAT, lon_deg=116.4,
                                 trucks_per_day=400, counted_on="2026-11-01")
    SiteCandidate.objects.create(unit=district, code="F", name="石塘", kind="area", lat_deg=LAT, lon_deg=116.4,
                                 road="云海高速", road_km=40)
    TruckRoad.objects.create(unit=district, name="云海高速", from_km=0, to_km=90)
    SiteCandidate.objects.create(unit=other_district, code="E", name="别区", kind="bank", lat_deg=LAT, lon_deg=116.4)
    problem = gather_problem(put_plan(district)).problem

    assert [one["id"] for one in problem["candidates"]] == ["HX-0"]
    assert problem["parks"] == [{"id": "K", "name": "北园", "trucks_per_day": 400, "has_home": False,
                                 "counted_on": "2026-11-01"}]
    assert problem["roads"] == [{"name": "云海高速", "from_km": 0.0, "to_km": 90.0, "areas": [
        {"id": "F", "name": "石塘", "trucks_per_day": None, "has_home": False, "counted_on": "", "km": 40.0}]}]
