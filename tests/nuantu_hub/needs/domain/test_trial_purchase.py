"""Budget, order and goods: money first, by two people, never more than was approved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.trial_cast import approve, receive, second_officer, weigh

from nuantu_hub.needs.domain.trial_decisions import decide_trial
from nuantu_hub.needs.domain.trial_purchase import (
    LotFacts,
    OrderFacts,
    answer_budget,
    ask_budget,
    count_received,
    place_order,
    receive_lot,
)
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import StockMove, Trial, TrialBudget, TrialLot, TrialOrder, TrialSample
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 1)


@pytest.fixture
def decided(officer: Account, district: Unit) -> Trial:
    """A trial in which C is chosen."""
    trial = weigh(officer, district)
    decide_trial(by=officer, trial=trial, letter="C", why="最暖")
    return Trial.objects.get()


def ask(by: Account, trial: Trial, **change: object) -> TrialBudget:
    told: dict[str, object] = {"pieces": 20, "source": "送温暖专项", "why": "登记的人数", "token": uuid4()}
    return ask_budget(by=by, trial=trial, **(told | change))  # type: ignore[arg-type]


def order(by: Account, trial: Trial, **change: object) -> TrialOrder:
    facts: dict[str, object] = {"number": "HT-1", "pieces": {"短款": 12, "长款": 8}, "price_minor": 9_000,
                                "due_on": DAY}
    return place_order(by=by, trial=trial, facts=OrderFacts(**(facts | change)), token=uuid4())  # type: ignore[arg-type]


def test_a_budget_is_worked_out_from_the_price_and_approved_by_another(
        officer: Account, district: Unit, decided: Trial) -> None:
    budget = ask(officer, decided)
    assert budget.sum_minor == 20 * 9_000
    with pytest.raises(NeedRefused, match="不能自己批"):
        answer_budget(by=officer, budget=budget, approved=True, answer="")
    second = second_officer(district)
    approved = answer_budget(by=second, budget=budget, approved=True, answer="同意")
    assert answer_budget(by=second, budget=budget, approved=False, answer="反悔").state == approved.state == "approved"
    assert Trial.objects.get().state == "approved"


def test_refused_it_is_asked_again(officer: Account, district: Unit, decided: Trial) -> None:
    budget = ask(officer, decided)
    with pytest.raises(NeedRefused, match="等批"):
        ask(officer, decided)
    with pytest.raises(NeedRefused):
        answer_budget(by=second_officer(district), budget=budget, approved=False, answer="")
    answer_budget(by=second_officer(district), budget=budget, approved=False, answer="先按 10 件")
    assert ask(officer, decided, pieces=10).state == "asked"


@pytest.mark.parametrize("change", [{"pieces": 0}, {"source": ""}, {"why": " "}])
def test_a_budget_without_ground_is_refused(officer: Account, decided: Trial, change: dict[str, object]) -> None:
    with pytest.raises(NeedRefused):
        ask(officer, decided, **change)


def test_nothing_is_ordered_before_the_money_is_there(officer: Account, decided: Trial) -> None:
    ask(officer, decided)
    with pytest.raises(NeedRefused, match="已选定"):
        order(officer, decided)


@pytest.mark.parametrize("change", [
    {"pieces": {"短款": 21}}, {"pieces": {}}, {"pieces": {"特大": 1}}, {"pieces": {"短款": -1}},
    {"price_minor": 9_001}, {"price_minor": 0}, {"number": ""}])
def test_an_order_outside_what_was_approved_is_refused(
        officer: Account, district: Unit, change: dict[str, object]) -> None:
    with pytest.raises(NeedRefused):
        order(officer, approve(officer, district), **change)


def test_two_orders_together_stay_within_the_budget(officer: Account, district: Unit) -> None:
    trial = approve(officer, district)
    order(officer, trial, pieces={"短款": 15})
    with pytest.raises(NeedRefused, match="超过"):
        order(officer, trial, pieces={"短款": 6})
    assert order(officer, trial, pieces={"短款": 5}).sum_minor == 45_000


def test_a_report_that_ran_out_holds_the_order(officer: Account, district: Unit) -> None:
    trial = approve(officer, district)
    TrialSample.objects.update(certificate_until=date(2020, 1, 1))
    with pytest.raises(NeedRefused, match="阻燃"):
        order(officer, trial)


Take = Callable[..., TrialLot]


@pytest.fixture
def take(officer: Account, district: Unit) -> Take:
    """Goods of an order of twelve short and eight long pieces come."""
    made = order(officer, approve(officer, district))

    def receive_more(**change: object) -> TrialLot:
        token = change.pop("token", uuid4())
        facts: dict[str, object] = {"label": "L1", "pieces": {"短款": 12}, "checked": "抽 5 件"}
        return receive_lot(by=officer, order=made, facts=LotFacts(**(facts | change)), token=token)  # type: ignore[arg-type]

    return receive_more


def test_goods_come_in_lots_and_twice_they_come_once(take: Take) -> None:
    token = uuid4()
    assert take(token=token) == take(token=token)
    take(label="L2", pieces={"长款": 3})
    assert count_received(TrialOrder.objects.get()) == {"短款": 12, "长款": 3}
    assert StockMove.objects.filter(station=None).count() == 2
    assert Trial.objects.get().state == "handing"


@pytest.mark.parametrize("change", [
    {"pieces": {"短款": 13}}, {"label": ""}, {"checked": ""}, {"rejected": -1}, {"pieces": {}}])
def test_more_than_was_ordered_and_what_nobody_checked_are_refused(take: Take, change: dict[str, object]) -> None:
    with pytest.raises(NeedRefused):
        take(**change)
    assert not StockMove.objects.exists()


def test_a_lot_is_not_taken_twice_under_its_number(take: Take) -> None:
    take(pieces={"短款": 2})
    with pytest.raises(NeedRefused, match="批号"):
        take(pieces={"短款": 1})


def test_one_size_for_all_needs_no_sizes(officer: Account, district: Unit) -> None:
    trial = receive(officer, district, sizes=())
    assert list(StockMove.objects.values_list("size", "pieces")) == [("", 20)]
    assert trial.state == "handing"
