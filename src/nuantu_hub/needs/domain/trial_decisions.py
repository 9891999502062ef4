"""Deciding what is bought: by criteria that stood before, never against safety, with the reason for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.trial_results import find_result
from nuantu_hub.needs.domain.trial_samples import list_faults
from nuantu_hub.needs.domain.trials import lock_trial, move_on
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Trial, TrialDecision, TrialSample
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now


@transaction.atomic
def decide_trial(*, by: Account, trial: Trial, letter: str, why: str) -> TrialDecision:
    """Choose a sample by its letter, or none (an empty letter), which ends the trial; chosen twice it was chosen once.

    Raises NeedRefused for a sample that is out for safety or has a fault, and without a reason.
    """
    held = lock_trial(trial)
    known = TrialDecision.objects.filter(trial=held).select_related("sample").first()
    if known is not None and (known.sample.letter if known.sample else "") == letter:
        return known
    lock_trial(trial, Trial.State.WEIGHING)
    if not why.strip():
        raise NeedRefused(_("没有写为什么"), _("写给所有人看：按哪几项、把握多大"), field="why")
    result = find_result(held)
    sample = _find_sample(held, letter, result.spec.cap_minor) if letter else None
    made = TrialDecision.objects.create(trial=held, sample=sample, why=why.strip()[:400], at=now(), by=by,
                                        inputs_sha256=result.inputs_sha256)
    place = list_order(result.told).index(letter) + 1 if letter else 0
    record_deed(by, "trial decided", made, held.unit, letter=letter, place=place, inputs_sha256=made.inputs_sha256)
    move_on(held, Trial.State.DECIDED if sample else Trial.State.DROPPED, by=by, why=why.strip())
    return made


def list_order(told: dict[str, Any]) -> Sequence[str]:
    """The letters, the highest total first."""
    return [one["letter"] for one in told["results"]]


def _find_sample(trial: Trial, letter: str, cap_minor: int) -> TrialSample:
    sample = trial.samples.filter(letter=letter).first()
    if sample is None:
        raise NeedRefused(_("没有这款样品"), _("从列出的里面选"), field="letter")
    faults = list_faults(sample, cap_minor)
    if faults:
        raise NeedRefused(_("%(letter)s 款不能买：%(why)s") % {"letter": letter, "why": "；".join(faults)},
                          _("安全和要求不能用分数换"), field="letter")
    return sample
