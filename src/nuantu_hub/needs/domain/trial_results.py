"""Ending the trying, and the figures: worked out once from what was told, and the same for whoever works them out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.trial_scores import Score, digest_scores, weigh_scores
from nuantu_hub.needs.domain.trial_specs import read_weights
from nuantu_hub.needs.domain.trials import LEAST_PLACES, lock_trial, move_on
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Trial, TrialFeedback, TrialHazard, TrialResult, TrialSpec, TrialTurn
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.plan_draw import Chance

State = Trial.State


@transaction.atomic
def end_trying(*, by: Account, trial: Trial, why: str = "") -> TrialResult:
    """End the trying and work the figures out. Whoever asks twice gets the same.

    Raises NeedRefused while a danger is not looked into, and without a word why where fewer than ten testers told, or
    where turns are left.
    """
    held = lock_trial(trial)
    known = TrialResult.objects.filter(trial=held).first()
    if known is not None:
        return known
    lock_trial(trial, State.TRYING)
    if TrialHazard.objects.filter(sample__trial=held, state=TrialHazard.State.OPEN).exists():
        raise NeedRefused(_("有人报了危险，还没查清"), _("先去查，再结束试用"))
    told = TrialFeedback.objects.filter(turn__tester__trial=held).values("turn__tester").distinct().count()
    left = TrialTurn.objects.filter(tester__trial=held, void=False, feedback=None).count()
    if told < LEAST_PLACES and not why.strip():
        raise NeedRefused(_("只有 %(n)d 人交了反馈，不到 10 人") % {"n": told},
                          _("再等等，或者写明为什么不等"), field="why")
    if left and not why.strip():
        raise NeedRefused(_("还有 %(n)d 份反馈没交") % {"n": left}, _("再等等，或者写明为什么不等"), field="why")
    result = find_result(held)
    record_deed(by, "trial weighed", result, held.unit, testers=told, inputs_sha256=result.inputs_sha256)
    move_on(held, State.WEIGHING, by=by, why=why.strip())
    return result


@transaction.atomic
def find_result(trial: Trial) -> TrialResult:
    """The figures of a trial, worked out where they are not there: a sample put out late changes what is compared."""
    known = TrialResult.objects.filter(trial=trial).first()
    if known is not None:
        return known
    spec = trial.specs.prefetch_related("criteria").first()
    assert spec is not None  # nothing is tried without one
    told = work_out(trial, spec)
    return TrialResult.objects.create(trial=trial, spec=spec, told=told, seed=trial.seed, at=now(),
                                      inputs_sha256=told["inputs_sha256"])


def work_out(trial: Trial, spec: TrialSpec) -> dict[str, Any]:
    """Scores without names, weights, and what follows from them, as plain data."""
    weights = read_weights(spec)
    letters = list(trial.samples.filter(out_at=None).order_by("letter").values_list("letter", flat=True))
    scores = list_scores(trial)
    results = weigh_scores(scores, weights, letters, trial.seed)
    return {"weights": weights, "letters": letters, "testers": len({one.tester for one in scores}),
            "scores": [[one.tester, one.sample, one.criterion, one.score] for one in scores],
            "inputs_sha256": digest_scores(scores, weights, letters), "results": [asdict(one) for one in results]}


def list_scores(trial: Trial) -> list[Score]:
    """Every score that was told, testers under numbers of chance that lead back to nobody's place in the draw."""
    rows = list(TrialFeedback.objects.filter(turn__tester__trial=trial).values_list(
        "turn__tester__code", "turn__sample__letter", "scores"))
    chance = Chance(trial.seed)
    codes = sorted({code for code, _letter, _scores in rows}, key=lambda code: chance.number("published", code))
    names = {code: f"P{number:02d}" for number, code in enumerate(codes, start=1)}
    return sorted(Score(names[code], letter, key, score) for code, letter, scores in rows
                  for key, score in scores.items())


def check_result(result: TrialResult) -> bool:
    """Work the figures out again from what is kept with them: whether they are still what was shown."""
    told = result.told
    scores = [Score(*row) for row in told["scores"]]
    again = weigh_scores(scores, told["weights"], told["letters"], result.seed)
    return ([asdict(one) for one in again] == told["results"]
            and digest_scores(scores, told["weights"], told["letters"]) == result.inputs_sha256)
