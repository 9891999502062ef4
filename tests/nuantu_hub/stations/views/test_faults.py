"""Faults on the desk."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.equipment_cast import appoint, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.faults import Said, report_fault
from nuantu_hub.stations.models import Fault, Station

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(street: Unit) -> Station:
    """A station."""
    return build_station(street)


def act(fault: Fault, name: str) -> str:
    return reverse("stations:fault_act", args=[fault.pk, name])


def test_a_keeper_takes_a_fault_on_repairs_it_and_the_officer_confirms(
    station: Station, officer: Account, as_: As,
) -> None:
    fault = report_fault(station=station, kind="water", token=uuid4(), said=Said("不热"))
    keeper = appoint(station)
    client = as_(keeper)
    assert client.post(act(fault, "take"), {"token": uuid4()}).status_code == 302
    assert client.post(act(fault, "fixed"), {"words": ""}).status_code == 422
    assert client.post(act(fault, "fixed"), {"words": "换了管子"}).status_code == 302
    assert client.post(act(fault, "confirm"), {"token": uuid4()}).status_code == 422
    assert as_(officer).post(act(fault, "confirm"), {"token": uuid4()}).status_code == 302
    page = client.get(reverse("stations:fault", args=[fault.pk])).content.decode()
    for said in ("不热", "换了管子", "马会来", "确认修好"):
        assert said in page


def test_an_officer_hands_it_on_reminds_reopens_and_drops(station: Station, officer: Account, as_: As) -> None:
    keeper = appoint(station)
    fault = report_fault(station=station, kind="water", token=uuid4())
    client = as_(officer)
    client.post(act(fault, "owner"), {"owner": keeper.pk})
    client.post(act(fault, "nudge"), {"words": "今天修"})
    as_(keeper).post(act(fault, "fixed"), {"words": "好了"})
    client.post(act(fault, "again"), {"token": uuid4(), "words": "还是凉的"})
    fault.refresh_from_db()
    assert (fault.owner, fault.state, fault.reopened) == (keeper, "taken", 1)
    assert client.post(act(fault, "drop"), {"token": uuid4(), "words": "试过是好的"}).status_code == 302
    assert client.post(act(fault, "pigeon")).status_code == 404
    assert list(fault.steps.values_list("kind", flat=True)) == [
        "reported", "given", "nudged", "fixed", "reopened", "dropped"]


def test_the_picture_is_seen_by_who_looks_after_the_station_and_by_nobody_else(
    station: Station, officer: Account, other_officer: Account, rider: Account, as_: As,
) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(drawn, "PNG")
    fault = report_fault(station=station, kind="water", token=uuid4(), by=rider, said=Said(
        "", SimpleUploadedFile("a.png", drawn.getvalue())))
    where = reverse("stations:fault_photo", args=[fault.pk, fault.steps.get().pk])
    answer = as_(officer).get(where)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "sandbox" in answer["Content-Security-Policy"]
    for stranger in (other_officer, rider):
        assert as_(stranger).get(where).status_code == 404


@pytest.mark.parametrize(("show", "numbers"), [
    ("open", [0, 1]), ("overdue", [0]), ("mine", [1]), ("fixed", [2]), ("done", [3])])
def test_the_list_is_sieved(station: Station, officer: Account, as_: As, show: str, numbers: list[int]) -> None:
    hours = (-1, 5, 5, 5)
    made = [Fault.objects.create(
        station=station, kind="water", state=state, reported_at=now(), due_at=now() + timedelta(hours=late),
        owner=officer if state == "taken" else None, fixed_at=now() if state == "fixed" else None)
        for state, late in zip(("open", "taken", "fixed", "confirmed"), hours, strict=True)]
    answer = as_(officer).get(reverse("stations:faults"), {"show": show})
    assert [fault.pk for fault in answer.context["page"]] == [made[number].pk for number in numbers]


def test_the_list_asks_as_often_for_many_as_for_one_and_shows_no_other_districts(
    station: Station, officer: Account, other_officer: Account, as_: As,
) -> None:
    def ask() -> int:
        client = as_(officer)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("stations:faults"))
        return len(asked)

    Fault.objects.create(station=station, kind="water", reported_at=now(), due_at=now())
    one = ask()
    for _time in range(20):
        Fault.objects.create(station=station, kind="power", reported_at=now(), due_at=now(), owner=officer)
    assert ask() == one
    assert not as_(other_officer).get(reverse("stations:faults")).context["page"].object_list
    assert as_(officer).get(reverse("stations:faults"), {"show": "pigeons"}).status_code == 404


def test_the_table_comes_as_a_file(station: Station, officer: Account, as_: As) -> None:
    report_fault(station=station, kind="water", token=uuid4())
    answer = as_(officer).post(reverse("stations:export_faults"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "DH-1" in answer.content.decode()
