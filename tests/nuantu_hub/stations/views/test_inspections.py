"""The desk of inspections: the week, the list, planning one, the second look, pictures, the table to take along."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.star_cast import MOMENT, appoint, at, build_station, hand_in, keep, plan

from nuantu_hub.people.models import Account, Reading, Unit
from nuantu_hub.stations.domain.inspections import add_photo
from nuantu_hub.stations.models import Inspection, Station
from nuantu_hub.stations.views.inspections import find_tone, list_answers, name_items

pytestmark = pytest.mark.django_db
TODAY = MOMENT.date()


@pytest.fixture
def station(street: Unit) -> Station:
    return build_station(street)


@pytest.fixture
def inspector(district: Unit) -> Account:
    return appoint("one", district)


def shoot() -> SimpleUploadedFile:
    """A small picture."""
    kept = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(kept, "JPEG")
    return SimpleUploadedFile("a.jpg", kept.getvalue())


def test_an_officer_sends_an_inspector_and_a_conflict_is_named(as_: As, station: Station, inspector: Account,
                                                               officer: Account) -> None:
    keeper = keep(station)
    with at():
        page = as_(officer)
        address = f"{reverse('stations:inspection_new')}?station={station.code}"
        told = {"token": str(uuid4()), "on": TODAY.isoformat(), "inspector": inspector.pk, "kind": "routine"}
        made = page.post(address, told)
        again = page.post(address, told)
        assert made.status_code == again.status_code == 302
        assert Inspection.objects.count() == 1
        inspector.kept_stations.create(station=station, since=MOMENT - timedelta(days=9), until=MOMENT)
        refused = page.post(address, told | {"token": str(uuid4())})
    assert refused.status_code == 422
    assert "检one是这座驿站的管理人，或一年内管过" in refused.content.decode()
    assert keeper.pk != inspector.pk


def test_the_station_is_chosen_by_code_or_name(as_: As, station: Station, officer: Account) -> None:
    page, address = as_(officer), reverse("stations:inspection_new")
    assert page.get(address).status_code == 200
    found = page.get(address, {"station": "DH-0"})
    assert found.status_code == 200
    assert "DH-001驿站" in found.content.decode()
    assert page.get(address, {"station": "没有这座"}).status_code == 404


def test_who_keeps_the_station_sees_no_inspection(as_: As, station: Station, inspector: Account, stranger: Client,
                                                  rider: Account, other_officer: Account) -> None:
    with at():
        one = plan(station, inspector)
        address = reverse("stations:inspection", args=[one.pk])
        for account in (keep(station), rider, other_officer):
            assert as_(account).get(address).status_code == 404
        assert stranger.get(address).status_code == 302


def test_the_week_shows_what_was_found_and_who_goes_today(as_: As, station: Station, street: Unit, inspector: Account,
                                                          officer: Account) -> None:
    with at():
        hand_in(plan(station, inspector), seats=True, clean=False)
        plan(build_station(street, "DH-002"), inspector)
        shown = as_(officer).get(reverse("stations:week")).content.decode()
        empty = as_(officer).get(reverse("stations:week"), {"day": "2026-03-01"}).content.decode()
        wrong = as_(officer).get(reverse("stations:week"), {"day": "soon"}).status_code
    assert "本周 2 座，已查 1 座，责令整改 1 座" in shown
    assert "今年已查 1 次，到今天应查 0 次" in shown
    assert "DH-002驿站" in shown
    assert "本周还没有安排检查" in empty
    assert wrong == 404


def test_a_list_asks_as_often_for_one_as_for_many(as_: As, street: Unit, inspector: Account, officer: Account) -> None:
    with at():
        page, address = as_(officer), f"{reverse('stations:inspections')}?state=planned"
        plan(build_station(street, "DH-100"), inspector)
        one = count_queries(page, address)
        for number in range(101, 121):
            plan(build_station(street, f"DH-{number}"), inspector)
        assert count_queries(page, address) == one
        assert count_queries(page, reverse("stations:week")) == count_queries(page, reverse("stations:week"))


def test_the_list_narrows_to_a_station_and_a_state(as_: As, station: Station, inspector: Account,
                                                   officer: Account) -> None:
    with at():
        hand_in(plan(station, inspector), floor_area=15.0)
        page = as_(officer)
        shown = page.get(reverse("stations:inspections"), {"state": "counted", "station": station.code})
        late = page.get(reverse("stations:inspections"), {"state": "late"})
        assert page.get(reverse("stations:inspections"), {"state": "odd"}).status_code == 404
    assert "DH-001驿站" in shown.content.decode()
    assert "DH-001驿站" not in late.content.decode()


def test_a_picture_is_shown_to_the_desk_and_the_look_is_written_down(as_: As, station: Station, inspector: Account,
                                                                     officer: Account, rider: Account) -> None:
    with at():
        one = hand_in(plan(station, inspector))
        photo = add_photo(by=inspector, inspection=one, item="seats", upload=shoot(), taken_at=MOMENT, token=uuid4())
        address = reverse("stations:inspection_photo", args=[one.pk, photo.pk])
        got = as_(officer).get(address)
        assert as_(rider).get(address).status_code == 404
    assert (got.status_code, got["Content-Type"]) == (200, "image/jpeg")
    assert Reading.objects.filter(by=officer).count() == 1


def test_a_second_inspector_agrees_and_the_first_cannot(as_: As, station: Station, inspector: Account, district: Unit,
                                                        officer: Account) -> None:
    second = appoint("two", district)
    with at():
        one = hand_in(plan(station, inspector), exit_free=False)
        address = reverse("stations:second_inspection", args=[one.pk])
        assert as_(inspector).post(address, {"agrees": "yes"}).status_code == 422
        assert as_(second).post(address, {"agrees": "no"}).status_code == 422
        assert as_(second).post(address, {"agrees": "yes"}).status_code == 302
        assert as_(officer).post(address, {"agrees": "yes"}).status_code == 404
        shown = as_(officer).get(reverse("stations:inspection", args=[one.pk])).content.decode()
    one.refresh_from_db()
    assert (one.state, one.second, one.by_rules) == ("counted", second, 0)
    assert "检two" in shown


def test_an_inspection_is_moved_or_called_off(as_: As, station: Station, inspector: Account, officer: Account) -> None:
    with at():
        one = plan(station, inspector)
        address, page = reverse("stations:change_inspection", args=[one.pk]), as_(officer)
        assert page.get(address).status_code == 200
        later = (TODAY + timedelta(days=3)).isoformat()
        assert page.post(address, {"what": "move", "on": later, "inspector": inspector.pk}).status_code == 302
        assert page.post(address, {"what": "off", "why": ""}).status_code == 422
        assert page.post(address, {"what": "off", "why": "驿站停电"}).status_code == 302
    one.refresh_from_db()
    assert (one.on.isoformat(), one.state, one.off_why) == (later, "off", "驿站停电")


def test_the_table_holds_every_inspection_that_was_held(as_: As, station: Station, inspector: Account,
                                                        officer: Account) -> None:
    with at():
        hand_in(plan(station, inspector))
        got = as_(officer).post(reverse("stations:export_inspections"))
    lines = got.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("DH-001,DH-001驿站,2026-01-14T10:30+08:00,例行检查,否,检one")


def test_answers_are_told_by_section_with_their_tone(station: Station, inspector: Account) -> None:
    with at():
        one = hand_in(plan(station, inspector), aed=False, seats=False)
        rows = {row["id"]: row["tone"] for _part, told in list_answers(one) for row in told}
        assert (rows["aed"], rows["seats"], rows["hot_water"]) == ("watch", "broken", "kept")
        assert name_items()["aed"] == "有除颤仪"
        assert list_answers(Inspection(station=station)) == []


def test_a_tone_follows_from_the_least_need() -> None:
    from nuantu_hub.seam.stars import shipped_standard
    items = shipped_standard().find(1).by_id
    assert [find_tone(items[key], value=value) for key, value in (("aed", True), ("aed", False), ("seats", False))] == [
        "kept", "watch", "broken"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "9999-99-99", "soon"])
def test_a_week_outside_the_calendar_is_nowhere(officer: Account, as_: As, day: str) -> None:
    assert as_(officer).get(reverse("stations:week"), {"day": day}).status_code == 404
