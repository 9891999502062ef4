"""Drawing who tries what; letting somebody leave, and somebody like them take over; drawing again to check."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.trial_draw import FACTORS, Draw, draw_trial, find_stand_in
from nuantu_hub.needs.domain.trial_samples import LEAST_SAMPLES
from nuantu_hub.needs.domain.trials import LEAST_PLACES, digest_seed, lock_trial, move_on
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Trial, TrialDraw, TrialSample, TrialTester, TrialTurn, TrialWish
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.plan_draw import Chance

State = Trial.State
LEAST_COMPANIES = 2
#: Between two turns a sample is washed and handed on.
PAUSE_DAYS = 1


@transaction.atomic
def draw_testers(*, by: Account, trial: Trial) -> TrialDraw:
    """Draw who tries which samples; drawn twice it was drawn once.

    Raises NeedRefused without a specification, with fewer than two samples, fewer than ten volunteers, or all of them
    of one company.
    """
    held = lock_trial(trial)
    known = TrialDraw.objects.filter(trial=held).first()
    if known is not None:
        return known
    lock_trial(trial, State.SAMPLING)
    samples = [one for one in held.samples.all() if not one.is_out]
    wishes = list(TrialWish.objects.filter(trial=held, would_try=True, account__is_active=True).order_by("pk"))
    _check_ready(held, samples, wishes)
    coded = _give_codes(wishes, held.seed)
    told = {"places": held.places, "turns": min(held.turns, len(samples)),
            "samples": {one.letter: {"sizes": one.sizes, "vehicles": one.vehicles} for one in samples},
            "testers": {code: {factor: getattr(wish, factor) for factor in FACTORS} for code, wish in coded.items()}}
    drawn = draw_trial(told, held.seed)
    if len(drawn.chosen) < LEAST_PLACES:
        raise NeedRefused(_("能试的只有 %(n)d 人") % {"n": len(drawn.chosen)}, _("有的尺码或车型没有样品，再收一款"))
    made = TrialDraw.objects.create(trial=held, told=told, drawn=write_draw(drawn), seed=held.seed,
                                    inputs_sha256=digest_told(told), at=now(), by=by)
    _keep_drawn(held, drawn, coded, {one.letter: one for one in samples})
    record_deed(by, "testers drawn", made, held.unit, testers=len(drawn.chosen), inputs_sha256=made.inputs_sha256)
    move_on(held, State.TRYING, by=by)
    return made


def write_draw(drawn: Draw) -> dict[str, Any]:
    """A draw as plain data."""
    return {"chosen": list(drawn.chosen), "reserve": list(drawn.reserve), "uneven": drawn.uneven,
            "turns": {code: list(letters) for code, letters in drawn.turns.items()}}


def digest_told(told: Mapping[str, Any]) -> str:
    """SHA-256 of what a draw was told, in one fixed writing."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def check_draw(draw: TrialDraw) -> bool:
    """Draw again: whether seed, what was told and what came out still belong together, and to the promised seed."""
    same = write_draw(draw_trial(draw.told, draw.seed)) == draw.drawn
    return same and digest_told(draw.told) == draw.inputs_sha256 and digest_seed(draw.seed) == draw.trial.seed_sha256


@transaction.atomic
def quit_trial(*, tester: TrialTester, why: str, by: Account) -> TrialTester | None:
    """Leave a trial; nobody is asked to stay. What was told so far counts; somebody like them takes the rest over.

    Gives whoever takes over, None where nobody is left in reserve or nothing is left to try.
    """
    held = lock_trial(tester.trial)
    found = TrialTester.objects.select_for_update(of=("self",)).get(pk=tester.pk)
    if found.state == TrialTester.State.QUIT:
        return found.stand_ins.first()
    was_trying = found.state == TrialTester.State.TRIES
    found.state, found.quit_at, found.quit_why = TrialTester.State.QUIT, now(), why.strip()[:300]
    found.save(update_fields=["state", "quit_at", "quit_why"])
    record_deed(by, "tester left", found, held.unit)
    left = list(TrialTurn.objects.filter(tester=found, void=False, feedback=None).select_related("sample"))
    TrialTurn.objects.filter(pk__in=[turn.pk for turn in left]).update(void=True)
    if held.state != State.TRYING or not was_trying or not left:
        return None
    return _take_over(held, found, left, by)


