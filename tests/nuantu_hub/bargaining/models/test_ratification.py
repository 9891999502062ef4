"""A text is ratified once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.bargaining.signing_scene import freeze, ratify

from nuantu_hub.bargaining.models import Ratification


@pytest.mark.django_db
def test_a_text_is_ratified_once(table: Table) -> None:
    text = freeze(table)
    ratify(table, text)
    made = Ratification.objects.get(text=text)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ratification.objects.create(text=text, way=made.way, entitled=3, present=3, yes=3, at=TALKING,
                                    by=table.officer, made_at=TALKING)
    assert (made.talk, made.unit, str(made)) == (table.talk, table.talk.unit, "confirmation 188/225")
