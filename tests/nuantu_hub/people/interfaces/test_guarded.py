"""A guarded view gets the account that asks and the thing that was found."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.views.units import show_unit
from nuantu_hub.site.guards import GuardMiddleware

pytestmark = pytest.mark.django_db


def test_the_guard_leaves_what_it_found_on_the_request(district: Unit, officer: Account) -> None:
    request = RequestFactory().get(f"/units/{district.pk}/")
    request.user = officer
    guard = GuardMiddleware(lambda asked: show_unit(asked, district.pk))
    assert guard.process_view(request, show_unit, (), {"key": district.pk}) is None
    assert {name for name in GuardedRequest.__annotations__ if hasattr(request, name)} == {"user", "found"}
    assert request.found == district  # type: ignore[attr-defined]
