"""Reporting a fault as anybody, and judging its repair."""

from __future__ import annotations

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.equipment_cast import appoint, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.faults import Said, mark_fixed, report_fault
from nuantu_hub.stations.models import Fault, Station

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(street: Unit) -> Station:
    """A station."""
    return build_station(street)


def picture() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(drawn, "JPEG")
    return SimpleUploadedFile("fault.jpg", drawn.getvalue(), "image/jpeg")


def test_three_taps_report_a_fault_with_a_picture(stranger: Client, station: Station) -> None:
    page = stranger.get(reverse("stations:station", args=[station.sign])).content.decode()
    where = reverse("stations:report", args=[station.sign])
    assert f'href="{where}?kind=water"' in page  # the first tap
    form = stranger.get(where, {"kind": "water"}).content.decode()
    assert 'value="water" checked' in form
    told = {"token": uuid4(), "kind": "water", "photo": picture()}  # the second takes the picture
    answer = stranger.post(where, told)  # the third
    fault = Fault.objects.get()
    assert answer["Location"] == reverse("stations:followed_fault", args=[station.sign, fault.pk])
    assert fault.steps.get().photo is not None


def test_the_public_page_tells_states_and_times_and_neither_words_nor_names(
    stranger: Client, station: Station,
) -> None:
    fault = report_fault(station=station, kind="water", token=uuid4(), said=Said("王师傅说不热", picture()))
    mark_fixed(by=appoint(station), fault=fault, said=Said("换了管子"))
    page = stranger.get(reverse("stations:followed_fault", args=[station.sign, fault.pk])).content.decode()
    assert "说是修好了。你在现场看，能用吗？" in page
    for secret in ("王师傅", "换了管子", "马会来", "<img"):
        assert secret not in page


def test_somebody_at_the_place_confirms_or_opens_again(stranger: Client, station: Station) -> None:
    keeper = appoint(station)
    fault = mark_fixed(by=keeper, fault=report_fault(station=station, kind="water", token=uuid4()),
                       said=Said("好了"))
    again = reverse("stations:repair_again", args=[station.sign, fault.pk])
    stranger.post(again, {"token": uuid4()})
    fault.refresh_from_db()
    assert (fault.state, fault.reopened) == ("taken", 1)
    mark_fixed(by=keeper, fault=fault, said=Said("真好了"))
    stranger.post(reverse("stations:repair_works", args=[station.sign, fault.pk]), {"token": uuid4()})
    fault.refresh_from_db()
    assert fault.state == "confirmed"


def test_who_repaired_it_is_told_that_others_confirm(station: Station, as_: As) -> None:
    keeper = appoint(station)
    fault = mark_fixed(by=keeper, fault=report_fault(station=station, kind="water", token=uuid4()),
                       said=Said("好了"))
    client = as_(keeper)
    where = reverse("stations:repair_works", args=[station.sign, fault.pk])
    assert "要别人来确认" in client.post(where, {"token": uuid4()}, follow=True).content.decode()
    fault.refresh_from_db()
    assert fault.state == "fixed"


def test_a_report_of_what_is_no_kind_or_with_a_wrong_file_is_shown_back(stranger: Client, station: Station) -> None:
    where = reverse("stations:report", args=[station.sign])
    assert stranger.post(where, {"token": uuid4(), "kind": "pigeon"}).status_code == 422
    wrong = SimpleUploadedFile("a.jpg", b"no picture at all")
    answer = stranger.post(where, {"token": uuid4(), "kind": "water", "photo": wrong})
    assert answer.status_code == 422
    assert not Fault.objects.exists()


def test_who_reports_what_is_known_sees_that_it_is(stranger: Client, station: Station) -> None:
    report_fault(station=station, kind="water", token=uuid4())
    page = stranger.get(reverse("stations:report", args=[station.sign]), {"kind": "water"}).content.decode()
    assert "已经有人报过" in page


def test_a_fault_is_followed_at_its_own_station_only(
    stranger: Client, station: Station, street: Unit, rider: Account, as_: As,
) -> None:
    fault = report_fault(station=station, kind="water", token=uuid4(), by=rider)
    other = build_station(street, "DH-2")
    for client in (stranger, as_(rider)):
        assert client.get(reverse("stations:followed_fault", args=[other.sign, fault.pk])).status_code == 404
