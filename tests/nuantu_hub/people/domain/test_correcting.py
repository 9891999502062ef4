"""Correcting one's own name and phone, and nobody else's."""

from __future__ import annotations

import pytest

from nuantu_hub.people.domain.correcting import correct_name, correct_phone
from nuantu_hub.people.models import Account, Deed, Person
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


def test_a_corrected_name_stands_on_the_account_and_on_the_card(rider: Account) -> None:
    person = Person.objects.create(account=rider, name="林小满", occupation="meals", created_at=now())
    correct_name(account=rider, name=" 林晓满 ")
    person.refresh_from_db()

    assert (Account.objects.get(pk=rider.pk).name, person.name) == ("林晓满", "林晓满")
    deed = Deed.objects.get()
    assert (deed.verb, deed.detail) == ("corrected a name", {})


def test_the_same_name_is_no_correction_and_no_name_is_refused(rider: Account) -> None:
    correct_name(account=rider, name="林小满")
    assert not Deed.objects.exists()
    with pytest.raises(Refused):
        correct_name(account=rider, name="12345")


def test_a_corrected_phone_signs_in(rider: Account) -> None:
    correct_phone(account=rider, phone="+8613900000009")

    assert Account.objects.find_by_phone("+8613900000009") == rider
    assert Account.objects.find_by_phone("+8613900000001") is None


def test_somebody_elses_phone_is_not_taken(rider: Account, other_rider: Account) -> None:
    with pytest.raises(Refused, match="别人名下"):
        correct_phone(account=rider, phone="+8613900000002")
