"""Ending the trying, and figures that anybody can work out again."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.trial_cast import draw, tell_all, weigh

from nuantu_hub.needs.domain.trial_feedback import report_hazard
from nuantu_hub.needs.domain.trial_results import check_result, end_trying, find_result, list_scores
from nuantu_hub.needs.domain.trial_samples import put_out
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import TrialFeedback, TrialResult, TrialTester, TrialTurn
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_what_riders_like_comes_first_and_is_worked_out_once(officer: Account, district: Unit) -> None:
    trial = weigh(officer, district)
    result = TrialResult.objects.get()
    assert [one["letter"] for one in result.told["results"]] == ["C", "A", "B"]
    assert end_trying(by=officer, trial=trial) == result
    assert (result.told["testers"], result.seed) == (12, trial.seed)
    assert check_result(result)


@pytest.mark.parametrize("bend", ["score", "figure", "weight"])
def test_bent_figures_are_found_out(officer: Account, district: Unit, bend: str) -> None:
    weigh(officer, district)
    result = TrialResult.objects.get()
    if bend == "score":
        result.told["scores"][0][3] = 1 if result.told["scores"][0][3] > 2 else 5
    elif bend == "figure":
        result.told["results"][0]["first"] = 0.5
    else:
        result.told["weights"] |= {"warmth": 60, "wheels": 0}
    assert not check_result(result)


def test_published_numbers_of_testers_are_not_those_of_the_draw(officer: Account, district: Unit) -> None:
    trial = draw(officer, district)
    tell_all(trial)
    rows = {(one.sample, one.criterion, one.score, one.tester) for one in list_scores(trial)}
    own = {(feedback.turn.sample.letter, key, score, feedback.turn.tester.code.replace("T", "P"))
           for feedback in TrialFeedback.objects.select_related("turn__tester", "turn__sample")
           for key, score in feedback.scores.items()}
    assert {row[:3] for row in rows} == {row[:3] for row in own}
    assert rows != own


def test_an_open_danger_holds_it(officer: Account, district: Unit) -> None:
    trial = draw(officer, district)
    tell_all(trial)
    turn = TrialTurn.objects.select_related("tester__account").first()
    assert turn is not None
    report_hazard(account=turn.tester.account, turn=turn, criterion="fire", words="烫了个洞", token=uuid4())
    with pytest.raises(NeedRefused, match="还没查清"):
        end_trying(by=officer, trial=trial, why="等不及")


def test_few_answers_need_a_word_why(officer: Account, district: Unit) -> None:
    trial = draw(officer, district)
    tell_all(trial)
    keep = TrialTester.objects.filter(trial=trial, state="tries")[:9]
    TrialFeedback.objects.exclude(turn__tester__in=list(keep)).delete()
    with pytest.raises(NeedRefused, match="9 人"):
        end_trying(by=officer, trial=trial)
    end_trying(by=officer, trial=trial, why="过几天就降温")
    trial.refresh_from_db()
    assert [step.why for step in trial.steps.filter(state="weighing")] == ["过几天就降温"]


def test_turns_that_are_left_need_a_word_why(officer: Account, district: Unit) -> None:
    trial = draw(officer, district)
    tell_all(trial)
    last = TrialFeedback.objects.last()
    assert last is not None
    last.delete()
    with pytest.raises(NeedRefused, match="1 份"):
        end_trying(by=officer, trial=trial)


def test_a_sample_that_is_out_is_in_no_figure(officer: Account, district: Unit) -> None:
    trial = weigh(officer, district)
    before = TrialResult.objects.get().inputs_sha256
    put_out(by=officer, sample=trial.samples.get(letter="C"), why="卷轮子")
    result = find_result(trial)
    assert [one["letter"] for one in result.told["results"]] == ["A", "B"]
    assert result.inputs_sha256 != before
    assert check_result(result)
