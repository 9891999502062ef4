"""A deed is recorded in the transaction that does it, or it is not done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connections, transaction

from nuantu_hub.people.domain.record import record_deed, record_reading
from nuantu_hub.people.models import Account, Deed, Reading, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside() -> Iterator[None]:
    """As a view without a transaction sees the connection."""
    connections["default"].in_atomic_block = False
    yield
    connections["default"].in_atomic_block = True


def test_a_deed_says_who_did_what_to_what_and_where(officer: Account, district: Unit) -> None:
    with transaction.atomic():
        deed = record_deed(officer, "post given", officer, district, role="officer")

    told = Deed.objects.get()
    assert (told.by, told.verb, told.thing, told.thing_id) == (officer, "post given", "people.account", str(officer.pk))
    assert (told.unit, told.detail, told.pk) == (district, {"role": "officer"}, deed.pk)
    assert abs((now() - told.at).total_seconds()) < 60


def test_a_deed_outside_a_transaction_is_refused(rider: Account, outside: None) -> None:
    with pytest.raises(RuntimeError, match="outside the transaction"):
        record_deed(rider, "consented", rider)


def test_a_deed_goes_with_what_it_records(rider: Account) -> None:
    class Undone(Exception):  # noqa: N818
        pass
    def act() -> None:
        with transaction.atomic():
            record_deed(rider, "consented", rider)
            raise Undone
    with pytest.raises(Undone):
        act()

    assert not Deed.objects.exists()


def test_a_reading_says_who_read_what_for_what(officer: Account, rider: Account) -> None:
    record_reading(officer, rider, "review")

    told = Reading.objects.get()
    assert (told.by, told.thing, told.thing_id, told.purpose) == (officer, "people.account", str(rider.pk), "review")
