"""Pages of mending: the list by state, one finding, mended by the keeper, re-checked by an inspector."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.star_cast import appoint, at, build_station, hand_in, keep, plan

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import Finding, Station

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(street: Unit) -> Station:
    return build_station(street)


def test_from_the_order_to_the_re_check(as_: As, station: Station, district: Unit, officer: Account,
                                        rider: Account) -> None:
    inspector, keeper = appoint("one", district), keep(station)
    with at():
        hand_in(plan(station, inspector), {"clean": "垃圾桶满了"}, floor_area=15.0, clean=False)
        one = Finding.objects.get()
        page = reverse("stations:finding", args=[one.pk])
        assert "垃圾桶满了" in as_(keeper).get(page).content.decode()
        assert as_(rider).get(page).status_code == 404
        mend = reverse("stations:mend_finding", args=[one.pk])
        assert as_(keeper).post(mend, {"said": ""}).status_code == 422
        assert as_(keeper).post(mend, {"said": "清了"}).status_code == 302
        assert as_(inspector).post(mend, {"said": "清了"}).status_code == 404
        look = reverse("stations:recheck_finding", args=[one.pk])
        assert as_(inspector).post(look, {"token": str(uuid4())}).status_code == 422
        assert as_(keeper).post(look, {"token": str(uuid4()), "holds": "yes"}).status_code == 404
        assert as_(inspector).post(look, {"token": str(uuid4()), "holds": "no"}).status_code == 302
        shown = as_(officer).get(page).content.decode()
    one.refresh_from_db()
    assert (one.state, one.false_mends) == ("open", 1)
    assert "说整改好了而没有好，1 次" in shown


def test_a_measured_item_asks_for_a_number(as_: As, station: Station, district: Unit) -> None:
    inspector, keeper = appoint("one", district), keep(station)
    with at(340):
        hand_in(plan(station, inspector), floor_area=15.0, warmth=8)
        one = Finding.objects.get()
        as_(keeper).post(reverse("stations:mend_finding", args=[one.pk]), {"said": "换了"})
        look = reverse("stations:recheck_finding", args=[one.pk])
        assert as_(inspector).post(look, {"token": str(uuid4())}).status_code == 422
        assert as_(inspector).post(look, {"token": str(uuid4()), "value": "19.5"}).status_code == 302
    one.refresh_from_db()
    assert one.state == "closed"


def test_the_list_has_states_and_asks_as_often_for_many(as_: As, street: Unit, district: Unit,
                                                        officer: Account) -> None:
    inspector = appoint("one", district)
    with at():
        hand_in(plan(build_station(street, "A"), inspector), floor_area=15.0, clean=False)
        page, address = as_(officer), reverse("stations:findings")
        first = count_queries(page, address)
        for number in range(8):
            hand_in(plan(build_station(street, f"B{number}"), inspector), floor_area=15.0, clean=False)
        assert count_queries(page, address) == first
        assert page.get(address, {"state": "none"}).status_code == 404
    with at(20):
        assert "B7驿站" in page.get(address, {"state": "overdue"}).content.decode()
        assert "B7驿站" not in page.get(address, {"state": "closed"}).content.decode()
