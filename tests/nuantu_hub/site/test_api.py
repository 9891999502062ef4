"""The API gives what the pages give, to whom the pages give it, and nothing that does not say so."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.models import Account, Application, Reading, Unit
from nuantu_hub.site.api import Holds, api
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
OPEN = {"/api/health", "/api/units", "/api/stations/nearest"}


def _apply(unit: Unit, name: str = "林小满") -> Application:
    return Application.objects.create(
        token=uuid.uuid4(), state="submitted", place=unit, unit=unit, name=name, phone="+8613900000001",
        phone_index=uuid.uuid4().hex, occupation="food", standing="full", rule="street", told_at=now(),
        submitted_at=now(), due_at=now())


def test_it_describes_itself(stranger: Client) -> None:
    told = stranger.get("/api/openapi.json").json()

    assert told["openapi"].startswith("3.")
    assert OPEN | {"/api/me", "/api/applications", "/api/visits", "/api/my/day"} <= set(told["paths"])
    assert {path for path, ways in told["paths"].items() for way in ways.values() if "security" not in way} == OPEN


def test_an_operation_that_names_no_permission_is_closed_to_everybody(
    steward: Account, rf: object, as_: As,
) -> None:
    request = as_(steward).get("/api/health").wsgi_request

    assert isinstance(api.auth[0], Holds)
    assert api.auth[0](request) is None


def test_everybody_reads_the_tree_of_unions(stranger: Client, city: Unit, district: Unit, street: Unit) -> None:
    rows = stranger.get("/api/units").json()
    assert [row["name"] for row in rows] == [city.name, district.name, street.name]
    assert [row["id"] for row in stranger.get(f"/api/units?parent={district.pk}").json()] == [street.pk]
    assert stranger.get("/api/units?page=2").json() == []


def test_one_reads_who_one_is(officer: Account, district: Unit, stranger: Client, as_: As) -> None:
    told = as_(officer).get("/api/me").json()

    assert (told["name"], told["posts"]) == ("郑干", [{"role": "officer", "unit_id": district.pk}])
    assert stranger.get("/api/me").status_code == 401


def test_a_reviewer_reads_applications_and_the_reading_is_written_down(
    reviewer: Account, other_officer: Account, rider: Account, street: Unit, stranger: Client, as_: As,
) -> None:
    application = _apply(street)
    page = f"/api/applications/{application.pk}"
    listed = as_(reviewer).get("/api/applications").json()
    assert [row["id"] for row in listed] == [application.pk]
    assert "name" not in listed[0]
    assert not Reading.objects.exists()

    told = as_(reviewer).get(page).json()
    assert (told["name"], told["phone"]) == ("林小满", "139****0001")
    assert Reading.objects.get().purpose == "api"
    assert as_(other_officer).get("/api/applications").json() == []
    assert [as_(other_officer).get(page).status_code, as_(rider).get(page).status_code,
            stranger.get(page).status_code] == [404, 401, 401]


def test_a_worker_without_a_link_has_no_day_and_staff_has_none_at_all(
    rider: Account, officer: Account, as_: As,
) -> None:
    assert [as_(rider).get(page).status_code for page in ("/api/my/day", "/api/my/payslips/1")] == [404, 404]
    assert as_(officer).get("/api/my/day").status_code == 401


def test_nothing_is_changed_through_the_api(steward: Account, as_: As) -> None:
    for path in api.get_openapi_schema()["paths"]:
        address = path.replace("{key}", "1").replace("{order_id}", "1")
        assert as_(steward).post(address).status_code == 405, path


def test_lists_ask_as_often_for_many_as_for_one(reviewer: Account, street: Unit, as_: As) -> None:
    _apply(street)
    few = count_queries(as_(reviewer), "/api/applications")
    for _time in range(30):
        _apply(street)

    assert count_queries(as_(reviewer), "/api/applications") == few
