"""Beginning a trial and giving it up."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.trial_cast import approve, begin, receive

from nuantu_hub.needs.domain.trials import TrialPlan, begin_trial, digest_seed, drop_trial, lock_trial
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Trial
from nuantu_hub.people.models import Account, Deed, Unit

pytestmark = pytest.mark.django_db


def test_a_trial_begins_once_and_its_seed_is_promised(officer: Account, district: Unit) -> None:
    token, plan = uuid4(), TrialPlan("防风被", "膝盖冷", ("短款",))
    one, again = (begin_trial(by=officer, unit=district, plan=plan, token=token) for _time in range(2))
    assert one.pk == again.pk
    assert one.seed_sha256 == digest_seed(one.seed)
    assert Deed.objects.get(verb="trial begun").detail == {"seed_sha256": one.seed_sha256}
    assert [step.state for step in one.steps.all()] == ["survey"]


def test_every_trial_has_a_seed_of_its_own(officer: Account, district: Unit) -> None:
    assert begin(officer, district).seed != begin(officer, district).seed


@pytest.mark.parametrize("change", [
    {"name": " "}, {"why": ""}, {"places": 9}, {"places": 61}, {"turns": 0}, {"turns": 5}, {"days": 0},
    {"sizes": ("短款", "短款")}, {"sizes": ("",)}, {"sizes": tuple("abcdefg")}])
def test_a_plan_that_cannot_be_tried_is_refused(officer: Account, district: Unit, change: dict[str, object]) -> None:
    with pytest.raises(NeedRefused):
        begin(officer, district, **change)
    assert not Trial.objects.exists()


def test_a_trial_is_given_up_with_a_reason_and_only_before_money_is_spent(officer: Account, district: Unit) -> None:
    trial = begin(officer, district)
    with pytest.raises(NeedRefused):
        drop_trial(by=officer, trial=trial, why=" ")
    dropped = drop_trial(by=officer, trial=trial, why="没人要")
    assert (dropped.state, drop_trial(by=officer, trial=trial, why="再说一次").state) == ("dropped", "dropped")
    assert [step.why for step in dropped.steps.filter(state="dropped")] == ["没人要"]


def test_goods_that_were_ordered_cannot_be_given_up(officer: Account, district: Unit) -> None:
    trial = receive(officer, district)
    with pytest.raises(NeedRefused):
        drop_trial(by=officer, trial=trial, why="不要了")


def test_an_approved_budget_may_still_be_given_up(officer: Account, district: Unit) -> None:
    assert drop_trial(by=officer, trial=approve(officer, district), why="冬天过了").state == "dropped"


def test_a_step_in_another_state_is_refused_by_its_name(officer: Account, district: Unit) -> None:
    with pytest.raises(NeedRefused, match="摸底中"):
        lock_trial(begin(officer, district), Trial.State.TRYING)
