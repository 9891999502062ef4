"""Suppliers' samples: taken in under a letter, put out for safety with the reason, and what a certificate is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.trials import lock_trial
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Trial, TrialResult, TrialSample, TrialTurn, Vehicle
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

State = Trial.State
LETTERS = "ABCDEFGH"
LEAST_SAMPLES = 2


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """What a supplier hands in: who, price, what it is made for, and the report on fire safety."""

    supplier: str
    price_minor: int
    sizes: Sequence[str] = ()
    vehicles: Sequence[str] = ()
    certificate: str = ""
    certificate_until: date | None = None


@transaction.atomic
def add_sample(*, by: Account, trial: Trial, facts: SampleFacts, token: UUID) -> TrialSample:
    """Take a sample in under the next letter; the same token is the same sample. Raises NeedRefused."""
    held = lock_trial(trial)
    known = TrialSample.objects.filter(token=token).first()
    if known is not None:
        return known
    lock_trial(trial, State.SURVEY, State.SAMPLING)
    letters = set(held.samples.values_list("letter", flat=True))
    free = [letter for letter in LETTERS if letter not in letters]
    if not free:
        raise NeedRefused(_("最多 8 款样品"), _("先分两次试"))
    if held.samples.filter(supplier=facts.supplier.strip(), price_minor=facts.price_minor).exists():
        raise NeedRefused(_("这家这个价的样品已经收了"), _("核对是不是同一款"), field="supplier")
    _check_facts(held, facts)
    made = TrialSample.objects.create(
        token=token, trial=held, letter=free[0], supplier=facts.supplier.strip(), price_minor=facts.price_minor,
        sizes=list(facts.sizes), vehicles=list(facts.vehicles), certificate=facts.certificate.strip(),
        certificate_until=facts.certificate_until)
    record_deed(by, "sample taken in", made, held.unit, letter=made.letter)
    return made


@transaction.atomic
def put_out(*, by: Account, sample: TrialSample, why: str) -> TrialSample:
    """Put a sample out for safety: nobody tries it from now on, and no points bring it back.

    Raises NeedRefused without a reason, and once it is decided.
    """
    held = lock_trial(sample.trial, *Trial.COURSE[:4])
    found = TrialSample.objects.select_for_update(of=("self",)).get(pk=sample.pk)
    if found.is_out:
        return found
    if not why.strip():
        raise NeedRefused(_("没有写哪里不安全"), _("写给所有人和供应商看"), field="why")
    found.out_at, found.out_by, found.out_why = now(), by, why.strip()[:300]
    found.save(update_fields=["out_at", "out_by", "out_why"])
    TrialTurn.objects.filter(sample=found, void=False, feedback=None).update(void=True)
    TrialResult.objects.filter(trial=held).delete()  # what is compared has changed: it is worked out anew
    record_deed(by, "sample put out", found, held.unit, letter=found.letter)
    return found


def list_faults(sample: TrialSample, cap_minor: int, day: date | None = None) -> list[str]:
    """Why a sample cannot be bought, in words; none where it can."""
    faults = []
    if sample.is_out:
        faults.append(sample.out_why)
    if not sample.is_certified(day or localdate(now())):
        faults.append(str(_("没有在有效期内的阻燃检测报告")))
    if any(one.state == one.State.OPEN for one in sample.hazards.all()):
        faults.append(str(_("有人报了危险，还没查清")))
    if sample.price_minor > cap_minor:
        faults.append(str(_("单价超过上限")))
    return faults


def _check_facts(trial: Trial, facts: SampleFacts) -> None:
    if not facts.supplier.strip() or facts.price_minor <= 0:
        raise NeedRefused(_("没有写供应商和单价"), _("照报价单写"), field="supplier")
    if set(facts.sizes) - set(trial.sizes) or set(facts.vehicles) - set(Vehicle.values):
        raise NeedRefused(_("尺码或车型不在这次采购里"), _("从列出的里面选"), field="sizes")
