"""Opening a door from afar."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_door, build_station

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.stations.domain.unlocking import list_orders, note_opened, order_unlock
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Door, UnlockOrder

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def door(street: Unit) -> Door:
    """A door that was heard of just now."""
    return build_door(build_station(street))


def test_an_order_is_told_to_the_door_done_once_and_on_record(door: Door, officer: Account) -> None:
    order = order_unlock(by=officer, door=door, why="外卖员忘了东西", token=uuid4())
    told = {"id": str(order.pk), "kind": "unlock", "until": int(MOMENT.timestamp()) + 30}
    assert list_orders(door, MOMENT) == [told]
    assert list_orders(door, MOMENT + timedelta(seconds=2)) == [told]  # until the door says that it opened
    note_opened(door, MOMENT + timedelta(seconds=3), str(order.pk))
    order.refresh_from_db()
    assert (order.told_at, order.done_at) == (MOMENT, MOMENT + timedelta(seconds=3))
    assert list_orders(door, MOMENT + timedelta(seconds=4)) == []
    assert Deed.objects.get().detail == {"why": "外卖员忘了东西"}


def test_an_order_opens_nothing_after_its_time(door: Door, officer: Account) -> None:
    order = order_unlock(by=officer, door=door, why="有人按铃", token=uuid4())
    assert list_orders(door, MOMENT + timedelta(seconds=30)) == []
    assert order.is_over(MOMENT + timedelta(seconds=30))


def test_the_same_token_is_the_same_order(door: Door, officer: Account) -> None:
    token = UUID(int=7)
    assert order_unlock(by=officer, door=door, why="一", token=token) == order_unlock(
        by=officer, door=door, why="二", token=token)
    assert UnlockOrder.objects.count() == 1


def test_a_door_may_say_that_it_opened_by_an_order_without_saying_by_which(door: Door, officer: Account) -> None:
    first, second = (order_unlock(by=officer, door=door, why="有人按铃", token=uuid4()) for _time in range(2))
    list_orders(door, MOMENT)
    note_opened(door, MOMENT)
    assert UnlockOrder.objects.exclude(done_at=None).count() == 1
    note_opened(door, MOMENT, "no id")
    assert {first.pk, second.pk} == set(UnlockOrder.objects.exclude(done_at=None).values_list("pk", flat=True))


@pytest.mark.parametrize(("change", "why"), [
    ({}, "  "), ({"state": "revoked"}, "有人"), ({"last_seen_at": None}, "有人"),
    ({"last_seen_at": MOMENT - timedelta(minutes=5)}, "有人")])
def test_no_order_without_a_reason_or_to_a_door_that_cannot_hear_it(
    door: Door, officer: Account, change: dict[str, object], why: str,
) -> None:
    for name, value in change.items():
        setattr(door, name, value)
    with pytest.raises(StationRefused):
        order_unlock(by=officer, door=door, why=why, token=uuid4())
    assert not UnlockOrder.objects.exists()
