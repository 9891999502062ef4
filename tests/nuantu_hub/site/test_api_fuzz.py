"""Whatever is asked of the API, it never breaks, and what it answers is what it says it answers."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.requests_from_schema import draw_requests

from nuantu_hub.people.models import Account, Application, Unit
from nuantu_hub.site.api import api
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
EXPECTED = {200, 301, 401, 404, 405, 422}


def _ask(clients: list[Client], times: int) -> int:
    asked = 0

    @settings(max_examples=times, deadline=None, database=None, phases=(Phase.generate,),
              suppress_health_check=list(HealthCheck))
    @given(request=draw_requests(api.get_openapi_schema()))
    def ask(request: tuple[str, str]) -> None:
        nonlocal asked
        method, address = request
        client = clients[asked % len(clients)]
        asked += 1
        answer = client.generic(method, address)
        assert answer.status_code in EXPECTED, (method, address, answer.status_code)
        if answer.status_code == 200 and method == "GET":
            json.loads(answer.content)
    ask()
    return asked


@pytest.fixture
def ask(reviewer: Account, rider: Account, officer: Account, street: Unit, as_: As) -> Callable[[int], int]:
    """Asks so many times, as a stranger, a worker, a reviewer and an officer in turn."""
    for number in range(3):
        Application.objects.create(
            token=uuid.uuid4(), state="submitted", place=street, unit=street, name="林小满", phone="+8613900000001",
            phone_index=f"{number}", occupation="food", standing="full", rule="street", told_at=now())
    return lambda times: _ask([Client(raise_request_exception=True), as_(rider), as_(reviewer), as_(officer)], times)


def test_two_hundred_requests_make_no_fault(ask: Callable[[int], int]) -> None:
    assert ask(200) >= 190


@pytest.mark.slow
def test_two_thousand_requests_make_no_fault(ask: Callable[[int], int]) -> None:
    assert ask(2_100) >= 2_000
