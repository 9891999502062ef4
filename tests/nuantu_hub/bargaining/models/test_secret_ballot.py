"""Ballots of secret votes as rows."""

from __future__ import annotations

import pytest

from nuantu_hub.bargaining.models import OpenedVote, SecretBallot
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [SecretBallot, OpenedVote])
def test_no_ballot_leads_to_an_account_by_itself(model: type[SecretBallot | OpenedVote]) -> None:
    related = {field.related_model.__name__ for field in model._meta.concrete_fields  # type: ignore[union-attr]
               if field.is_relation}

    assert related <= {"SecretBox", "LiveVote"}
    assert Account.__name__ not in related
    assert model._meta.pk.name == "key"  # type: ignore[union-attr]
