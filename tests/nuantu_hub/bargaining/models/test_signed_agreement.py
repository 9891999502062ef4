"""A text is in force once, on the days from its first to its last."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.bargaining.signing_scene import TEXT, freeze

from nuantu_hub.bargaining.models import FrozenText, SignedAgreement

pytestmark = pytest.mark.django_db


def put(text: FrozenText, begin: date, end: date | None) -> SignedAgreement:
    """A signed agreement as it stands in the table; no verb is asked."""
    return SignedAgreement.objects.create(text=text, platform="云送外卖", signed=TEXT, signed_on=begin,
                                          effective_on=begin, ends_on=end, published_at=TALKING, by=text.by)


def test_both_ends_are_in_force_and_the_days_beside_them_are_not(table: Table) -> None:
    made = put(freeze(table), date(2026, 12, 1), date(2026, 12, 31))
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [SignedAgreement.objects.in_force_on(day).exists() for day in days] == [False, True, True, False]
    SignedAgreement.objects.update(ends_on=None)
    assert SignedAgreement.objects.in_force_on(date(2099, 1, 1)).get() == made
    assert (made.talk, made.unit, made.data) == (table.talk, table.talk.unit, TEXT)


def test_a_text_is_published_once(table: Table) -> None:
    text = freeze(table)
    put(text, date(2026, 12, 1), None)
    with pytest.raises(IntegrityError), transaction.atomic():
        put(text, date(2027, 1, 1), None)
