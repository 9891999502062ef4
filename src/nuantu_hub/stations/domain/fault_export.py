"""Faults as a table: what, where, when, how long; no words, no picture, nobody's name but the owner's."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.models import Account
from nuantu_hub.stations.models import Fault


@transaction.atomic
def export_faults(*, by: Account, faults: QuerySet[Fault]) -> bytes:
    """A CSV of faults, the newest last; the deed says how many of which unit."""
    rows = list(faults.select_related("station__unit", "owner").order_by("reported_at", "pk"))
    units = {row.station.unit_id: row.station.unit for row in rows}
    for unit in units.values():
        record_deed(by, "faults exported", unit, unit, rows=sum(row.station.unit_id == unit.pk for row in rows))
    heading = [_("编号"), _("驿站编号"), _("驿站"), _("哪里坏了"), _("状态"), _("报修时间"), _("限修时间"), _("责任人"),
               _("修好时间"), _("确认时间"), _("又有人报"), _("重开次数")]
    return write_table(heading, (
        [row.number, row.station.code, row.station.name, str(row.get_kind_display()), str(row.get_state_display()),
         *(localtime(at).strftime("%Y-%m-%d %H:%M") if at else "" for at in (row.reported_at, row.due_at)),
         row.owner.name if row.owner else "",
         *(localtime(at).strftime("%Y-%m-%d %H:%M") if at else "" for at in (row.fixed_at, row.confirmed_at)),
         str(row.also), str(row.reopened)] for row in rows))
