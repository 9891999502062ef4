"""Pages of the API are cut where the lists of the hub are cut."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As

from nuantu_hub.people.api import cut_page
from nuantu_hub.people.models import Account, Unit, Visit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_list_has_fifty_rows_a_page_and_nothing_beyond_the_last(city: Unit) -> None:
    for number in range(60):
        plant_unit(f"第{number}街道总工会", Unit.Kind.STREET, city)
    rows = Unit.objects.order_by("path")

    assert [len(cut_page(rows, page)) for page in (1, 2, 3, 100_000)] == [50, 11, 0, 0]


def test_a_page_that_is_no_page_is_refused(stranger: Client) -> None:
    assert [stranger.get(f"/api/units?page={page}").status_code for page in ("0", "-1", "x", "1e5", 10**9)] == [422] * 5


def test_visits_are_read_where_they_are_looked_after(
    officer: Account, other_officer: Account, reviewer: Account, street: Unit, as_: As,
) -> None:
    visit = Visit.objects.create(unit=street, title="双沟通", place_kind=Visit.PlaceKind.values[0], place="站点",
                                 starts_at=now(), ends_at=now())

    assert [row["id"] for row in as_(officer).get("/api/visits").json()] == [visit.pk]
    assert as_(other_officer).get("/api/visits").json() == []
    assert as_(reviewer).get("/api/visits").status_code == 401
