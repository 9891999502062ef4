"""Samples: under letters, out for safety, with a report on fire or not to be bought."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.trial_cast import approve, begin, collect, draw, weigh

from nuantu_hub.needs.domain.trial_samples import LETTERS, SampleFacts, add_sample, list_faults, put_out
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Trial, TrialResult, TrialSample, TrialTurn
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db
FACTS = SampleFacts("乙厂", 8_000, certificate="FR-1", certificate_until=date(2099, 1, 1))


def test_samples_get_letters_in_turn_and_a_repeated_form_none(officer: Account, district: Unit) -> None:
    trial, token = begin(officer, district), uuid4()
    first = add_sample(by=officer, trial=trial, facts=FACTS, token=token)
    again = add_sample(by=officer, trial=trial, facts=FACTS, token=token)
    second = add_sample(by=officer, trial=trial, facts=SampleFacts("丙厂", 7_000), token=uuid4())
    assert (first.letter, again.pk == first.pk, second.letter) == ("A", True, "B")


@pytest.mark.parametrize("facts", [SampleFacts("", 1), SampleFacts("乙厂", 0), SampleFacts("乙厂", 1, sizes=["特大"]),
                                   SampleFacts("乙厂", 1, vehicles=["ship"])])
def test_a_sample_that_is_not_told_rightly_is_refused(officer: Account, district: Unit, facts: SampleFacts) -> None:
    with pytest.raises(NeedRefused):
        add_sample(by=officer, trial=begin(officer, district), facts=facts, token=uuid4())


def test_the_same_sample_twice_and_a_ninth_are_refused(officer: Account, district: Unit) -> None:
    trial = begin(officer, district)
    add_sample(by=officer, trial=trial, facts=FACTS, token=uuid4())
    with pytest.raises(NeedRefused):
        add_sample(by=officer, trial=trial, facts=FACTS, token=uuid4())
    for number in range(len(LETTERS) - 1):
        add_sample(by=officer, trial=trial, facts=SampleFacts("丙厂", 1_000 + number), token=uuid4())
    with pytest.raises(NeedRefused):
        add_sample(by=officer, trial=trial, facts=SampleFacts("丁厂", 500), token=uuid4())


def test_no_sample_comes_after_the_draw(officer: Account, district: Unit) -> None:
    with pytest.raises(NeedRefused):
        add_sample(by=officer, trial=draw(officer, district), facts=SampleFacts("丁厂", 500), token=uuid4())


def test_put_out_it_is_out_for_good_and_nobody_tries_it(officer: Account, district: Unit) -> None:
    trial = draw(officer, district)
    sample = trial.samples.get(letter="B")
    with pytest.raises(NeedRefused):
        put_out(by=officer, sample=sample, why="")
    put_out(by=officer, sample=sample, why="被角卷进后轮")
    put_out(by=officer, sample=sample, why="另一个说法")
    found = TrialSample.objects.get(pk=sample.pk)
    assert (found.is_out, found.out_why) == (True, "被角卷进后轮")
    assert not TrialTurn.objects.filter(sample=sample, void=False).exists()
    assert TrialTurn.objects.filter(tester__trial=trial, void=False).count() == 16


def test_put_out_late_the_figures_are_worked_out_anew(officer: Account, district: Unit) -> None:
    trial = weigh(officer, district)
    put_out(by=officer, sample=trial.samples.get(letter="C"), why="灯被挡")
    assert not TrialResult.objects.filter(trial=trial).exists()


def test_after_the_decision_nobody_puts_a_sample_out(officer: Account, district: Unit) -> None:
    trial = approve(officer, district)
    with pytest.raises(NeedRefused):
        put_out(by=officer, sample=trial.samples.get(letter="A"), why="晚了")


def test_what_keeps_a_sample_from_being_bought_is_told_by_name(officer: Account, district: Unit) -> None:
    trial = collect(officer, begin(officer, district), 1)
    sample, day = trial.samples.get(), date(2026, 1, 1)
    assert list_faults(sample, 12_000, day) == []
    assert list_faults(sample, 7_000, day) == ["单价超过上限"]
    sample.certificate_until = day - timedelta(days=1)
    assert list_faults(sample, 12_000, day) == ["没有在有效期内的阻燃检测报告"]
    assert Trial.objects.count() == 1
