"""The demonstration's candidates, wishes, gates and plan are made by the verbs, the same each time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.stations.domain.seed_siting import read_told, seed_candidates, seed_gates, seed_trucks, seed_wishes
from nuantu_hub.stations.domain.station_scene import StationScene
from nuantu_hub.stations.models import CompoundGate, SiteCandidate, SiteVote, SiteWish, TruckRoad

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 21, 10, tzinfo=UTC)


def test_what_the_file_tells_stands(city: Unit, officer: Account) -> None:
    for number in range(20):
        Account.objects.create_worker(f"工{number}", f"+86139000001{number:02d}")
    home = plant_unit("朝阳区总工会", Unit.Kind.DISTRICT, city)
    scene, told = StationScene(MOMENT), read_told()
    seed_candidates(scene, officer, home)
    seed_trucks(scene, officer, home)
    seed_gates(scene, officer, home)
    seed_wishes(scene, officer)

    areas = sum(len(road["areas"]) for road in told["roads"])
    assert SiteCandidate.objects.count() == 120 + len(told["parks"]) + areas
    assert TruckRoad.objects.count() == len(told["roads"])
    assert CompoundGate.objects.values("compound").distinct().count() == 3 * len(told["compounds"])
    assert SiteWish.objects.count() == len(told["wishes"])
    assert SiteWish.objects.filter(state="waiting").count() == 1
    assert SiteVote.objects.filter(account=None).count() == sum(row["browsers"] for row in told["wishes"])
    assert {SiteCandidate.objects.filter(kind=kind).count() for kind in told["candidates"]} == {
        one["count"] for one in told["candidates"].values()}
