"""Suspending passes: by a person, with a reason and an end; objected to; looked at again by somebody else."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.domain.eligibility import GATE
from nuantu_hub.passes.domain.withdrawing import withdraw_credentials
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Suspension, SuspensionAppeal
from nuantu_hub.people.domain.record import record_deed, record_reading
from nuantu_hub.people.models import Account, Person, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.public_holidays import DayKind, tell_day

#: A suspension has an end, and this is the latest one.
MOST_DAYS = 90
#: An objection is answered within so many working days: ours, no rule names a term.
ANSWER_WORKING_DAYS = 3
KEPT_AFTER = timedelta(days=365)


@transaction.atomic
def suspend(*, by: Account, account: Account, unit: Unit, cause: str, words: str, days: int, token: UUID) -> Suspension:
    """Give nothing for gates for so many days, and withdraw what the phone holds for them; doors stay open.

    The same token is the same suspension. Raises PassRefused without a reason in words, for an end that is none or too
    far, and where one stands already.
    """
    known = Suspension.objects.filter(token=token).first()
    if known is not None:
        return known
    if not words.strip():
        raise PassRefused(_("没有写查明了什么"), _("写给本人看：哪一天、哪件事、怎么查明的"), field="words")
    if not 1 <= days <= MOST_DAYS:
        raise PassRefused(_("停用要有结束的日子"), _("写 1 到 90 天"), field="days")
    if cause not in Suspension.Cause.values:
        raise PassRefused(_("没有选原因"), _("选一个"), field="cause")
    Account.objects.select_for_update().get(pk=account.pk)
    moment = now()
    Suspension.objects.filter(account=account, ended_at=None, until__lte=moment).update(ended_at=moment)
    if Suspension.objects.filter(account=account, ended_at=None).exists():
        raise PassRefused(_("这位骑手的码已经停用"), _("看正在停用的那一条"))
    made = Suspension.objects.create(
        token=token, account=account, unit=unit, cause=cause, words=words.strip()[:600], by=by, since=moment,
        until=moment + timedelta(days=days))
    withdraw_credentials(account=account, kind=GATE)
    record_deed(by, "passes suspended", made, unit, cause=cause, days=days)
    return made


def find_rider(card_number: str) -> Account:
    """The account of a card number. Raises PassRefused where there is none."""
    digits = "".join(sign for sign in card_number if sign.isdecimal())
    person = Person.objects.filter(card_number=digits).select_related("account", "merged_into__account").first()
    account = person.standing_record.account if person is not None else None
    if account is None:
        raise PassRefused(_("没有这个会员证号"), _("十二位数字，在骑手的会员证上"), field="card")
    return account


@transaction.atomic
def end_suspension(*, by: Account, suspension: Suspension, why: str) -> Suspension:
    """End it before its time; said twice, it ended once. Raises PassRefused without a reason."""
    held = Suspension.objects.select_for_update(of=("self",)).select_related("unit").get(pk=suspension.pk)
    if not held.is_standing(now()):
        return held
    if not why.strip():
        raise PassRefused(_("没有写为什么提前恢复"), _("写一句"), field="why")
    held.ended_at, held.ended_by, held.ended_why = now(), by, why.strip()[:200]
    held.save(update_fields=["ended_at", "ended_by", "ended_why"])
    record_deed(by, "suspension ended", held, held.unit)
    return held


@transaction.atomic
def appeal(*, account: Account, suspension: Suspension, text: str, token: UUID) -> SuspensionAppeal:
    """Object, once, while it stands or within a month after; the same token is the same objection."""
    known = SuspensionAppeal.objects.filter(token=token).first()
    if known is not None:
        return known
    if account.pk != suspension.account_id or suspension.until + timedelta(days=30) < now():
        raise PassRefused(_("现在不能申诉了"), _("打工会的电话"))
    if SuspensionAppeal.objects.filter(suspension=suspension).exists():
        raise PassRefused(_("已经申诉过"), _("看答复，或打工会的电话"))
    if not text.strip():
        raise PassRefused(_("没有写为什么不同意"), _("写实际是怎样"), field="text")
    made = SuspensionAppeal.objects.create(token=token, suspension=suspension, text=text.strip()[:1_000], at=now(),
                                           due_at=find_due(now()))
    record_deed(account, "suspension appealed", made, suspension.unit)
    return made


def find_due(moment: datetime) -> datetime:
    """So many working days later at the same time of day, weekends and public holidays left out."""
    left, due = ANSWER_WORKING_DAYS, moment
    while left:
        due += timedelta(days=1)
        left -= int(_is_working(localdate(due)))
    return due


def _is_working(day: date) -> bool:
    kind = tell_day(day).kind
    return kind == DayKind.MAKE_UP or (kind == DayKind.ORDINARY and day.weekday() < 5)


@transaction.atomic
def answer_appeal(*, by: Account, objection: SuspensionAppeal, upheld: bool, answer: str) -> SuspensionAppeal:
    """Answer an objection; upheld, the suspension ends at once. Raises PassRefused without words, or who decided."""
    held = SuspensionAppeal.objects.select_for_update(of=("self",)).select_related("suspension__unit").get(
        pk=objection.pk)
    if held.state != SuspensionAppeal.State.OPEN:
        return held
    if by.pk == held.suspension.by_id:
        raise PassRefused(_("作出决定的人不能答复申诉"), _("请区里另一位或市里的干部答复"))
    if not answer.strip():
        raise PassRefused(_("没有写答复"), _("写明再查了什么，为什么"), field="answer")
    held.state = SuspensionAppeal.State.UPHELD if upheld else SuspensionAppeal.State.REJECTED
    held.answer, held.answered_at, held.answered_by = answer.strip()[:1_000], now(), by
    held.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    if upheld:
        end_suspension(by=by, suspension=held.suspension, why=str(_("申诉成立")))
    record_deed(by, "suspension appeal answered", held, held.suspension.unit, state=held.state)
    return held


@transaction.atomic
def see_own(account: Account) -> Suspension | None:
    """The suspension that the worker is told of: the newest of the last month; that it was seen is kept."""
    found = Suspension.objects.filter(account=account, until__gt=now() - timedelta(days=30)).select_related(
        "unit", "appeal").first()
    if found is not None and found.seen_at is None:
        found.seen_at = now()
        found.save(update_fields=["seen_at"])
    return found


@transaction.atomic
def read_suspension(*, by: Account, suspension: Suspension) -> Suspension:
    """One suspension with its words and whose it is; that it was read stands in the record."""
    record_reading(by, suspension, "suspension")
    return suspension


def forget_suspensions() -> int:
    """Remove what ended a year ago; called once an hour. Gives its number."""
    return Suspension.objects.filter(until__lt=now() - KEPT_AFTER).delete()[0]
