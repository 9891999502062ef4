"""The screen of a station is open to everybody, names nobody, and brings its own worker along."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from tests.nuantu_hub.stations.siting_cast import LAT, put_gate
from tests.nuantu_hub.stations.visit_cast import build_station, let_count

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Keeper, Notice

pytestmark = pytest.mark.django_db


def test_it_shows_stations_gates_and_approved_notices(district: Unit, officer: Account, stranger: Client) -> None:
    own = build_station(district, "A-0")
    build_station(district, "A-1", lat_deg=LAT + 0.003)
    put_gate(district)
    told = {"unit": district, "station": own, "words": "明天上午", "since": now(), "written_by": None,
            "written_at": now()}
    Notice.objects.create(token=uuid.uuid4(), title="停水通知", state="approved", decided_by=officer, decided_at=now(),
                          **told)
    Notice.objects.create(token=uuid.uuid4(), title="还没审", state="waiting", **told)
    page = stranger.get("/screen/A-0/").content.decode()

    for words in ("A-0驿站", "A-1驿站", "安和里", "扫码进", "停水通知", "24小时开放", "你在这里"):
        assert words in page
    assert "还没审" not in page


def test_it_names_no_person_and_sets_no_cookie(district: Unit, officer: Account, stranger: Client) -> None:
    own = build_station(district, "A-0", contact="马会来 13900000009")
    Keeper.objects.create(station=own, account=officer, since=now())
    let_count(own, 3)
    answer = stranger.get("/screen/A-0/")
    page = answer.content.decode()

    for words in (officer.name, "马会来", "13900000009", "3 人"):
        assert words not in page
    assert "sessionid" not in answer.cookies


def test_its_worker_keeps_what_the_page_asks_for(district: Unit, stranger: Client) -> None:
    build_station(district, "A-0")
    page, worker = stranger.get("/screen/A-0/").content.decode(), stranger.get("/screen/A-0/worker.js")
    text = worker.content.decode()
    asked = set(re.findall(r'(?:href|src)="(/static/[^"#]+)"', page))

    assert worker["Content-Type"] == "text/javascript"
    assert 'const PAGE = "/screen/A-0/";' in text
    assert [one for one in sorted(asked) if one not in text] == []


@pytest.mark.parametrize("address", ["/screen/NONE/", "/screen/NONE/worker.js", "/screen/SHUT/"])
def test_a_station_that_is_not_there_has_no_screen(district: Unit, stranger: Client, address: str) -> None:
    build_station(district, "SHUT", state="closed")

    assert stranger.get(address).status_code == 404


def test_minutes_are_told_so_that_the_page_can_say_its_age(district: Unit, stranger: Client) -> None:
    build_station(district, "A-0")
    before = int(now().timestamp())
    made = int(re.findall(r'data-made="(\d+)"', stranger.get("/screen/A-0/").content.decode())[0])

    assert before <= made <= int(now().timestamp())
