"""Person-times as a table for whoever looks after stations: a line an hour, nobody in it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.models import Account
from nuantu_hub.stations.models import PersonCount, Station, VisitCount

#: The longest stretch of one file.
MOST_DAYS = 92


@transaction.atomic
def export_visits(*, by: Account, stations: QuerySet[Station], first: date, last: date) -> bytes:
    """A CSV of the hours in which anything was counted, station by station; each unit's deed says how many lines."""
    found = {station.pk: station for station in stations.select_related("unit")}
    rows = list(VisitCount.objects.filter(station__in=found, day__gte=first, day__lte=last)
                .order_by("station__code", "day", "hour"))
    persons = {(row.station_id, row.day): row.persons for row in PersonCount.objects.filter(
        station__in=found, day__gte=first, day__lte=last)}
    units = {found[row.station_id].unit_id: found[row.station_id].unit for row in rows}
    for unit in units.values():
        record_deed(by, "visits exported", unit, unit, first=first.isoformat(), last=last.isoformat(),
                    rows=sum(found[row.station_id].unit_id == unit.pk for row in rows))
    heading = [_("编号"), _("驿站"), _("工会"), _("日期"), _("几点"), _("进人次"), _("出人次"), _("没开门"),
               _("当天签到人数")]
    return write_table(heading, (
        [found[row.station_id].code, found[row.station_id].name, found[row.station_id].unit.name, row.day.isoformat(),
         str(row.hour), str(row.entered), str(row.left), str(row.refused),
         str(persons.get((row.station_id, row.day), _("没有人签到")))] for row in rows))
