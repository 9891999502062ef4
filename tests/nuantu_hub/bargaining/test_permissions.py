"""Who may do what at the bargaining table."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.bargaining.scene import TALKING, Table, make_talk

from nuantu_hub.bargaining.models import Delegate, Talk
from nuantu_hub.bargaining.permissions import find_seat, find_side, find_talk
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def _may(account: Account) -> set[str]:
    talk = Talk.objects.get()
    return {name for name in ("see_talk", "keep_talk", "speak", "record")
            if account.has_perm(f"bargaining.{name}", talk)}


def test_each_seat_may_what_belongs_to_it(table: Table, organiser: Account, other_officer: Account, rider: Account,
                                          bystander: Account) -> None:
    assert _may(table.officer) == {"see_talk", "keep_talk"}
    assert _may(organiser) == {"see_talk"}
    for who in (*table.workers, *table.platform):
        assert _may(who) == {"see_talk", "speak"}
    assert _may(table.recorder) == {"see_talk", "record"}
    assert _may(table.observer) == {"see_talk"}
    for who in (other_officer, rider, bystander):
        assert _may(who) == set()


def test_a_seat_that_ended_or_an_account_that_was_closed_may_nothing(table: Table) -> None:
    Delegate.objects.filter(account=table.workers[1]).update(until=TALKING - timedelta(days=1))
    Account.objects.filter(pk=table.workers[2].pk).update(is_active=False)
    for who in (table.workers[1], Account.objects.get(pk=table.workers[2].pk)):
        assert _may(who) == set()
        assert not who.has_perm("bargaining.see_talks")


def test_a_seat_opens_its_own_talk_only(table: Table, district: Unit) -> None:
    other = make_talk(district, table.officer, mark="other")
    assert table.platform[0].has_perm("bargaining.see_talks")
    assert not table.platform[0].has_perm("bargaining.see_talk", other.talk)
    assert list(Talk.objects.visible_to(table.platform[0])) == [table.talk]


def test_sides_are_those_of_who_speaks(table: Table) -> None:
    assert find_side(table.workers[0], table.talk) == "workers"
    assert find_side(table.platform[2], table.talk) == "platform"
    assert find_side(table.recorder, table.talk) == find_side(table.officer, table.talk) == ""
    seat = find_seat(table.recorder, table.talk)
    assert seat is not None
    assert find_talk(seat) == table.talk
    assert find_talk(None) is None
    assert find_seat(None, table.talk) is None
