"""Personal text lies encrypted in the database, and opens only where it belongs."""

from __future__ import annotations

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from nuantu_hub.people.models import Account
from nuantu_hub.site.crypto import UnreadableError, blind_index, decrypt_text, encrypt_text

pytestmark = pytest.mark.django_db
PLACE = "people_account|phone"


def _read_raw(column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM people_account")
        return str(cursor.fetchone()[0])


def test_a_phone_is_stored_encrypted_and_read_as_it_was(rider: Account) -> None:
    assert Account.objects.get().phone == "+8613900000001"
    assert Account.objects.get().name == "林小满"
    for column in ("phone", "name"):
        stored = _read_raw(column)
        assert stored.startswith("fields-1:")
        assert "139" not in stored[:12]
    assert Account.objects.find_by_phone("+8613900000001") == rider
    assert Account.objects.find_by_phone("+8613900000009") is None


def test_equal_texts_are_stored_differently_and_indexed_alike() -> None:
    assert encrypt_text("甲", PLACE) != encrypt_text("甲", PLACE)
    assert blind_index("甲", "phone") == blind_index("甲", "phone")
    assert blind_index("甲", "phone") != blind_index("甲", "name")


@pytest.mark.parametrize("flipped", range(9, 45, 5))
def test_no_changed_value_opens(flipped: int) -> None:
    stored = encrypt_text("+8613900000001", PLACE)
    changed = stored[:flipped] + ("A" if stored[flipped] != "A" else "B") + stored[flipped + 1:]

    with pytest.raises(UnreadableError, match="changed or moved"):
        decrypt_text(changed, PLACE)


def test_a_value_moved_to_another_column_does_not_open() -> None:
    with pytest.raises(UnreadableError, match="changed or moved"):
        decrypt_text(encrypt_text("甲", PLACE), "people_account|name")


def test_a_value_whose_key_is_missing_says_so() -> None:
    with pytest.raises(UnreadableError, match="'fields-7' is not in"):
        decrypt_text("fields-7:AAAA", PLACE)


def test_a_new_key_writes_and_the_old_one_goes_on_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    old = encrypt_text("甲", PLACE)
    monkeypatch.setenv("NUANTU_HUB_FIELD_KEY", "fields-2")
    new = encrypt_text("甲", PLACE)

    assert new.startswith("fields-2:")
    assert [decrypt_text(one, PLACE) for one in (old, new)] == ["甲", "甲"]


def test_an_encrypted_field_refuses_to_be_searched() -> None:
    with pytest.raises(FieldError, match="blind index"):
        Account.objects.filter(name="林小满").count()
