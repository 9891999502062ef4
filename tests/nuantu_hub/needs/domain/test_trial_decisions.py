"""Deciding: by the figures, never against safety."""

from __future__ import annotations

from datetime import date

import pytest
from tests.nuantu_hub.needs.trial_cast import draw, weigh

from nuantu_hub.needs.domain.trial_decisions import decide_trial, list_order
from nuantu_hub.needs.domain.trial_samples import put_out
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Trial, TrialDecision, TrialSample
from nuantu_hub.people.models import Account, Deed, Unit

pytestmark = pytest.mark.django_db


def test_the_best_is_chosen_and_the_decision_names_its_figures(officer: Account, district: Unit) -> None:
    trial = weigh(officer, district)
    made = decide_trial(by=officer, trial=trial, letter="C", why="最暖")
    assert decide_trial(by=officer, trial=trial, letter="C", why="又点了一次") == made
    assert made.inputs_sha256 == trial.result.inputs_sha256
    assert Deed.objects.get(verb="trial decided").detail["place"] == 1
    assert Trial.objects.get().state == "decided"


def test_another_than_the_first_is_on_record_as_such(officer: Account, district: Unit) -> None:
    decide_trial(by=officer, trial=weigh(officer, district), letter="A", why="C 的厂家断货")
    assert Deed.objects.get(verb="trial decided").detail["place"] == 2


@pytest.mark.parametrize("change", [{"letter": "Z"}, {"why": " "}])
def test_what_is_not_there_and_what_has_no_reason_are_refused(
        officer: Account, district: Unit, change: dict[str, str]) -> None:
    trial = weigh(officer, district)
    with pytest.raises(NeedRefused):
        decide_trial(by=officer, trial=trial, **({"letter": "C", "why": "最暖"} | change))
    assert not TrialDecision.objects.exists()


def test_no_points_bring_an_unsafe_sample_back(officer: Account, district: Unit) -> None:
    trial = weigh(officer, district)
    put_out(by=officer, sample=trial.samples.get(letter="C"), why="卷进车轮")
    with pytest.raises(NeedRefused, match="卷进车轮"):
        decide_trial(by=officer, trial=trial, letter="C", why="可是最暖")


def test_without_a_report_on_fire_it_is_not_bought(officer: Account, district: Unit) -> None:
    trial = weigh(officer, district)
    TrialSample.objects.filter(letter="C").update(certificate_until=date(2020, 1, 1))
    with pytest.raises(NeedRefused, match="阻燃"):
        decide_trial(by=officer, trial=trial, letter="C", why="最暖")


def test_none_of_them_ends_the_trial_and_says_why(officer: Account, district: Unit) -> None:
    trial = weigh(officer, district)
    made = decide_trial(by=officer, trial=trial, letter="", why="都挡灯")
    assert (made.sample, Trial.objects.get().state) == (None, "dropped")


def test_nothing_is_decided_while_it_is_tried(officer: Account, district: Unit) -> None:
    with pytest.raises(NeedRefused):
        decide_trial(by=officer, trial=draw(officer, district), letter="C", why="看着就暖")


def test_the_order_is_that_of_the_totals() -> None:
    assert list_order({"results": [{"letter": "C"}, {"letter": "A"}]}) == ["C", "A"]
