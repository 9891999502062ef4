"""Saying that one has something to do with a station or its host, and that it is over."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.conflicts import Conflicts
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Inspection, Interest, Station


@transaction.atomic
def declare_interest(*, by: Account, why: str, token: UUID, station: Station | None = None, host: str = "") -> Interest:
    """Say that one may not inspect a station, or whatever stands in a host's rooms. Raises StationRefused."""
    known = Interest.objects.filter(token=token).first()
    if known is not None:
        return known
    if (station is None) == (not host.strip()):
        raise StationRefused(_("写一座驿站或一个场地单位"), _("两样选一样"), field="station")
    if not why.strip():
        raise StationRefused(_("没有写什么关系"), _("例如：曾在这家单位工作"), field="why")
    made = Interest.objects.create(token=token, account=by, station=station, host=host.strip(), why=why.strip(),
                                   since=now())
    record_deed(by, "interest declared", made, station.unit if station else None)
    return made


@transaction.atomic
def end_interest(*, by: Account, interest: Interest) -> Interest:
    """Say that it is over; it stays readable. Raises StationRefused for somebody else's."""
    if interest.account_id != by.pk:
        raise StationRefused(_("只有本人能结束回避"), _("请%(name)s来办") % {"name": interest.account})
    if interest.until is None:
        interest.until = now()
        interest.save(update_fields=["until"])
        record_deed(by, "interest ended", interest, interest.station.unit if interest.station else None)
    return interest


def list_ahead(account: Account) -> list[Inspection]:
    """Planned inspections of an account that an interest of its own now stands against."""
    planned = Inspection.objects.filter(inspector=account, state=Inspection.State.PLANNED)
    rows = list(planned.select_related("station__unit"))
    conflicts = Conflicts([account], [one.station for one in rows])
    found = ((one, conflicts.find(account, one.station)) for one in rows)
    return [one for one, conflict in found if conflict is not None and conflict.kind != "last"]
