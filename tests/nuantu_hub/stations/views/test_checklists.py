"""The inspector's phone: the own list, the checklist with and without a script, pictures by themselves."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse
from PIL import Image
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.star_cast import MOMENT, answer, appoint, at, build_station, hand_in, plan

from nuantu_hub.people.models import Account, StoredFile, Unit
from nuantu_hub.stations.models import Inspection, InspectionPhoto, Station
from nuantu_hub.stations.views.checklists import wants_json

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(street: Unit) -> Station:
    return build_station(street)


@pytest.fixture
def inspector(district: Unit) -> Account:
    return appoint("one", district)


def _shoot() -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(kept, "JPEG")
    return SimpleUploadedFile("a.jpg", kept.getvalue())


def _fill(one: Inspection, **changed: Any) -> dict[str, Any]:
    told = {f"value-{key}": ("yes" if value else "no") if isinstance(value, bool) else str(value)
            for key, value in answer(one, floor_area=15.0).items()}
    return told | {"token": str(uuid4()), "distance_m": "12", "accuracy_m": "8"} | changed


def test_the_list_says_what_is_late_today_and_ahead(as_: As, station: Station, street: Unit,
                                                    inspector: Account) -> None:
    with at(-1):
        plan(station, inspector)
    with at():
        plan(build_station(street, "DH-002"), inspector)
        hand_in(plan(build_station(street, "DH-003"), inspector), floor_area=15.0)
        shown = as_(inspector).get(reverse("stations:my_inspections")).content.decode()
    assert "今天 1 座 · 过了日子 1 座" in " ".join(shown.split())
    assert shown.index("DH-001驿站") < shown.index("DH-002驿站") < shown.index("DH-003驿站")
    assert 'data-keep="own"' in shown


def test_without_a_script_the_whole_sheet_comes_at_once(as_: As, station: Station, inspector: Account) -> None:
    with at():
        one = plan(station, inspector)
        address, page = reverse("stations:checklist", args=[one.pk]), as_(inspector)
        assert page.get(address).status_code == 200
        told = _fill(one) | {"photo-seats": _shoot(), "note-seats": "新换的"}
        assert page.post(address, told).url == reverse("stations:inspection", args=[one.pk])
        assert page.get(address).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.photos_told, one.distance_m, one.held_at) == ("counted", 1, 12, MOMENT)
    assert InspectionPhoto.objects.get().item == "seats"
    for file in StoredFile.objects.all():
        file.path.unlink()


def test_what_is_missing_comes_back_with_what_was_filled_in(as_: As, station: Station, inspector: Account) -> None:
    with at():
        one = plan(station, inspector)
        back = as_(inspector).post(reverse("stations:checklist", args=[one.pk]), _fill(one, **{
            "value-seats": "", "note-clean": "要再看"}))
    shown = back.content.decode()
    assert back.status_code == 422
    assert "还有1项没有填：有桌椅" in shown
    assert 'value="要再看"' in shown
    assert shown.count(" checked") == 31


def test_a_phone_that_had_no_network_sends_the_sheet_again_and_it_stays_one(as_: As, station: Station,
                                                                            inspector: Account) -> None:
    with at():
        one = plan(station, inspector)
        told = _fill(one, held_at=MOMENT.isoformat(), photos="1")
    with at(1):
        page, script = as_(inspector), {"headers": {"Accept": "application/json"}}
        address = reverse("stations:checklist", args=[one.pk])
        first = page.post(address, told, **script)  # type: ignore[arg-type]
        again = page.post(address, told, **script)  # type: ignore[arg-type]
        other = page.post(address, told | {"token": str(uuid4())}, **script)  # type: ignore[arg-type]
        assert first.json() == again.json() == {"ok": True, "url": reverse("stations:inspection", args=[one.pk])}
        assert (other.status_code, other.json()["ok"]) == (422, False)
        photo = {"token": str(uuid4()), "item": "seats", "taken_at": MOMENT.isoformat()}
        sent = [page.post(reverse("stations:send_photo", args=[one.pk]), photo | {"photo": _shoot()}).json()
                for _time in range(2)]
        missing = page.post(reverse("stations:send_photo", args=[one.pk]), photo)
    one.refresh_from_db()
    assert (one.held_at, one.photos_told) == (MOMENT, 1)
    assert sent[0] == sent[1]
    assert InspectionPhoto.objects.get().taken_at == MOMENT
    assert (missing.status_code, missing.json()["refused"]) == (422, "没有收到照片；重新拍一张")
    for file in StoredFile.objects.all():
        file.path.unlink()


@pytest.mark.parametrize("changed", [{"token": "x"}, {"held_at": "soon"}, {"value-floor_area": "big"},
                                     {"value-seats": "ja"},
                                     {"held_at": "2026-01-14T10:30"}])
def test_what_cannot_be_read_is_refused(as_: As, station: Station, inspector: Account, changed: dict[str, str]) -> None:
    with at():
        one = plan(station, inspector)
        assert as_(inspector).post(reverse("stations:checklist", args=[one.pk]), _fill(one,
                                                                                       **changed)).status_code == 422


def test_only_who_is_sent_opens_the_checklist(as_: As, station: Station, inspector: Account, district: Unit,
                                              officer: Account) -> None:
    with at():
        one = plan(station, inspector)
        for account in (appoint("two", district), officer):
            assert as_(account).get(reverse("stations:checklist", args=[one.pk])).status_code == 404


def test_a_script_asks_for_json(rf: RequestFactory) -> None:
    assert wants_json(rf.get("/", headers={"Accept": "application/json"}))
    assert not wants_json(rf.get("/"))
