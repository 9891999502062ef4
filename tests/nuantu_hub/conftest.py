"""The standing cast of the hub's tests: a small union and the people in it, the stranger always among them.

    city ── district ── street        rider, other_rider          workers
       └─── other_district            reviewer                    at the street
                                      organiser, officer          at the district
                                      other_officer               at the other district
                                      steward                     at the city
                                      bystander                   staff without a post
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.models.unit import plant_unit

SINCE = datetime(2025, 1, 1, tzinfo=UTC)
As = Callable[[Account], Client]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """What one test used up of a limit is not missing in the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """The language of one test's last answer is not spoken by the next."""
    yield
    translation.deactivate()


@pytest.fixture
def city(db: None) -> Unit:
    """云港市总工会, the root of the tree."""
    return plant_unit("云港市总工会", Unit.Kind.CITY, place_code="990100")


@pytest.fixture
def district(city: Unit) -> Unit:
    """A district of the city."""
    return plant_unit("东湖区总工会", Unit.Kind.DISTRICT, city, place_code="990101")


@pytest.fixture
def other_district(city: Unit) -> Unit:
    """The district beside it."""
    return plant_unit("南山区总工会", Unit.Kind.DISTRICT, city, place_code="990102")


@pytest.fixture
def street(district: Unit) -> Unit:
    """A street of the district."""
    return plant_unit("柳岸街道总工会", Unit.Kind.STREET, district)


def _appoint(login: str, name: str, role: str, unit: Unit) -> Account:
    account = Account.objects.create_staff(login, name)
    Post.objects.create(account=account, unit=unit, role=role, since=SINCE)
    return account


@pytest.fixture
def rider(db: None) -> Account:
    """A worker."""
    return Account.objects.create_worker("林小满", "+8613900000001")


@pytest.fixture
def other_rider(db: None) -> Account:
    """Another worker, who has no business with the first one's rows."""
    return Account.objects.create_worker("赵大河", "+8613900000002")


@pytest.fixture
def reviewer(street: Unit) -> Account:
    """Reviews applications at the street."""
    return _appoint("reviewer", "周审", Post.Role.REVIEWER, street)


@pytest.fixture
def organiser(district: Unit) -> Account:
    """Organises unions in the district."""
    return _appoint("organiser", "吴组", Post.Role.ORGANISER, district)


@pytest.fixture
def officer(district: Unit) -> Account:
    """The district's officer."""
    return _appoint("officer", "郑干", Post.Role.OFFICER, district)


@pytest.fixture
def other_officer(other_district: Unit) -> Account:
    """The officer of the district beside it."""
    return _appoint("other-officer", "冯邻", Post.Role.OFFICER, other_district)


@pytest.fixture
def steward(city: Unit) -> Account:
    """Looks after the hub for the whole city."""
    return _appoint("steward", "陈管", Post.Role.STEWARD, city)


@pytest.fixture
def bystander(db: None) -> Account:
    """Staff without a post: signed in, and nothing more."""
    return Account.objects.create_staff("bystander", "钱路")


@pytest.fixture
def stranger(db: None) -> Client:
    """A browser in which nobody has signed in."""
    return Client()


@pytest.fixture
def as_(db: None) -> As:
    """A browser in which the given account has signed in."""
    def sign_in(account: Account) -> Client:
        client = Client()
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client
    return sign_in
