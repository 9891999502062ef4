"""Standing keys: a number on a door's list, codes computed on a phone, taken back at any time."""

from __future__ import annotations

import base64
from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.equipment_cast import MOMENT, appoint, build_door, build_station

from nuantu.gates.codes import derive_standing_code, derive_standing_seed, find_span, find_step
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.domain import standing_keys
from nuantu_hub.stations.domain.standing_keys import (
    forget_old_keys,
    give_key,
    list_allowed,
    read_seeds,
    withdraw_all_keys,
    withdraw_key,
    withdraw_lost_posts,
)
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Door, StandingKey

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
AT_S = int(MOMENT.timestamp())


@pytest.fixture
def door(street: Unit) -> Door:
    """A door in use."""
    return build_door(build_station(street))


def test_the_door_learns_a_number_and_a_kind_and_nothing_of_the_holder(door: Door, rider: Account) -> None:
    key = give_key(account=rider, door=door, token=uuid4())
    door.refresh_from_db()
    assert list_allowed(door) == {
        "version": 2, "revoked": [],
        "keys": [{"number": key.number, "kind": "standing", "from": AT_S, "until": AT_S + 90 * 86_400}]}


def test_the_phone_computes_the_codes_that_the_door_knows(door: Door, rider: Account) -> None:
    key = give_key(account=rider, door=door, token=uuid4())
    told = read_seeds(key)
    for at_s in (AT_S, AT_S + 7 * 86_400):
        seed = next(one["seed"] for one in told["seeds"] if one["from_s"] <= at_s < one["until_s"])
        known = derive_standing_seed(door.secret_bytes, key.number, find_span(at_s))
        assert derive_standing_code(base64.b64decode(seed), find_step(at_s)) == derive_standing_code(
            known, find_step(at_s))
    assert told["step_s"] == 30


def test_who_holds_a_key_gets_the_same_again(door: Door, rider: Account, other_rider: Account) -> None:
    one = give_key(account=rider, door=door, token=uuid4())
    assert give_key(account=rider, door=door, token=uuid4()) == one
    assert give_key(account=other_rider, door=door, token=uuid4()).number != one.number


def test_two_doors_know_a_holder_by_two_numbers(door: Door, rider: Account, street: Unit) -> None:
    other = build_door(build_station(street, "DH-2"))
    assert give_key(account=rider, door=door, token=uuid4()).number != give_key(
        account=rider, door=other, token=uuid4()).number


def test_a_withdrawn_key_is_off_the_list_at_once_and_named_as_withdrawn(door: Door, rider: Account) -> None:
    key = give_key(account=rider, door=door, token=uuid4())
    withdraw_key(by=rider, key=key)
    door.refresh_from_db()
    told = list_allowed(door)
    assert (told["version"], told["keys"], told["revoked"]) == (3, [], [key.number])
    assert not Deed.objects.exists()  # a worker's own key is nobody's business
    again = give_key(account=rider, door=door, token=uuid4())
    assert again.number != key.number


def test_all_keys_of_a_door_are_taken_back_without_learning_whose_they_are(
    door: Door, rider: Account, other_rider: Account, officer: Account,
) -> None:
    for account in (rider, other_rider):
        give_key(account=account, door=door, token=uuid4())
    with pytest.raises(StationRefused):
        withdraw_all_keys(by=officer, door=door, why="")
    assert withdraw_all_keys(by=officer, door=door, why="设备被盗") == 2
    door.refresh_from_db()
    assert list_allowed(door)["keys"] == []
    assert Deed.objects.get(verb="standing keys withdrawn").detail == {"count": 2, "why": "设备被盗"}


def test_an_account_and_a_door_hold_no_more_than_they_may(
    door: Door, rider: Account, other_rider: Account, street: Unit, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(standing_keys, "MOST_OF_ACCOUNT", 1)
    give_key(account=rider, door=door, token=uuid4())
    with pytest.raises(StationRefused):
        give_key(account=rider, door=build_door(build_station(street, "DH-2")), token=uuid4())
    monkeypatch.setattr(standing_keys, "MOST_OF_DOOR", 1)
    with pytest.raises(StationRefused):
        give_key(account=other_rider, door=door, token=uuid4())


def test_a_door_that_is_not_in_use_has_no_keys(door: Door, rider: Account) -> None:
    door.state = Door.State.WAITING
    with pytest.raises(StationRefused):
        give_key(account=rider, door=door, token=uuid4())


def test_a_keeper_gets_a_keepers_key_and_loses_it_with_the_post(door: Door) -> None:
    keeper = appoint(door.station)
    key = give_key(account=keeper, door=door, token=uuid4())
    assert key.kind == "keeper"
    assert withdraw_lost_posts() == 0
    keeper.kept_stations.update(until=MOMENT - timedelta(hours=1))
    assert withdraw_lost_posts() == 1
    door.refresh_from_db()
    assert (door.allow_version, list_allowed(door)["revoked"]) == (3, [key.number])


def test_keys_are_forgotten_a_month_after_they_ended_and_the_door_hears_of_it(door: Door, rider: Account) -> None:
    key = give_key(account=rider, door=door, token=uuid4())
    withdraw_key(by=rider, key=key)
    set_clock(MOMENT + timedelta(days=29))
    assert forget_old_keys() == 0
    set_clock(MOMENT + timedelta(days=31))
    assert forget_old_keys() == 1
    door.refresh_from_db()
    assert (StandingKey.objects.count(), door.allow_version) == (0, 4)
