"""The demonstration's stations: 600 that stand, spread over districts, with everything that goes wrong in a year."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from nuantu_hub.people.domain.demo import MORE_SEEDS, choose_cast
from nuantu_hub.people.domain.seed import seed
from nuantu_hub.people.models import Post, Unit
from nuantu_hub.stations.domain import seed_stations as module
from nuantu_hub.stations.domain.notices import current_notices
from nuantu_hub.stations.domain.opening_hours import check_hours, is_always_open
from nuantu_hub.stations.domain.registry import STANDING
from nuantu_hub.stations.domain.seed_stations import PARTS, find_part, seed_stations
from nuantu_hub.stations.domain.station_import import count_fates
from nuantu_hub.stations.models import Favourite, Keeper, Notice, Station, StationImport

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what the other parts fill."""
    monkeypatch.setattr(module, "PARTS", ())


def describe() -> dict[str, Any]:
    """All that was filled, but for the keys that the database and chance give to accounts."""
    return {
        "stations": list(Station.objects.values_list("code", "sign", "name", "lat_deg", "lon_deg", "hours", "state",
                                                     "token", "unit__name").order_by("code")),
        "facilities": list(Station.objects.values_list("code", "facilities__kind", "facilities__count").order_by(
            "code", "facilities__kind")),
        "keepers": sorted(Keeper.objects.values_list("station__code", "account__login", "since", "until")),
        "notices": sorted(Notice.objects.values_list("token", "state")),
    }


def test_600_stations_stand_in_all_districts(alone: None) -> None:
    seed(MOMENT)
    told = seed_stations(MOMENT)
    assert seed_stations(MOMENT) == told

    standing = Station.objects.filter(state__in=STANDING)
    assert standing.count() == 600
    assert Counter(Station.objects.values_list("state", flat=True)) == {
        "used": 595, "works": 3, "paused": 2, "moved": 2, "closed": 1}
    districts = Unit.objects.filter(kind=Unit.Kind.DISTRICT)
    assert all(standing.filter(unit__path__startswith=one.path).exists() for one in districts)
    assert {kind for kind in Station.Kind.values if standing.filter(kind=kind).count() < 40} == {"smart"}
    assert [one.name for one in standing if is_always_open(one)] == ["石桥智能驿站", "井沿智能驿站"]
    assert all(check_hours(hours) == hours for hours in set(standing.values_list("hours", flat=True)))
    assert all(one.moved_to is not None for one in Station.objects.filter(state="moved"))
    assert standing.filter(host="").count() < 500 < standing.exclude(hours="24/7").count()
    assert not standing.exclude(keepers__until=None, keepers__isnull=False).exists()
    assert Favourite.objects.count() == 18
    assert [one.title for one in current_notices(Station.objects.get(code="CY-0001"), MOMENT)] == [
        "大风天注意安全", "微波炉加了一台", "冬夜姜茶"]
    assert count_fates(StationImport.objects.get()) == {"same": 4, "changed": 1, "bad": 4}
    assert {post.posts.order_by("pk")[0].role for post in choose_cast() if post.kind == "staff"} == set(
        Post.Role.values)


@pytest.mark.slow
def test_two_demonstrations_of_one_moment_are_the_same(alone: None) -> None:
    found = []
    for _time in range(2):
        with transaction.atomic():
            seed(MOMENT)
            seed_stations(MOMENT)
            found.append(describe())
            transaction.set_rollback(True)
    assert found[0] == found[1]


def test_stations_fill_the_demonstration_once() -> None:
    assert MORE_SEEDS.count(seed_stations) == 1


@pytest.mark.parametrize("name", PARTS)
def test_every_part_is_there(name: str) -> None:
    assert callable(find_part(name))
