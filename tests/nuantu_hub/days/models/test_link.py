"""A link opens with the hub's key alone."""

from __future__ import annotations

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, transaction

from nuantu_hub.days.models import Link
from nuantu_hub.people.domain.field_register import read_register
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_pseudonym_cannot_be_searched_and_does_not_stand_in_the_words_of_a_link(link: Link, pseudonym: str) -> None:
    with pytest.raises(FieldError):
        Link.objects.filter(pseudonym=pseudonym).exists()
    assert pseudonym not in str(link)


def test_the_database_itself_keeps_a_pseudonym_to_one_account(link: Link, other_rider: Account) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(account=other_rider, platform="乙", pseudonym="x", pseudonym_key=link.pseudonym_key,
                            way="code", made_at=now())


def test_a_link_goes_when_its_owner_is_erased(link: Link, rider: Account, other_rider: Account) -> None:
    table = read_register()["days.link"]
    assert [list(table.list_rows(account)) for account in (rider, other_rider)] == [[link], []]
    assert table.at_erasure == "delete"
