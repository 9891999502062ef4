"""A demonstration has a year of inspections and stars that the engine would give; the same each time."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.star_cast import appoint

from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.seam.stars import Act, shipped_standard, trace_looks
from nuantu_hub.stations.domain.inspection_plans import Wish, make_plan
from nuantu_hub.stations.domain.registry import StationFacts, open_station
from nuantu_hub.stations.domain.seed_stars import History, seed_stars_of
from nuantu_hub.stations.domain.stars import current_stars, list_looks_of
from nuantu_hub.stations.domain.station_scene import StationScene
from nuantu_hub.stations.models import Facility, Finding, Inspection, Star, Station

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 21, 6, tzinfo=UTC)


def _fill(street: Unit, city: Unit) -> list[Station]:
    scene, rng = StationScene(MOMENT), random.Random(7)
    officer = Account.objects.create_staff("officer-city", "许清和")
    Post.objects.create(account=officer, unit=city, role=Post.Role.OFFICER, since=MOMENT - timedelta(days=900))
    inspectors = [appoint(f"inspector-{number}", city) for number in range(3)]
    with standing_at(scene.at(-420)):
        stations = [open_station(by=officer, unit=street, code=f"S-{number:02d}", token=uuid4(), facts=StationFacts(
            name=f"驿站{number}", kind="warm", address="路口", lat_deg=39.9 + number / 100, lon_deg=116.4, hours="24/7",
            seats=12 + number, area_m2=10.0 + number, facilities=dict.fromkeys(Facility.Kind.values[:15], 1)))
            for number in range(12)]
    history = History(scene, rng, stations, inspectors)
    for days in (-242, -150):
        history.visit_all(days)
    history.save()
    with standing_at(scene.at(-58)):
        plan = make_plan(by=officer, unit=city, token=uuid4(), wish=Wish(scene.day(-54), scene.day(36), seed="1"))
    history.hold_planned(plan)
    seed_stars_of(scene, rng, stations)
    return stations


def test_the_seeded_history_is_one_that_the_rules_allow(street: Unit, city: Unit) -> None:
    stations = _fill(street, city)
    rows = list(Inspection.objects.order_by("held_at"))
    held = [row for row in rows if row.held_at is not None]
    assert len(held) >= 24
    assert all(row.on >= MOMENT.date() for row in rows if row.held_at is None)
    for one in stations:
        went = [row.inspector_id for row in held if row.station_id == one.pk]
        assert all(first != second for first, second in pairwise(went))
    assert all(row.passed is not None and row.asked == len(row.answers) and row.passed <= row.asked for row in held)
    assert all(finding.due_on > finding.inspection.on for finding in Finding.objects.select_related("inspection"))


def test_every_seeded_star_is_what_the_engine_traces(street: Unit, city: Unit) -> None:
    stations = _fill(street, city)
    looks = list_looks_of([one.pk for one in stations])
    with standing_at(MOMENT):
        standing = current_stars(stations)
    assert len(standing) >= 6
    for star in Star.objects.all():
        traced = trace_looks(shipped_standard(), looks[star.station_id], [Act("rated", star.since)], MOMENT.date())
        assert standing[star.station_id].stars == traced[-1].stars
        assert star.stars == traced[0].stars


def test_two_demonstrations_hold_the_same(street: Unit, city: Unit) -> None:
    from django.db import transaction
    told = []
    for _time in range(2):
        with transaction.atomic():
            _fill(street, city)
            told.append((list(Inspection.objects.order_by("station__code", "on").values_list(
                "station__code", "on", "inspector__login", "answers", "state")),
                list(Star.objects.order_by("station__code").values_list("station__code", "stars", "schedule"))))
            transaction.set_rollback(True)
    assert told[0] == told[1]
