"""Who is confirmed: by a union's record, or by a platform's code."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.passes.pass_cast import confirm, let_carry

from nuantu_hub.days.models import Link
from nuantu_hub.passes.domain.eligibility import carries, find_suspension, is_confirmed
from nuantu_hub.people.models import Account, Membership, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_union_or_a_platform_confirms(rider: Account, other_rider: Account, street: Unit) -> None:
    assert not is_confirmed(rider)
    confirm(rider, street)
    Link.objects.create(account=other_rider, platform="青禾配送", pseudonym="r-1", pseudonym_key="1", way="code",
                        made_at=now())
    assert (is_confirmed(rider), is_confirmed(other_rider)) == (True, True)
    Membership.objects.update(until=now(), ended=Membership.Ended.values[0])
    assert not is_confirmed(rider)


def test_agreeing_is_ones_own(rider: Account, other_rider: Account) -> None:
    let_carry(rider)
    assert (carries(rider), carries(other_rider), find_suspension(rider)) == (True, False, None)
