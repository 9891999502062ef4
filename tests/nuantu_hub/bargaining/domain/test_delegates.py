"""Who sits at the table: naming, the chief, vacancies and who fills them."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.delegates import end_seat, list_vacancies, make_chief, name_delegate
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, Talk
from nuantu_hub.people.models import Account, Deed

pytestmark = pytest.mark.django_db


def _name(table: Table, side: str, role: str, login: str, name: str = "新人") -> Delegate:
    return name_delegate(by=table.officer, talk=table.talk, side=side, role=role, login=login, name=name)


def test_an_unknown_login_becomes_an_account_without_a_post(table: Table) -> None:
    made, again = (_name(table, "platform", "adviser", "new.adviser", "孙顾问") for _time in range(2))
    assert made == again
    assert made.shown_name == "孙顾问"
    assert not made.account.posts.exists()
    assert not made.account.has_usable_password()
    assert Deed.objects.filter(verb="delegate named").count() == 1


@pytest.mark.parametrize(("side", "role", "login", "name", "field"), [
    ("partners", "delegate", "someone", "某人", "role"), ("workers", "none", "someone", "某人", "role"),
    ("workers", "recorder", "someone", "某人", "role"), ("neutral", "delegate", "someone", "某人", "role"),
    ("workers", "chief", "someone", "某人", "role"), ("neutral", "recorder", "someone", "某人", "role"),
    ("workers", "delegate", "X", "某人", "login"), ("workers", "delegate", "someone", "", "name"),
    ("platform", "delegate", "t-worker-2", "", "login"), ("workers", "delegate", "t-recorder", "", "login"),
    ("neutral", "observer", "t-platform-3", "", "login"), ("workers", "adviser", "t-worker-2", "", "login")])
def test_a_seat_that_cannot_be_is_refused(table: Table, side: str, role: str, login: str, name: str,
                                          field: str) -> None:
    before = Delegate.objects.count()
    with pytest.raises(TalkRefused) as refused:
        _name(table, side, role, login, name)
    assert refused.value.field == field
    assert Delegate.objects.count() == before


def test_a_worker_or_a_closed_account_stands_for_nobody(table: Table, rider: Account, bystander: Account) -> None:
    with pytest.raises(TalkRefused):
        _name(table, "workers", "delegate", rider.login)
    Account.objects.filter(pk=bystander.pk).update(is_active=False)
    with pytest.raises(TalkRefused):
        _name(table, "workers", "delegate", bystander.login)


def test_whoever_sat_for_one_side_never_sits_for_another(table: Table) -> None:
    end_seat(by=table.officer, seat=table.seat_of(table.workers[2]), why="调走")
    with pytest.raises(TalkRefused) as refused:
        _name(table, "platform", "delegate", "t-worker-3")
    assert refused.value.field == "login"
    with pytest.raises(TalkRefused):
        _name(table, "neutral", "observer", "t-worker-3")


def test_a_new_delegate_fills_the_oldest_vacancy_of_the_side(table: Table) -> None:
    gone = end_seat(by=table.officer, seat=table.seat_of(table.workers[1]), why="病了")
    with pytest.raises(TalkRefused):
        end_seat(by=table.officer, seat=table.seat_of(table.workers[2]), why=" ")
    assert end_seat(by=table.officer, seat=gone, why="又一次").ended_why == "病了"
    assert list_vacancies(table.talk) == [gone]
    assert _name(table, "workers", "adviser", "new.adviser").replaces is None
    assert _name(table, "platform", "delegate", "new.other").replaces is None
    assert _name(table, "workers", "delegate", "new.delegate").replaces == gone
    assert list_vacancies(table.talk) == []


def test_the_chief_changes_and_there_is_one(table: Table) -> None:
    seat = make_chief(by=table.officer, seat=table.seat_of(table.workers[1]))
    assert make_chief(by=table.officer, seat=seat).role == "chief"
    assert Delegate.objects.get(side="workers", role="chief").account == table.workers[1]
    assert table.seat_of(table.workers[0]).role == "delegate"
    with pytest.raises(TalkRefused):
        make_chief(by=table.officer, seat=table.seat_of(table.recorder))


@pytest.mark.parametrize("state", ["refused", "frozen", "signed", "ended"])
def test_seats_stand_once_the_text_does(table: Table, state: str) -> None:
    Talk.objects.update(state=state)
    with pytest.raises(TalkRefused):
        _name(table, "workers", "adviser", "someone")
    with pytest.raises(TalkRefused):
        end_seat(by=table.officer, seat=table.seat_of(table.workers[1]), why="病了")
