"""Holding a deliberation: drafting, announcing, changing its closing day with a reason, calling it off."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Deliberation, DeliberationChange, Statement
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

#: Statements that must stand before anybody is asked: with fewer there is nothing to compare.
LEAST_SEEDS = 3
SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=180)


@transaction.atomic
def draft_deliberation(*, by: Account | None, unit: Unit, token: UUID, **told: Any) -> Deliberation:
    """Write a draft; the same token is the same one. ``told`` has the fields of ``check_draft``.

    Raises NeedRefused for words that lack or dates that do not fit.
    """
    known = Deliberation.objects.filter(token=token).first()
    if known is not None:
        return known
    check_draft(told)
    made = Deliberation.objects.create(token=token, unit=unit, made_by=by, made_at=now(), **told)
    record_deed(by, "deliberation drafted", made, unit)
    return made


@transaction.atomic
def change_draft(*, by: Account, deliberation: Deliberation, **told: Any) -> Deliberation:
    """Change everything about a draft. Raises NeedRefused once it was announced: people have read it."""
    held = _hold(deliberation)
    if held.announced_at is not None:
        raise NeedRefused(_("已经公布，题目和规则不能再改"), _("只能改截止时间，并说明理由"))
    check_draft(told)
    for name, value in told.items():
        setattr(held, name, value)
    held.save(update_fields=list(told))
    record_deed(by, "deliberation changed", held, held.unit)
    return held


def check_draft(told: dict[str, Any]) -> None:
    """Whether title, question and dates can stand. Raises NeedRefused by field."""
    for name, words in (("title", _("没有写议题")), ("question", _("没有写问大家什么"))):
        told[name] = str(told.get(name, "")).strip()
        if not told[name]:
            raise NeedRefused(words, _("写一句"), field=name)
    length = told["closes_at"] - told["opens_at"]
    if not SHORTEST <= length <= LONGEST:
        raise NeedRefused(_("从开始到截止要在 1 小时到 180 天之间"), _("改日期"), field="closes_at")


@transaction.atomic
def announce(*, by: Account | None, deliberation: Deliberation) -> Deliberation:
    """Let everybody see it; said twice it is announced once. Raises NeedRefused without enough statements to begin."""
    held = _hold(deliberation)
    if held.announced_at is not None:
        return held
    if held.called_off_at is not None:
        raise NeedRefused(_("已经取消"), _("另起草一份"))
    if held.closes_at <= now():
        raise NeedRefused(_("截止时间已经过了"), _("先改日期"))
    if held.statements.filter(state=Statement.State.SHOWN).count() < LEAST_SEEDS:
        raise NeedRefused(_("开头的看法还不到 %(n)d 句") % {"n": LEAST_SEEDS}, _("先写几句，正反两面都要有"))
    held.announced_at = now()
    held.save(update_fields=["announced_at"])
    record_deed(by, "deliberation announced", held, held.unit)
    return held


@transaction.atomic
def move_closing(*, by: Account, deliberation: Deliberation, closes_at: datetime, why: str) -> Deliberation:
    """Close later or sooner, told to everybody with the reason. Raises NeedRefused without one, and once it is over."""
    held, moment = _hold(deliberation), now()
    if held.announced_at is None or held.tell_state(moment) not in (Deliberation.State.AHEAD, Deliberation.State.OPEN):
        raise NeedRefused(_("现在不能改截止时间"), _("只有公布以后、截止以前能改"))
    if not why.strip():
        raise NeedRefused(_("没有写为什么改"), _("写一句，大家都看得到"), field="why")
    if closes_at <= moment + SHORTEST or not SHORTEST <= closes_at - held.opens_at <= LONGEST:
        raise NeedRefused(_("截止时间至少在一小时以后，全程不超过 180 天"), _("改时间"), field="closes_at")
    if closes_at == held.closes_at:
        return held
    DeliberationChange.objects.create(deliberation=held, at=moment, before=held.closes_at, after=closes_at,
                                      why=why.strip()[:200], by=by)
    held.closes_at = closes_at
    held.save(update_fields=["closes_at"])
    record_deed(by, "deliberation moved", held, held.unit)
    return held


@transaction.atomic
def call_off(*, by: Account, deliberation: Deliberation, why: str) -> Deliberation:
    """End it without a result: its votes are deleted at once. Raises NeedRefused without a reason, and once closed."""
    held = _hold(deliberation)
    if held.called_off_at is not None:
        return held
    if held.closed_at is not None or (held.announced_at is not None and now() >= held.closes_at):
        raise NeedRefused(_("已经截止，结果照算照公布"), _("不能取消"))
    if not why.strip():
        raise NeedRefused(_("没有写为什么取消"), _("写一句，大家都看得到"), field="why")
    held.called_off_at, held.called_off_why = now(), why.strip()[:200]
    held.save(update_fields=["called_off_at", "called_off_why"])
    held.voters.all().delete()
    record_deed(by, "deliberation called off", held, held.unit)
    return held


def _hold(deliberation: Deliberation) -> Deliberation:
    return Deliberation.objects.select_for_update(of=("self",)).select_related("unit").get(pk=deliberation.pk)
