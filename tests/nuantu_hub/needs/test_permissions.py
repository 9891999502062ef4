"""Who may do what with what riders say."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.need_cast import say

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_staff_see_needs_of_their_units_and_writers_their_own(
    district: Unit, rider: Account, other_rider: Account, officer: Account, organiser: Account, other_officer: Account,
    reviewer: Account, bystander: Account, steward: Account,
) -> None:
    """Only an officer answers; nobody has a page of a nameless one as its own."""
    named, nameless = say(district, rider).need, say(district).need
    everybody = (rider, other_rider, officer, organiser, other_officer, reviewer, bystander, steward)

    def who(permission: str, thing: object) -> list[Account]:
        return [one for one in everybody if one.has_perm(permission, thing)]  # type: ignore[arg-type]

    assert who("needs.see_need", named) == who("needs.see_need", nameless) == [officer, organiser]
    assert who("needs.answer_need", named) == [officer]
    assert (who("needs.see_own", named), who("needs.see_own", nameless)) == ([rider], [])
    assert who("needs.say", None) == [rider, other_rider]


def test_a_keeper_takes_in_and_reads_nothing(street: Unit) -> None:
    """Only who has no desk of needs has the short way in the rail."""
    keeper = Account.objects.create_staff("keeper", "马")
    Post.objects.create(account=keeper, unit=street, role=Post.Role.KEEPER, since=now())

    assert keeper.has_perm("needs.take_in")
    assert keeper.has_perm("needs.only_take_in")
    assert not keeper.has_perm("needs.see_needs")
    Post.objects.create(account=keeper, unit=street, role=Post.Role.OFFICER, since=now())
    assert not keeper.has_perm("needs.only_take_in")
