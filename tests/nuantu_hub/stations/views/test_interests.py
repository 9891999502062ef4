"""The page on which an inspector says where not to be sent."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.star_cast import appoint, at, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import Interest

pytestmark = pytest.mark.django_db


def test_a_tie_is_declared_and_ended(as_: As, street: Unit, district: Unit, officer: Account) -> None:
    inspector, other = appoint("one", district), appoint("two", district)
    build_station(street)
    with at():
        page, address = as_(inspector), reverse("stations:interests")
        told = {"token": str(uuid4()), "code": "DH-001", "host": "", "why": "亲属在这里"}
        assert page.post(address, told | {"code": "DH-999"}).status_code == 422
        assert page.post(address, told | {"host": "云港银行"}).status_code == 422
        assert page.post(address, told).status_code == 302
        assert "DH-001驿站" in page.get(address).content.decode()
        one = Interest.objects.get()
        end = reverse("stations:end_interest", args=[one.pk])
        assert as_(other).post(end).status_code == 404
        assert page.post(end).status_code == 302
        assert as_(officer).get(address).status_code == 404
    one.refresh_from_db()
    assert one.until is not None
