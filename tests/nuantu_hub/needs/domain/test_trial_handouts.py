"""One piece a person: signed for, at one station of many, however often and from however many places it is asked."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from django.db.models import Sum
from tests.nuantu_hub.needs.trial_cast import (
    build_station,
    enrol_rider,
    give,
    keeper_of,
    receive,
    sign_name,
    stock_station,
)
from tests.nuantu_hub.racing import RACE, race

from nuantu_hub.needs.domain.trial_handouts import HandoutFacts, find_holder, hand_out, list_held, take_back
from nuantu_hub.needs.domain.trial_recalls import call_back
from nuantu_hub.needs.domain.trial_stock import Shelf, count_shelf
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import StockMove, Trial, TrialHandout
from nuantu_hub.people.domain.card import sign_card
from nuantu_hub.people.models import Account, Membership, Person, Post, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Station


@pytest.fixture
def trial(officer: Account, district: Unit) -> Trial:
    """Goods that are handed out."""
    return receive(officer, district)


@pytest.fixture
def station(officer: Account, street: Unit, trial: Trial) -> Station:
    """A station with five pieces."""
    made = build_station(street)
    stock_station(officer, trial, made)
    return made


@pytest.mark.django_db
def test_a_repeated_form_gives_one_piece(trial: Trial, station: Station, street: Unit) -> None:
    rider, token = enrol_rider(900, street), uuid4()
    facts = HandoutFacts(rider.person.card_number, "短款", sign_name())
    made = [hand_out(by=keeper_of(station), trial=trial, station=station, facts=facts, token=token)
            for _time in range(2)]
    assert made[0] == made[1]
    assert count_shelf(Shelf(trial.lots.get(), "短款", station)) == 4
    assert made[0].signature.account == rider


@pytest.mark.django_db
def test_a_second_piece_is_refused_at_every_station_and_says_where_and_when(
        officer: Account, trial: Trial, station: Station, street: Unit) -> None:
    rider, other = enrol_rider(900, street), build_station(street, "WJ-002")
    stock_station(officer, trial, other)
    give(trial, station, rider)
    for place in (station, other):
        with pytest.raises(NeedRefused, match=f"已经领过.*{station.name}"):
            give(trial, place, rider)


@pytest.mark.django_db
def test_one_person_with_two_records_gets_one(trial: Trial, station: Station, street: Unit) -> None:
    rider = enrol_rider(900, street)
    twin = Person.objects.create(name="骑手900", occupation="food", created_at=now(), merged_into=rider.person)
    TrialHandout.objects.create(token=uuid4(), trial=trial, person=twin, station=station, lot=trial.lots.get(),
                                size="短款", at=now(), by=keeper_of(station))
    assert list_held(trial, rider.person).count() == 1
    with pytest.raises(NeedRefused, match="已经领过"):
        give(trial, station, rider)


@pytest.mark.django_db
def test_whoever_gave_it_back_may_have_another(trial: Trial, station: Station, street: Unit) -> None:
    rider = enrol_rider(900, street)
    made = give(trial, station, rider)
    with pytest.raises(NeedRefused):
        take_back(by=keeper_of(station), handout=made, station=station, usable=True, why=" ")
    back = take_back(by=keeper_of(station), handout=made, station=station, usable=True, why="换长款")
    assert take_back(by=keeper_of(station), handout=made, station=station, usable=True, why="再点") == back
    assert count_shelf(Shelf(trial.lots.get(), "短款", station)) == 5
    take_back(by=keeper_of(station), handout=give(trial, station, rider), station=station, usable=False, why="开线")
    assert count_shelf(Shelf(trial.lots.get(), "短款", station)) == 4
    give(trial, station, rider)


@pytest.mark.django_db
def test_the_card_may_be_scanned_or_typed(street: Unit) -> None:
    rider = enrol_rider(900, street)
    signed = sign_card(rider.person)
    number = rider.person.card_number
    for text in (number, f"{number[:4]} {number[4:8]} {number[8:]}", signed, f"https://hub.example/card/{signed}"):
        assert find_holder(text) == rider.person
    with pytest.raises(NeedRefused):
        find_holder("123")


@pytest.mark.django_db
def test_whoever_is_no_member_and_what_nobody_signed_for_are_refused(
        trial: Trial, station: Station, street: Unit, other_district: Unit) -> None:
    outside, left = enrol_rider(901, other_district), enrol_rider(902, street)
    Membership.objects.filter(person=left.person).update(until=now(), ended="left")
    for rider in (outside, left):
        with pytest.raises(NeedRefused, match="不是"):
            give(trial, station, rider)
    member = enrol_rider(903, street)
    with pytest.raises(NeedRefused, match="没有签字"):
        hand_out(by=keeper_of(station), trial=trial, station=station, token=uuid4(),
                 facts=HandoutFacts(member.person.card_number, "短款", None))
    with pytest.raises(NeedRefused, match="没有这个尺码"):
        hand_out(by=keeper_of(station), trial=trial, station=station, token=uuid4(),
                 facts=HandoutFacts(member.person.card_number, "长款", sign_name()))
    assert not TrialHandout.objects.exists()


@pytest.mark.django_db
def test_goods_for_everybody_go_to_everybody(
        officer: Account, district: Unit, street: Unit, other_district: Unit) -> None:
    trial, place = receive(officer, district, members_only=False), build_station(street)
    stock_station(officer, trial, place)
    assert give(trial, place, enrol_rider(901, other_district)).person.name == "骑手901"


@pytest.mark.django_db
def test_what_was_called_back_is_handed_out_no_more(
        officer: Account, trial: Trial, station: Station, street: Unit) -> None:
    call_back(by=officer, trial=trial, lot=None, what="掉绒", do="别用了", token=uuid4())
    with pytest.raises(NeedRefused, match="没有这个尺码"):
        give(trial, station, enrol_rider(900, street))


@RACE
def test_eight_stations_at_the_same_moment_give_one_person_one_piece(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    city = plant_unit("云港市总工会", Unit.Kind.CITY)
    officer = Account.objects.create_staff("officer", "郑干")
    Post.objects.create(account=officer, unit=city, role=Post.Role.OFFICER, since=now())
    trial = receive(officer, city, pieces=40)
    places = [build_station(city, f"WJ-{number:03d}") for number in range(8)]
    for place in places:
        stock_station(officer, trial, place, 2)
    card = enrol_rider(900, city).person.card_number

    def ask(place: Station, keeper: Account) -> str:
        hand_out(by=keeper, trial=trial, station=place, token=uuid4(), facts=HandoutFacts(card, "短款", sign_name()))
        return "given"

    said, found = race([partial(ask, place, keeper_of(place)) for place in places], _count_given, tmp_path, monkeypatch)

    came = sorted("refused" if isinstance(one, NeedRefused) else str(one) for one in said)
    assert came == ["given"] + ["refused"] * 7
    assert found == (1, 15)


def _count_given() -> tuple[int, int]:
    """Pieces that were handed out, and those that lie at stations."""
    left = StockMove.objects.exclude(station=None).aggregate(sum=Sum("pieces"))["sum"]
    return TrialHandout.objects.count(), left
