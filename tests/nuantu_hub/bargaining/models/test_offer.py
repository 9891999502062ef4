"""An offer's version stands once at its topic."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.table_scene import make_offer, put_topic

from nuantu_hub.bargaining.models import Offer


@pytest.mark.django_db
def test_a_version_is_given_once(table: Table) -> None:
    offer = make_offer(table.workers[0], put_topic(table))
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(topic=offer.topic, side="platform", version=1, words="x", by=table.platform[0],
                             made_at=offer.made_at)
    assert (offer.talk, offer.unit) == (table.talk, table.talk.unit)