def find_tester(trial: Trial, account: Account) -> TrialTester | None:
    """Somebody as a tester of a trial."""
    return TrialTester.objects.filter(trial=trial, account=account).select_related("trial__unit").first()


def _check_ready(trial: Trial, samples: list[TrialSample], wishes: list[TrialWish]) -> None:
    if not trial.specs.exists():
        raise NeedRefused(_("还没有定标准"), _("先公布标准，再抽签"))
    if len(samples) < LEAST_SAMPLES:
        raise NeedRefused(_("样品不到两款"), _("至少收两款，才有得比"))
    if len(wishes) < LEAST_PLACES:
        raise NeedRefused(_("愿意试的只有 %(n)d 人") % {"n": len(wishes)}, _("至少 10 人，再请一请"))
    if len({wish.company for wish in wishes}) < LEAST_COMPANIES:
        raise NeedRefused(_("愿意试的都是一家公司的"), _("再请别家的骑手"))


def _give_codes(wishes: list[TrialWish], seed: str) -> dict[str, TrialWish]:
    """Codes in an order of chance, so that a code does not tell who volunteered first."""
    chance = Chance(seed)
    order = sorted(wishes, key=lambda wish: chance.number("code", wish.account_id))
    return {f"T{number:02d}": wish for number, wish in enumerate(order, start=1)}


def _keep_drawn(trial: Trial, drawn: Draw, coded: Mapping[str, TrialWish], samples: Mapping[str, TrialSample]) -> None:
    ranks = {code: rank for rank, code in enumerate((*drawn.chosen, *drawn.reserve))}
    TrialTester.objects.bulk_create(
        TrialTester(trial=trial, account=wish.account, code=code, rank=ranks.get(code, len(ranks)),
                    state="tries" if code in drawn.turns else "reserve",
                    **{factor: getattr(wish, factor) for factor in FACTORS}) for code, wish in coded.items())
    testers = {one.code: one for one in TrialTester.objects.filter(trial=trial)}
    first = localdate(now()) + timedelta(days=1)
    TrialTurn.objects.bulk_create(
        _plan_turn(trial, testers[code], samples[letter], place, first)
        for code, letters in drawn.turns.items() for place, letter in enumerate(letters))


def _plan_turn(trial: Trial, tester: TrialTester, sample: TrialSample, place: int, first: date) -> TrialTurn:
    begin = first + timedelta(days=place * (trial.days + PAUSE_DAYS))
    return TrialTurn(tester=tester, sample=sample, place=place, first_day=begin,
                     last_day=begin + timedelta(days=trial.days - 1))


def _take_over(trial: Trial, gone: TrialTester, left: list[TrialTurn], by: Account) -> TrialTester | None:
    draw = TrialDraw.objects.get(trial=trial)
    free = TrialTester.objects.filter(trial=trial, state=TrialTester.State.RESERVE).select_for_update(of=("self",))
    fitting = [one for one in free if all(_fits(turn.sample, one) for turn in left if not turn.sample.is_out)]
    code = find_stand_in(draw.told["testers"], gone.code, [one.code for one in fitting], draw.seed)
    if code is None:
        return None
    follower = next(one for one in fitting if one.code == code)
    follower.state, follower.instead_of = TrialTester.State.TRIES, gone
    follower.save(update_fields=["state", "instead_of"])
    first = localdate(now()) + timedelta(days=1)
    TrialTurn.objects.bulk_create(_plan_turn(trial, follower, turn.sample, place, first)
                                  for place, turn in enumerate(left) if not turn.sample.is_out)
    record_deed(by, "tester followed", follower, trial.unit)
    return follower


def _fits(sample: TrialSample, tester: TrialTester) -> bool:
    return ((not sample.sizes or tester.size in sample.sizes)
            and (not sample.vehicles or tester.vehicle in sample.vehicles))
