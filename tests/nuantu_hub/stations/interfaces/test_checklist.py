"""The checklist as the phone shows it, and what comes back."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override
from tests.nuantu_hub.stations.star_cast import MOMENT, appoint, at, build_station, plan

from nuantu_hub.people.models import Unit
from nuantu_hub.seam.stars import shipped_standard
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.interfaces.checklist import list_parts, list_photos, read_sheet, read_token, say
from nuantu_hub.stations.models import Inspection

pytestmark = pytest.mark.django_db
TOKEN = "8c0f6f5e-0000-4000-8000-000000000001"


@pytest.fixture
def one(street: Unit, district: Unit) -> Inspection:
    with at():
        return plan(build_station(street), appoint("one", district))


def test_items_stand_in_their_sections_with_what_was_filled_in(one: Inspection) -> None:
    with at():
        parts = list_parts(one, {"value-seats": "no", "note-seats": "少两把"})
        with override("en"):
            english = list_parts(one)
    assert [part.title for part in parts] == ["场所", "设备", "安全", "服务", "日常"]
    assert [line.number for part in parts for line in part.lines] == list(range(1, 38))
    lines = {line.id: line for part in parts for line in part.lines}
    assert (lines["seats"].value, lines["seats"].note, lines["seats"].unit) == ("no", "少两把", "")
    assert (lines["floor_area"].unit, lines["exit_free"].knockout) == ("㎡", True)
    assert (english[0].title, english[0].lines[0].words, english[0].lines[4].unit) == ("Place", "A fixed room", "m²")


def test_a_sheet_is_read_from_what_the_phone_sends(one: Inspection) -> None:
    with at():
        sheet = read_sheet(one, {
            "value-seats": "yes", "value-clean": "no", "value-floor_area": " 15.5 ", "note-clean": "脏", "note": "好",
            "held_at": "2026-01-14T10:00:00+08:00", "distance_m": "12", "accuracy_m": "x", "far_why": "停电"}, 2)
        plain = read_sheet(one, {}, 0)
    assert sheet.answers == {"seats": True, "clean": False, "floor_area": 15.5}
    assert (sheet.notes["clean"], sheet.note, sheet.held_at) == ("脏", "好", datetime(2026, 1, 14, 2, tzinfo=UTC))
    assert (sheet.distance_m, sheet.accuracy_m, sheet.far_why, sheet.photos) == (12, None, "停电", 2)
    assert (plain.answers, plain.held_at, plain.distance_m) == ({}, MOMENT, None)


@pytest.mark.parametrize("told", [{"value-seats": "maybe"}, {"value-floor_area": "x"}, {"held_at": "soon"},
                                  {"held_at": "2026-13-14T10:00:00+08:00"}, {"held_at": "2026-01-14T10:00"}])
def test_what_cannot_be_read_is_refused(one: Inspection, told: dict[str, str]) -> None:
    with at(), pytest.raises(StationRefused):
        read_sheet(one, told, 0)


def test_tokens_and_pictures() -> None:
    assert read_token({"token": TOKEN}) == UUID(TOKEN)
    with pytest.raises(StationRefused, match="没有编号"):
        read_token({"token": "x"})
    first, second = SimpleUploadedFile("a.jpg", b"a"), SimpleUploadedFile("b.jpg", b"b")
    assert list_photos(MultiValueDict({"photo-seats": [first, second], "other": [first]})) == [
        ("seats", first), ("seats", second)]
    assert say(shipped_standard().title) == "驿站星级评定"
