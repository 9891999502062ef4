"""One draft a compound, and versions that count."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.passes.compound_cast import put_compound

from nuantu_hub.passes.models import CompoundMap
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_the_draft_is_version_nought_and_there_is_one(district: Unit, officer: Account) -> None:
    compound = put_compound(district, officer)
    draft = CompoundMap.objects.create(compound=compound, at=now())

    assert (draft.version, draft.unit) == (0, district)
    for words in ({"version": 0}, {"version": 1}, {"version": 0, "state": "published"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CompoundMap.objects.create(compound=compound, at=now(), **words)
