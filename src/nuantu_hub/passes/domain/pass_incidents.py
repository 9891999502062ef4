"""Incidents: a gate's trace is handed over, two of three sides open one window, and whoever is found is told.

The hub carries a share from the first holder to the second, sealed; it opens nothing itself, and learns the answer
only. Every search is a leaf of a log, found or not, before anybody is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.domain.escrow_lists import read_window
from nuantu_hub.passes.domain.parties import list_roles
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Compound, EscrowWindow, Party, PassGate, PassIncident, ShareHolder
from nuantu_hub.passes.models.issued_batch import WINDOW_S
from nuantu_hub.people.domain.record import record_deed, record_reading
from nuantu_hub.people.models import Account
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.pass_escrow import HandedShare, list_window_starts, read_handed
from nuantu_hub.seam.pass_log import SearchTold, log_search, tell_window
from nuantu_hub.site.clock import now

#: A gate keeps its traces for seven days; an open incident is given up after the sealed lists are gone.
MOST_AGE, GIVEN_UP = timedelta(days=8), timedelta(days=13)
KEPT_AFTER = timedelta(days=365)
HEX_KEY, HEX_TRACE = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{16}")
WORDS_MOST, WHY_MOST = 600, 200
SEATS = {Party.Role.UNION: ShareHolder.Seat.UNION, Party.Role.STREET: ShareHolder.Seat.STREET,
         Party.Role.COMMITTEE: ShareHolder.Seat.COMMITTEE}


@dataclass(frozen=True, slots=True)
class Handover:
    """What a gate's keeper reads off: when, its key of that day and its mark of the use, in hexadecimal."""

    minute: datetime
    day_key: str
    trace: str


def list_own_seats(account: Account, compound: Compound) -> list[int]:
    """The seats that an account may open for, in a compound."""
    return sorted(int(SEATS[Party.Role(role)]) for role in list_roles(account, compound) if role in SEATS)


@transaction.atomic
def report_incident(*, by: Account, gate: PassGate, kind: str, words: str, told: Handover, token: UUID) -> PassIncident:
    """Report an incident with what the gate kept of one use. The same token is the same incident.

    Raises PassRefused naming the field: no words, figures that were copied badly, a minute too long ago or to come, or
    of which there is no list.
    """
    known = PassIncident.objects.filter(token=token).first()
    if known is not None:
        return known
    if kind not in PassIncident.Kind.values or not words.strip():
        raise PassRefused(_("没有写发生了什么"), _("写事情本身，不写猜是谁"), field="words")
    day_key, trace = ("".join(one.split()).lower() for one in (told.day_key, told.trace))
    if not HEX_KEY.fullmatch(day_key):
        raise PassRefused(_("当天的钥匙抄错了"), _("64 个字，0 到 9 和 a 到 f"), field="day_key")
    if not HEX_TRACE.fullmatch(trace):
        raise PassRefused(_("痕迹抄错了"), _("16 个字，0 到 9 和 a 到 f"), field="trace")
    minute = told.minute.astimezone(UTC).replace(second=0, microsecond=0)
    if not now() - MOST_AGE <= minute <= now():
        raise PassRefused(_("这个时间查不了"), _("门只记七天，写那一分钟"), field="minute")
    starts = [start for start in _order_starts(minute)
              if EscrowWindow.objects.filter(zone=gate.zone, start_s=start).exists()]
    if not starts:
        raise PassRefused(_("那四个小时没有发过小区的码"), _("核对一下时间"), field="minute")
    made = PassIncident.objects.create(
        token=token, compound=gate.compound, gate=gate, kind=kind, words=words.strip()[:WORDS_MOST], minute=minute,
        day_key=day_key, trace=trace, starts=starts, by=by, at=now())
    record_deed(by, "incident reported", made, made.unit, kind=kind)
    return made


def _order_starts(minute: datetime) -> list[int]:
    """The windows of a minute, its own first."""
    at_s = int(minute.timestamp())
    return sorted(list_window_starts(at_s), key=lambda start: not start <= at_s < start + WINDOW_S)


def find_window(incident: PassIncident) -> EscrowWindow:
    """The window that is to be looked through now. Raises PassRefused where it is gone."""
    found = EscrowWindow.objects.filter(zone=incident.gate.zone, start_s=incident.starts[0]).first()
    if found is None:
        raise PassRefused(_("那四个小时的名单已经销毁"), _("名单只留十四天"))
    return found


def list_seconds(incident: PassIncident, first_seats: list[int]) -> list[tuple[str, str, int]]:
    """To whom a share can be handed: (name, public key as base64, seat) of holders on other seats than one's own."""
    held = {(holder, seat) for seat, holder, _sealed in find_window(incident).shares}
    named = [(one.name, one.public_key, one.seat) for one in ShareHolder.objects.filter(zone=incident.gate.zone)]
    parties = incident.compound.parties.held_at(now()).exclude(share_key="").filter(
        role__in=[Party.Role.STREET, Party.Role.COMMITTEE])
    named += [(one.body, one.share_key, int(SEATS[Party.Role(one.role)])) for one in parties]
    other = [one for one in dict.fromkeys(named) if (one[1], one[2]) in held]
    return [one for one in other if first_seats != [one[2]]]


@transaction.atomic
def take_window(*, by: Account, incident: PassIncident) -> str:
    """The window's file for a holder of a seat; that it was taken along is written down. Raises PassRefused."""
    _require_seat(by, incident)
    window = find_window(incident)
    record_reading(by, incident, "sealed list")
    return tell_window(read_window(window), [bytes(body) for body in
                                             window.rows.order_by("pk").values_list("body", flat=True)])


