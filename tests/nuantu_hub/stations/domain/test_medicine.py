"""The medicine box: what comes in, what goes out, what goes off."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from tests.nuantu_hub.stations.equipment_cast import CALLER, MOMENT

from nuantu_hub.people.models import Account
from nuantu_hub.stations.domain.medicine import (
    add_item,
    count_lot,
    discard_past,
    drop_item,
    fill_up,
    read_box,
    take_piece,
)
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import MedicineItem, MedicineLot, MedicineMove, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
SOON, LATE, PAST = date(2026, 12, 10), date(2028, 1, 1), date(2026, 11, 17)


@pytest.fixture
def plaster(station: Station, officer: Account) -> MedicineItem:
    """Plasters, of which five should be in the box."""
    return add_item(by=officer, station=station, name="创可贴", piece="片", least=5, token=uuid4())


def fill(item: MedicineItem, count: int, until: date | None) -> MedicineLot:
    return fill_up(by=None, item=item, count=count, keeps_until=until, token=uuid4())


def test_the_state_of_an_item_follows_from_its_lots(station: Station, plaster: MedicineItem) -> None:
    seen = []
    for step in (lambda: None, lambda: fill(plaster, 3, LATE), lambda: fill(plaster, 4, LATE),
                 lambda: fill(plaster, 2, SOON), lambda: MedicineLot.objects.create(
                     item=plaster, keeps_until=PAST, left=2)):
        step()
        (line,) = read_box(station)
        seen.append((line.good, line.past, line.state))
    assert seen == [(0, 0, "broken"), (3, 0, "watch"), (7, 0, "kept"), (9, 0, "watch"), (9, 2, "broken")]
    assert line.first_day == SOON


def test_what_keeps_until_today_is_good_today(station: Station, plaster: MedicineItem) -> None:
    fill(plaster, 9, date(2026, 11, 18))
    assert read_box(station)[0].good == 9


def test_of_several_lots_the_one_that_goes_off_first_is_used(plaster: MedicineItem) -> None:
    fill(plaster, 1, None)
    fill(plaster, 1, LATE)
    fill(plaster, 1, SOON)
    MedicineLot.objects.create(item=plaster, keeps_until=PAST, left=4)
    taken = [take_piece(item=plaster, caller=CALLER, token=uuid4()).keeps_until for _time in range(3)]
    assert taken == [SOON, LATE, None]
    with pytest.raises(StationRefused):
        take_piece(item=plaster, caller=CALLER, token=uuid4())


def test_nobody_learns_who_took_a_piece_and_a_tap_twice_takes_one(plaster: MedicineItem) -> None:
    fill(plaster, 9, LATE)
    for _time in range(2):
        take_piece(item=plaster, caller=CALLER, token=UUID(int=5))
    (move,) = MedicineMove.objects.filter(kind="taken")
    assert (move.by, move.change, move.lot.left) == (None, -1, 8)


def test_a_phone_takes_no_more_than_six_in_an_hour(plaster: MedicineItem) -> None:
    fill(plaster, 9, LATE)
    for _time in range(6):
        take_piece(item=plaster, caller=CALLER, token=uuid4())
    with pytest.raises(StationRefused):
        take_piece(item=plaster, caller=CALLER, token=uuid4())
    assert MedicineLot.objects.get().left == 3


def test_what_has_gone_off_cannot_come_in_and_is_cleared_away(
    station: Station, plaster: MedicineItem, officer: Account,
) -> None:
    with pytest.raises(StationRefused):
        fill(plaster, 3, PAST)
    MedicineLot.objects.create(item=plaster, keeps_until=PAST, left=4)
    assert discard_past(by=officer, station=station) == 4
    assert discard_past(by=officer, station=station) == 0
    assert MedicineMove.objects.get().change == -4


def test_counting_sets_what_is_left_and_says_by_how_much(plaster: MedicineItem, officer: Account) -> None:
    lot = fill(plaster, 9, LATE)
    token = uuid4()
    for _time in range(2):
        assert count_lot(by=officer, lot=lot, left=7, token=token).left == 7
    lot.refresh_from_db()
    assert (lot.left, MedicineMove.objects.get(kind="counted").change) == (7, -2)
    with pytest.raises(StationRefused):
        count_lot(by=officer, lot=lot, left=501, token=uuid4())


def test_an_item_stands_once_in_a_box_and_may_be_dropped(
    station: Station, plaster: MedicineItem, officer: Account,
) -> None:
    for name in ("创可贴", " "):
        with pytest.raises(StationRefused):
            add_item(by=officer, station=station, name=name, piece="片", least=5, token=uuid4())
    assert add_item(by=officer, station=station, name="别的", piece="片", least=5, token=plaster.token) == plaster
    drop_item(by=officer, item=plaster)
    assert read_box(station) == []
