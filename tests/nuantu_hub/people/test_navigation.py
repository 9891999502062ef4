"""Staff find the pages of their role on the rail, and nothing else."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.conftest import As

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.navigation import register_places
from nuantu_hub.site.gathering import DUE_SOURCES, RAIL

pytestmark = pytest.mark.django_db


def test_registering_again_adds_nothing() -> None:
    before = (list(RAIL), list(DUE_SOURCES))
    register_places()
    assert before == (RAIL, DUE_SOURCES)


@pytest.mark.parametrize(("who", "seen"), [
    ("organiser", {"/today/", "/units/", "/enterprises/", "/visits/", "/rates/"}),
    ("reviewer", {"/today/", "/units/", "/rates/"})])
def test_the_rail_shows_what_the_role_may_open(
        street: Unit, as_: As, who: str, seen: set[str], request: pytest.FixtureRequest) -> None:
    account: Account = request.getfixturevalue(who)
    page = as_(account).get("/units/").content.decode()
    rail = page[page.index('<nav class="rail"'):page.index("</nav>")]
    ours = {"/today/", "/units/", "/enterprises/", "/visits/", "/rates/"}
    assert {address for address in ours if f'href="{address}"' in rail} == seen
