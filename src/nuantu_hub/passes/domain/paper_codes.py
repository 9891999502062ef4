"""Codes on paper for who has no smartphone: printed at a station's desk for one gate and some hours of one day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.domain.eligibility import GATE, PURPOSE
from nuantu_hub.passes.domain.escrow_lists import has_holders, list_zones, seal_batch
from nuantu_hub.passes.domain.issuing import check_account, check_zones
from nuantu_hub.passes.domain.list_places import find_place
from nuantu_hub.passes.domain.signer import find_signer
from nuantu_hub.passes.domain.status_lists import take_places
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import IssuedBatch, PassGate
from nuantu_hub.passes.models.issued_batch import WINDOW_S
from nuantu_hub.people.domain.consents import give_consent, read_purposes
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.paper_codes import HOUR_S, PaperCode, sign_codes
from nuantu_hub.site.clock import now

#: Hours of one sheet, and days ahead for which one is printed.
MOST_HOURS, MOST_AHEAD = 12, 1
#: Codes on paper of one account for one window of four hours: one for each of two gates an hour.
MOST_OF_WINDOW = 8


@transaction.atomic
def print_codes(*, by: Account, unit: Unit, account: Account, gate: PassGate, day_ahead: int, first: int,
                last: int) -> list[PaperCode]:
    """A code for each hour from ``first`` to ``last`` (clock hours of China) of today or tomorrow, at one gate.

    Who it is for stands in the sealed lists of those hours, as with a phone; the deed tells how many were printed at
    the desk, not for whom and not for which gate. Raises PassRefused, and IssueRefused as for a phone.
    """
    if not 0 <= day_ahead <= MOST_AHEAD or not 0 <= first <= last <= 23 or last - first >= MOST_HOURS:
        raise PassRefused(_("时间不对"), _("今天或明天，最多十二个小时"), field="first")
    if not gate.compound.takes_passes or gate.place.closed_on is not None:
        raise PassRefused(_("这个门现在不用码"), _("选另一个门"), field="gate")
    give_consent(account=account, purpose=PURPOSE, version=read_purposes()[PURPOSE].words.version)
    check_account(account, GATE)
    zones = list_zones()
    check_zones(zones)
    if not all(has_holders(zone) for zone in zones):
        raise PassRefused(_("还没有人保管名单的钥匙，暂时不能发小区的码"), _("请工会、街道和小区先登记保管人"))
    signer = find_signer()
    hours = [hour for hour in list_hours(day_ahead, first, last) if (hour + 1) * HOUR_S > int(now().timestamp())]
    if not hours:
        raise PassRefused(_("这几个小时已经过去"), _("选后面的小时"), field="last")
    places = [place for start_s in sorted({_find_start(hour) for hour in hours})
              for place in _place(account, start_s, [hour for hour in hours if _find_start(hour) == start_s])]
    codes = sign_codes(signer, gate.number_id, zones, places)
    for start_s in sorted({_find_start(hour) for hour in hours}):
        seal_batch(account=account, start_s=start_s,
                   ids=[one.id for one in codes if _find_start(one.hour) == start_s])
    record_deed(by, "paper codes printed", unit, unit, count=len(codes))
    return codes


def list_hours(day_ahead: int, first: int, last: int) -> list[int]:
    """Hours since 1970 of clock hours in China."""
    midnight = datetime.combine(localdate(now()) + timedelta(days=day_ahead), time.min, get_default_timezone())
    begin = int(midnight.timestamp()) // HOUR_S
    return list(range(begin + first, begin + last + 1))


def _find_start(hour: int) -> int:
    return hour * HOUR_S // WINDOW_S * WINDOW_S


def _place(account: Account, start_s: int, hours: list[int]) -> list[tuple[int, int, int, int]]:
    own = IssuedBatch.objects.filter(account=account, credential_class=GATE, start_s=start_s, on_paper=True)
    if sum(own.values_list("count", flat=True)) + len(hours) > MOST_OF_WINDOW:
        raise PassRefused(_("这几个小时的纸质码已经领满了"), _("换几个小时，或者明天再来"), field="first")
    held, first = take_places(start_s=start_s, credential_class=GATE, count=len(hours))
    IssuedBatch.objects.create(account=account, status_list=held, credential_class=GATE, start_s=start_s, first=first,
                               count=len(hours), at=now(), on_paper=True)
    secret = held.secret_bytes
    return [(hour, start_s, held.pk, find_place(secret, first + turn)) for turn, hour in enumerate(hours)]
