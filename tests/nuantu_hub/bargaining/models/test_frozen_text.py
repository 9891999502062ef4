"""A talk has one standing text, and a number of a text once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.bargaining.signing_scene import TEXT, freeze

from nuantu_hub.bargaining.models import FrozenText


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"number": 2}, {"state": FrozenText.State.VOID}])
def test_a_second_standing_text_and_a_number_given_twice_are_refused(table: Table, change: dict[str, Any]) -> None:
    text = freeze(table)
    row = {"talk": table.talk, "number": 1, "agreement_id": "x", "title": "x", "body": b"x", "digest": "0" * 64,
           "text_sha256": "0" * 64, "terms_sha256": "0" * 64, "parts": {}, "effective_on": text.effective_on,
           "frozen_at": TALKING, "by": table.officer}
    with pytest.raises(IntegrityError), transaction.atomic():
        FrozenText.objects.create(**row | change)
    assert FrozenText.objects.create(**row | {"number": 2, "state": FrozenText.State.VOID}).number == 2
    assert (text.unit, text.data, str(text)) == (table.talk.unit, TEXT, "platform-2025 v1")