@transaction.atomic
def hand_over(*, by: Account, incident: PassIncident, handed: str) -> PassIncident:
    """Carry the first holder's share to the second; handed again before the search, the newer one counts.

    Raises PassRefused for who holds no seat, a share of another window or seat, one for nobody who holds one.
    """
    held = _lock(incident)
    seats = _require_seat(by, held)
    share, window = _read_share(handed), read_window(find_window(held))
    named = {one.holder: one.seat for one in window.shares}
    if share.window != window.public or share.seat not in seats or share.to not in named:
        raise PassRefused(_("这份钥匙不是这次的"), _("用这一页打开，或用这一页下载的名单"), field="handed")
    if named[share.to] == share.seat:
        raise PassRefused(_("第二方要是另一方"), _("选另一方的保管人"), field="handed")
    held.state, held.handed, held.first_seat = PassIncident.State.HANDED, handed, share.seat
    held.first_by, held.handed_at = by, now()
    held.save(update_fields=["state", "handed", "first_seat", "first_by", "handed_at"])
    record_deed(by, "incident share handed over", held, held.unit, seat=share.seat)
    return held


@transaction.atomic
def take_answer(*, by: Account, incident: PassIncident, rider: str, rows: int, unreadable: int) -> PassIncident:
    """What the second holder's search gave: a pseudonym, or nobody. Logged first, then kept, then the rider is told.

    Where nobody was found close to a window's edge, the neighbouring window is next. Raises PassRefused for the first
    holder, for who holds no other seat, for a list of another length, and where the log cannot be written.
    """
    held = _lock(incident)
    seats = [seat for seat in _require_seat(by, held) if seat != held.first_seat]
    if held.state != PassIncident.State.HANDED or by.pk == held.first_by_id or not seats:
        raise PassRefused(_("要两方的两个人各开一份"), _("请另一方的保管人打开"))
    window = find_window(held)
    if rows != window.rows.count() or not 0 <= unreadable <= rows:
        raise PassRefused(_("查的不是这一份名单"), _("重新打开这一页再查"))
    found = _find_account(rider)
    told = SearchTold(f"{held.pk:05d}", window.zone, window.start_s, (int(held.first_seat or 0), seats[0]), rows,
                      unreadable, found=bool(rider))
    try:
        held.leaf = log_search(settings.DATA.root, told, int(now().timestamp()))
    except RunError as fault:
        raise PassRefused(_("查找没有记进日志，不能告诉任何人"), _("请系统管理员看日志")) from fault
    held.second_seat, held.second_by, held.handed = seats[0], by, ""
    if rider or len(held.starts) == 1:
        _end(held, PassIncident.State.SEARCHED)
        held.is_found, held.rider = bool(rider), found
    else:
        held.state, held.starts = PassIncident.State.REPORTED, held.starts[1:]
        held.first_seat = held.first_by = held.second_seat = held.second_by = None
    held.save()
    record_deed(by, "incident searched", held, held.unit, found=bool(rider), leaf=held.leaf)
    return held


@transaction.atomic
def drop_incident(*, by: Account | None, incident: PassIncident, why: str) -> PassIncident:
    """Look no further: what the gate handed over is blanked. Raises PassRefused without a reason."""
    held = _lock(incident)
    if not why.strip():
        raise PassRefused(_("没有写为什么不查了"), _("写一句"), field="why")
    _end(held, PassIncident.State.DROPPED)
    held.ended_why = why.strip()[:WHY_MOST]
    held.save()
    record_deed(by, "incident dropped", held, held.unit)
    return held


@transaction.atomic
def see_own_incidents(account: Account) -> list[PassIncident]:
    """The searches that found this rider, newest first; that they were seen is kept."""
    found = list(PassIncident.objects.filter(rider=account).select_related("compound__unit", "gate__place"))
    PassIncident.objects.filter(rider=account, seen_at=None).update(seen_at=now())
    return found


def has_news(account: Account) -> bool:
    """Whether a search found this rider that they have not seen yet."""
    return PassIncident.objects.filter(rider=account, seen_at=None).exists()


def forget_incidents() -> int:
    """Give up what nobody opened in time, and remove what ended a year ago; called once an hour."""
    for one in PassIncident.objects.filter(
            state__in=[PassIncident.State.REPORTED, PassIncident.State.HANDED], minute__lt=now() - GIVEN_UP):
        drop_incident(by=None, incident=one, why=str(_("名单已经到期")))
    return PassIncident.objects.filter(ended_at__lt=now() - KEPT_AFTER).delete()[0]


def _lock(incident: PassIncident) -> PassIncident:
    held = PassIncident.objects.select_for_update(of=("self",)).select_related("compound__unit", "gate").get(
        pk=incident.pk)
    if not held.is_open:
        raise PassRefused(_("这件事已经查完或不查了"), _("看结果"))
    return held


def _end(held: PassIncident, state: PassIncident.State) -> None:
    """End it, and blank what would connect the gate's trace with a credential."""
    held.state, held.ended_at = state, now()
    held.day_key = held.trace = held.handed = ""


def _require_seat(by: Account, incident: PassIncident) -> list[int]:
    seats = list_own_seats(by, incident.compound)
    if not seats or not incident.is_open:
        raise PassRefused(_("你不保管这里的钥匙"), _("由工会、街道和居委会的保管人打开"))
    return seats


def _read_share(text: str) -> HandedShare:
    try:
        return read_handed(text)
    except RunError as fault:
        raise PassRefused(_("这不是一份钥匙"), _("用这一页打开自己的那一份"), field="handed") from fault


def _find_account(rider: Any) -> Account | None:
    try:
        return Account.objects.filter(pk=rider).first() if rider else None
    except (ValidationError, ValueError) as fault:
        raise PassRefused(_("查到的不是一个账号"), _("重新打开这一页再查")) from fault
