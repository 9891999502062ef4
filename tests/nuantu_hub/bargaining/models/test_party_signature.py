"""Under a text a side signs once, and a key signs for one side."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.bargaining.signing_scene import export, freeze

from nuantu_hub.bargaining.domain.party_signing import take_signature
from nuantu_hub.bargaining.models import PartySignature


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"public_key": "0" * 64}, {"side": "platform"}])
def test_a_side_twice_and_a_key_twice_are_refused(table: Table, change: dict[str, Any]) -> None:
    made = take_signature(by=table.workers[0], text=freeze(table), told=export("workers"))
    row = {"text": made.text, "side": made.side, "public_key": made.public_key, "name": made.name,
           "office": made.office, "key_id": made.key_id, "signature": made.signature, "signed_at": made.signed_at,
           "received_at": TALKING, "by": table.officer}
    with pytest.raises(IntegrityError), transaction.atomic():
        PartySignature.objects.create(**row | change)
    assert (made.talk, made.unit, str(made)) == (table.talk, table.talk.unit, f"workers {made.key_id}")
