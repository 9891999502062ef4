"""One thing has one owner, until it is given up."""

from __future__ import annotations

import pytest

from nuantu_hub.people.domain.claims import claim_due, find_claimants, give_up_claim
from nuantu_hub.people.models import Account, Claim
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


def test_who_claims_first_has_it_until_it_is_given_up(organiser: Account, officer: Account) -> None:
    claim_due(by=organiser, key="founding-1")
    claim_due(by=organiser, key="founding-1")
    with pytest.raises(Refused, match="吴组已经认领"):
        claim_due(by=officer, key="founding-1")
    give_up_claim(by=officer, key="founding-1")
    assert find_claimants(["founding-1", "founding-2"]) == {"founding-1": organiser}
    give_up_claim(by=organiser, key="founding-1")
    claim_due(by=officer, key="founding-1")
    assert find_claimants(["founding-1"]) == {"founding-1": officer}
    assert Claim.objects.count() == 2
