"""Passes are suspended by a person, with a reason and an end; who decided does not answer what is said against it."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from tests.nuantu_hub.passes.pass_cast import confirm, let_carry

from nuantu_hub.passes.domain.issuing import IssueRefused, check_account
from nuantu_hub.passes.domain.suspensions import (
    answer_appeal,
    appeal,
    end_suspension,
    find_due,
    find_rider,
    forget_suspensions,
    see_own,
    suspend,
)
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Suspension
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def stop(by: Account, account: Account, unit: Unit, **words: object) -> Suspension:
    told: dict[str, object] = {"cause": "lent", "words": "把码借给别人进门，本人承认", "days": 7, "token": uuid.uuid4()}
    return suspend(by=by, account=account, unit=unit, **told | words)  # type: ignore[arg-type]


@pytest.fixture
def carrier(rider: Account, street: Unit) -> Account:
    return confirm(let_carry(rider), street)


def test_gates_are_closed_and_doors_stay_open(carrier: Account, officer: Account, district: Unit) -> None:
    stop(officer, carrier, district)

    check_account(carrier, 2)
    with pytest.raises(IssueRefused) as caught:
        check_account(carrier, 1)
    assert (caught.value.reason, caught.value.status) == ("suspended", 403)


def test_it_ends_by_itself_and_before_its_time(carrier: Account, officer: Account, district: Unit) -> None:
    made = stop(officer, carrier, district)
    assert (made.is_standing(now()), made.is_standing(made.until)) == (True, False)
    end_suspension(by=officer, suspension=made, why="查错了")
    check_account(carrier, 1)
    assert Deed.objects.filter(verb__in=("passes suspended", "suspension ended")).count() == 2


@pytest.mark.parametrize(("words", "field"), [
    ({"words": " "}, "words"), ({"days": 0}, "days"), ({"days": 91}, "days"), ({"cause": "score"}, "cause")])
def test_no_reason_or_no_end_is_no_suspension(carrier: Account, officer: Account, district: Unit,
                                              words: dict[str, object], field: str) -> None:
    with pytest.raises(PassRefused) as caught:
        stop(officer, carrier, district, **words)
    assert (caught.value.field, Suspension.objects.count()) == (field, 0)


def test_one_stands_at_a_time_and_a_repeated_form_is_the_same(carrier: Account, officer: Account,
                                                              district: Unit) -> None:
    token = uuid.uuid4()
    assert stop(officer, carrier, district, token=token) == stop(officer, carrier, district, token=token)
    with pytest.raises(PassRefused):
        stop(officer, carrier, district)


def test_an_appeal_is_answered_by_somebody_else_and_upheld_ends_it(carrier: Account, officer: Account,
                                                                   steward: Account, district: Unit) -> None:
    made = stop(officer, carrier, district)
    objection = appeal(account=carrier, suspension=made, text="那天我不在", token=uuid.uuid4())
    with pytest.raises(PassRefused):
        answer_appeal(by=officer, objection=objection, upheld=False, answer="看过了")
    with pytest.raises(PassRefused):
        answer_appeal(by=steward, objection=objection, upheld=True, answer=" ")
    answered = answer_appeal(by=steward, objection=objection, upheld=True, answer="录像里不是你")

    assert (answered.state, Suspension.objects.get().is_standing(now())) == ("upheld", False)
    with pytest.raises(PassRefused):
        appeal(account=carrier, suspension=made, text="再说一次", token=uuid.uuid4())


def test_nobody_objects_for_another(carrier: Account, other_rider: Account, officer: Account, district: Unit) -> None:
    with pytest.raises(PassRefused):
        appeal(account=other_rider, suspension=stop(officer, carrier, district), text="不对", token=uuid.uuid4())


def test_being_told_is_kept_once(carrier: Account, officer: Account, district: Unit) -> None:
    assert see_own(carrier) is None
    stop(officer, carrier, district)
    first, second = see_own(carrier), see_own(carrier)
    assert first is not None
    assert second is not None
    assert first.seen_at == second.seen_at is not None


def test_three_working_days_leave_out_weekends_and_holidays() -> None:
    thursday = datetime(2026, 11, 19, 3, tzinfo=UTC)
    before_national_day = datetime(2026, 9, 30, 3, tzinfo=UTC)

    assert find_due(thursday) == datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert find_due(before_national_day) >= datetime(2026, 10, 8, tzinfo=UTC)


def test_a_card_number_finds_the_account(carrier: Account) -> None:
    number = carrier.person.card_number
    assert find_rider(f"{number[:4]} {number[4:]}") == carrier
    with pytest.raises(PassRefused):
        find_rider("1")


def test_what_ended_a_year_ago_is_forgotten(carrier: Account, officer: Account, district: Unit) -> None:
    stop(officer, carrier, district)
    assert forget_suspensions() == 0
    Suspension.objects.update(until=now() - timedelta(days=366))
    assert forget_suspensions() == 1
