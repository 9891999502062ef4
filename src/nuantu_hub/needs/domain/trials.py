"""Beginning a trial, its steps in words for everybody, closing it, and giving it up."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Trial, TrialStep
from nuantu_hub.needs.models.trial import draw_seed
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

State = Trial.State
#: With fewer testers nothing can be said of a sample; the quilts of the source were tried by more than ten.
LEAST_PLACES, MOST_PLACES = 10, 60
MOST_TURNS, MOST_DAYS, MOST_SIZES = 4, 30, 6


@dataclass(frozen=True, slots=True)
class TrialPlan:
    """What is to be bought and how it is tried: sizes (none: one for all), testers, samples each, days each."""

    name: str
    why: str
    sizes: Sequence[str] = ()
    places: int = 12
    turns: int = 2
    days: int = 5
    members_only: bool = True
    origin: str = ""


@transaction.atomic
def begin_trial(*, by: Account, unit: Unit, plan: TrialPlan, token: UUID) -> Trial:
    """Begin a trial by asking riders what they need; the same token is the same trial.

    Its seed is drawn now and shown as a digest, long before anybody volunteers. Raises NeedRefused for a plan that
    cannot be tried.
    """
    known = Trial.objects.filter(token=token).first()
    if known is not None:
        return known
    _check_plan(plan)
    seed = draw_seed()
    made = Trial.objects.create(
        token=token, unit=unit, name=plan.name.strip(), why=plan.why.strip(), origin=plan.origin[:120],
        sizes=[one.strip() for one in plan.sizes], places=plan.places, turns=plan.turns, days=plan.days,
        members_only=plan.members_only, seed=seed, seed_sha256=digest_seed(seed), at=now(), by=by)
    TrialStep.objects.create(trial=made, state=State.SURVEY, why=plan.why.strip()[:300], at=now(), by=by)
    record_deed(by, "trial begun", made, unit, seed_sha256=made.seed_sha256)
    return made


def digest_seed(seed: str) -> str:
    """What is shown of a seed before it is used."""
    return hashlib.sha256(seed.encode()).hexdigest()


def lock_trial(trial: Trial, *states: str) -> Trial:
    """The trial, held until the transaction ends. Raises NeedRefused where it is not in one of the states."""
    held = Trial.objects.select_for_update(of=("self",)).select_related("unit").get(pk=trial.pk)
    if states and held.state not in states:
        raise NeedRefused(_("这次采购现在是“%(state)s”") % {"state": held.get_state_display()},
                          _("刷新看看，这一步已经过了或者还没到"))
    return held


def move_on(trial: Trial, state: str, *, by: Account, why: str = "") -> Trial:
    """Bring a trial to its next state and write the step down."""
    trial.state = state
    trial.save(update_fields=["state"])
    TrialStep.objects.create(trial=trial, state=state, why=why[:300], at=now(), by=by)
    return trial


@transaction.atomic
def drop_trial(*, by: Account, trial: Trial, why: str) -> Trial:
    """Give a trial up, with the reason for everybody. Raises NeedRefused once money was spent, or without a reason."""
    held = lock_trial(trial)
    if held.state == State.DROPPED:
        return held
    if held.state not in Trial.COURSE[:6]:
        raise NeedRefused(_("已经下单，不能不做了"), _("把货收完、发完再结清"))
    if not why.strip():
        raise NeedRefused(_("没有写为什么不做了"), _("写给所有人看"), field="why")
    record_deed(by, "trial dropped", held, held.unit)
    return move_on(held, State.DROPPED, by=by, why=why.strip())


def _check_plan(plan: TrialPlan) -> None:
    if not plan.name.strip() or not plan.why.strip():
        raise NeedRefused(_("没有写买什么、为什么买"), _("各写一句"), field="name")
    if not LEAST_PLACES <= plan.places <= MOST_PLACES:
        raise NeedRefused(_("试用的人数不对"), _("10 到 60 人：少于 10 人什么也说不定"), field="places")
    if not 1 <= plan.turns <= MOST_TURNS or not 1 <= plan.days <= MOST_DAYS:
        raise NeedRefused(_("每人试几款、每款试几天不对"), _("1 到 4 款，每款 1 到 30 天"), field="turns")
    if len(plan.sizes) > MOST_SIZES or len(set(plan.sizes)) != len(plan.sizes) or not all(
            0 < len(one.strip()) <= 20 for one in plan.sizes):
        raise NeedRefused(_("尺码不对"), _("最多 6 个，不重复，每个不超过 20 个字"), field="sizes")
