"""The tables of promises."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.bargaining.promise_scene import take
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.models import Promise, PromiseEvidence
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_promise_belongs_to_the_union_of_its_talk_and_stands_once(table: Table) -> None:
    first = take(table)[0]
    evidence = PromiseEvidence(promise=first, words="做了", side="platform", at=now(), by=table.platform[0])
    assert (first.unit, evidence.unit, evidence.talk) == (table.talk.unit, table.talk.unit, table.talk)
    assert str(first) == first.words
    first.pk = None
    with pytest.raises(IntegrityError):
        Promise.objects.create(talk=first.talk, agreement=first.agreement, provision=first.provision, chapter="PAY",
                               words="再一次", owner="platform", owner_name="云送外卖", made_at=now(),
                               made_by=table.officer)
