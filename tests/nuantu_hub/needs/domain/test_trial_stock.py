"""Where the goods lie, and an account that closes only when each piece is accounted for."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.trial_cast import build_station, receive, stock_station

from nuantu_hub.needs.domain.trial_recalls import call_back
from nuantu_hub.needs.domain.trial_stock import (
    Shelf,
    add_move,
    close_trial,
    count_goods,
    count_shelf,
    is_called_back,
    list_places,
    list_stock,
    send_goods,
    settle_left,
)
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import StockMove, Trial
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def trial(officer: Account, district: Unit) -> Trial:
    """Ten short and ten long pieces in the store."""
    return receive(officer, district)


def shelf(trial: Trial, size: str = "短款") -> Shelf:
    return Shelf(trial.lots.get(), size, None)


def test_goods_are_sent_once_and_no_more_than_there_are(officer: Account, street: Unit, trial: Trial) -> None:
    station, token = build_station(street), uuid4()
    for _time in range(2):
        left = send_goods(by=officer, trial=trial, shelf=shelf(trial), to=station, pieces=4, token=token)
        assert left == 6
    with pytest.raises(NeedRefused):
        send_goods(by=officer, trial=trial, shelf=shelf(trial), to=station, pieces=7, token=uuid4())
    assert [(line.station, line.size, line.pieces) for line in list_stock(trial)] == [
        ("", "短款", 6), ("", "长款", 10), (station.name, "短款", 4)]


def test_goods_go_to_no_station_of_another_union(officer: Account, other_district: Unit, trial: Trial) -> None:
    with pytest.raises(NeedRefused):
        send_goods(by=officer, trial=trial, shelf=shelf(trial), to=build_station(other_district), pieces=1,
                   token=uuid4())
    with pytest.raises(NeedRefused):
        send_goods(by=officer, trial=trial, shelf=shelf(trial), to=None, pieces=1, token=uuid4())


def test_what_was_counted_differs_with_a_reason(officer: Account, trial: Trial) -> None:
    with pytest.raises(NeedRefused, match="差 2"):
        count_goods(by=officer, trial=trial, shelf=shelf(trial), counted=8, why="", token=uuid4())
    token = uuid4()
    assert count_goods(by=officer, trial=trial, shelf=shelf(trial), counted=8, why="两件受潮", token=token) == -2
    assert count_goods(by=officer, trial=trial, shelf=shelf(trial), counted=8, why="两件受潮", token=token) == 0
    assert count_shelf(shelf(trial)) == 8


def test_it_closes_when_each_piece_is_accounted_for(officer: Account, trial: Trial) -> None:
    with pytest.raises(NeedRefused, match="20 件"):
        close_trial(by=officer, trial=trial)
    for size in trial.sizes:
        with pytest.raises(NeedRefused):
            settle_left(by=officer, trial=trial, shelf=shelf(trial, size), pieces=10, why=" ", token=uuid4())
        token = uuid4()
        for _time in range(2):
            assert settle_left(by=officer, trial=trial, shelf=shelf(trial, size), pieces=10, why="留到明年冬天",
                               token=token) == 0
    with pytest.raises(NeedRefused):
        settle_left(by=officer, trial=trial, shelf=shelf(trial), pieces=1, why="没有了", token=uuid4())
    assert close_trial(by=officer, trial=trial).state == "closed"
    assert close_trial(by=officer, trial=trial).state == "closed"


def test_what_was_called_back_goes_nowhere(officer: Account, street: Unit, trial: Trial) -> None:
    assert not is_called_back(trial.lots.get())
    call_back(by=officer, trial=trial, lot=trial.lots.get(), what="线头起火", do="别用了", token=uuid4())
    assert is_called_back(trial.lots.get())
    with pytest.raises(NeedRefused, match="召回"):
        send_goods(by=officer, trial=trial, shelf=shelf(trial), to=build_station(street), pieces=1, token=uuid4())


def test_a_movement_names_who_and_why(officer: Account, street: Unit, trial: Trial) -> None:
    stock_station(officer, trial, build_station(street))
    made = add_move(shelf=shelf(trial), pieces=-1, kind="counted", by=officer, token=uuid4(), why=" 丢了 ")
    assert (made.by, made.why, StockMove.objects.count()) == (officer, "丢了", 5)


def test_places_are_those_with_a_piece_that_was_not_called_back(officer: Account, street: Unit, trial: Trial) -> None:
    station = build_station(street)
    build_station(street, "WJ-002")
    stock_station(officer, trial, station)
    assert list_places(trial) == [station]
    call_back(by=officer, trial=trial, lot=trial.lots.get(), what="线头起火", do="别用了", token=uuid4())
    assert list_places(trial) == []
