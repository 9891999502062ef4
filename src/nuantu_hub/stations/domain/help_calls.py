"""The help button: pressed by anybody, rings for the keeper, then for the officer, then above, until it is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.limits import Caller, Limit
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import HelpCall, Keeper, Station
from nuantu_hub.stations.models.help_call import ANSWER_WITHIN, OFFICER_WITHIN

BY_DEVICE = Limit("help-device", 3, 600)
BY_ADDRESS = Limit("help-address", 20, 600)
#: Each is told of a call that was opened, inside the transaction that keeps it.
AFTER_CALL: list[Callable[[HelpCall], None]] = []
#: Presses within this time of an open call are the same call.
SAME_CALL = timedelta(minutes=30)


@transaction.atomic
def call_for_help(*, station: Station, source: str, token: UUID, at: datetime | None = None,
                  caller: Caller | None = None) -> HelpCall:
    """Open a call, or add a press to the one that is open at the station. The same token is the same press.

    Raises StationRefused when one phone opens too many; a press on the button in the station is never refused.
    """
    known = HelpCall.objects.filter(token=token).first()
    if known is not None:
        return known
    if caller is not None and not caller.may(by_device=BY_DEVICE, by_address=BY_ADDRESS):
        raise StationRefused(_("已经叫过了，正在等人应答"), _("急事直接打110或120"))
    moment = at or now()
    same = HelpCall.objects.select_for_update().filter(
        station=station, closed_at=None, at__gt=moment - SAME_CALL).order_by("at").first()
    if same is not None:
        same.presses += 1
        same.save(update_fields=["presses"])
        return same
    call = HelpCall.objects.create(token=token, station=station, source=source, at=moment)
    record_deed(None, "help called", call, station.unit, source=source)
    for ring in AFTER_CALL:
        ring(call)
    return call


@transaction.atomic
def answer_call(*, by: Account, call: HelpCall) -> HelpCall:
    """Say that one is looking after it; the clock stops for who called."""
    call = _lock(call)
    if call.answered_at is None:
        call.answered_at, call.answered_by = now(), by
        call.save(update_fields=["answered_at", "answered_by"])
        record_deed(by, "help answered", call, call.unit,
                    after_s=round((call.answered_at - call.at).total_seconds()))
    return call


@transaction.atomic
def close_call(*, by: Account, call: HelpCall, outcome: str) -> HelpCall:
    """Close it with what it was. Raises StationRefused without words."""
    call = _lock(call)
    if call.closed_at is not None:
        return call
    if not outcome.strip():
        raise StationRefused(_("没有写结果"), _("一句话：怎么了，怎么办的；不写名字"), field="outcome")
    moment = now()
    call.answered_at, call.answered_by = call.answered_at or moment, call.answered_by or by
    call.closed_at, call.closed_by, call.outcome = moment, by, outcome.strip()[:200]
    call.save(update_fields=["answered_at", "answered_by", "closed_at", "closed_by", "outcome"])
    record_deed(by, "help closed", call, call.unit)
    return call


def list_ringing(account: Any, moment: datetime) -> QuerySet[HelpCall]:
    """Open calls that ring for an account at a moment.

    A keeper hears those of the stations that are kept. An officer hears a call of the district three minutes later,
    or at once where the station has no keeper; staff above the district ten minutes later. Whoever answered goes on
    seeing it until it is closed.
    """
    if not isinstance(account, Account) or account.kind != Account.STAFF:
        return HelpCall.objects.none()
    kept = Q(station__in=account.kept_stations.held_at(moment).values("station"))
    officer = Q(station__unit__in=units_of(account, Post.Role.OFFICER))
    with_keeper = Keeper.objects.held_at(moment).values("station")
    waited = Q(at__lte=moment - ANSWER_WITHIN) | ~Q(station__in=with_keeper)
    above = Q(station__unit__in=units_of(account, Post.Role.STEWARD), at__lte=moment - OFFICER_WITHIN,
              answered_at=None)
    return HelpCall.objects.filter(closed_at=None).filter(
        kept | Q(answered_by=account) | (officer & waited) | above).select_related("station__unit", "answered_by")


def _lock(call: HelpCall) -> HelpCall:
    return HelpCall.objects.select_for_update(of=("self",)).select_related("station__unit").get(pk=call.pk)
