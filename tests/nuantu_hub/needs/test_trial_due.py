"""What staff's today learns of trials."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.trial_cast import approve, draw, second_officer, weigh

from nuantu_hub.needs.domain.trial_decisions import decide_trial
from nuantu_hub.needs.domain.trial_feedback import report_hazard
from nuantu_hub.needs.domain.trial_purchase import OrderFacts, ask_budget, place_order
from nuantu_hub.needs.models import TrialTurn
from nuantu_hub.needs.trial_due import list_due_budgets, list_due_ends, list_due_hazards, list_late_goods
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
LATER = timedelta(days=30)


def test_a_danger_is_due_within_a_day(officer: Account, other_officer: Account, district: Unit) -> None:
    draw(officer, district)
    turn = TrialTurn.objects.select_related("tester__account").first()
    assert turn is not None
    hazard = report_hazard(account=turn.tester.account, turn=turn, criterion="fire", words="冒烟", token=uuid4())
    assert [one.due for one in list_due_hazards(officer, now())] == [hazard.at + timedelta(days=1)]
    assert list(list_due_hazards(other_officer, now())) == []


def test_trying_that_is_over_and_figures_that_wait_are_due(officer: Account, district: Unit) -> None:
    draw(officer, district)
    assert list(list_due_ends(officer, now())) == []
    assert [one.detail for one in list_due_ends(officer, now() + LATER)] == ["还有 24 份反馈没交"]


def test_a_result_waits_for_its_decision(officer: Account, district: Unit) -> None:
    weigh(officer, district)
    assert [str(one.title) for one in list_due_ends(officer, now())] == ["试用完了，等决定：防风被"]


def test_a_budget_waits_for_somebody_else(officer: Account, district: Unit) -> None:
    trial = weigh(officer, district)
    decide_trial(by=officer, trial=trial, letter="C", why="最暖")
    ask_budget(by=officer, trial=trial, pieces=10, source="专项", why="人数", token=uuid4())
    assert list(list_due_budgets(officer, now())) == []
    assert [one.detail for one in list_due_budgets(second_officer(district), now())] == ["10 件，¥900.00"]


def test_goods_that_are_late_are_due(officer: Account, district: Unit) -> None:
    trial = approve(officer, district)
    day = (now() + timedelta(days=9)).date()
    place_order(by=officer, trial=trial, token=uuid4(), facts=OrderFacts("HT", {"短款": 10}, 9_000, day))
    assert list(list_late_goods(officer, now())) == []
    assert [one.detail for one in list_late_goods(officer, now() + LATER)] == ["HT"]
