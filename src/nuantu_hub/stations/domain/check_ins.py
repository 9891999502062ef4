"""Checking in at a station by choice, so that persons can be counted and not only passages of the door.

What is kept is a mark: an HMAC of the account's key under a secret that is drawn for the day. While the day lasts, the
mark shows that the same person comes twice. At midnight the persons are counted, the marks and the secret are deleted,
and nobody, the union included, can tell any more who was where. Nothing else is written down of a check-in: no deed, no
reading, no row that leads to an account.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from django.db import connection, transaction
from django.db.models import Count
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import CheckIn, DayKey, PersonCount, Station

#: How long the database may keep the midnight job waiting for readers, milliseconds.
CHECKPOINT_WAIT_MS = 500


def mark_account(account: Account, day: date) -> str:
    """What stands for an account on a day; of another day, or after midnight, nobody can compute it."""
    secret = DayKey.objects.get_or_create(day=day)[0].secret
    return hmac.new(bytes.fromhex(secret), f"check-in|{account.pk}".encode(), sha256).hexdigest()


def find_check_in(account: Account) -> CheckIn | None:
    """Where somebody is checked in at this moment."""
    day = localdate(now())
    if not DayKey.objects.filter(day=day).exists():
        return None
    return CheckIn.objects.select_related("station").filter(
        day=day, mark=mark_account(account, day), until=None).first()


@transaction.atomic
def check_in(*, account: Account, station: Station) -> CheckIn:
    """Be counted at a station; checked in elsewhere ends with it. Twice at the same station is once.

    Raises StationRefused where the station is out of use.
    """
    if station.state != Station.State.USED:
        raise StationRefused(_("这座驿站现在不用"), _("找一座在用的驿站再签到"))
    close_days()
    moment = now()
    day = localdate(moment)
    mark = mark_account(account, day)
    standing = CheckIn.objects.select_for_update().filter(day=day, mark=mark, until=None).first()
    if standing is not None and standing.station_id == station.pk:
        return standing
    if standing is not None:
        standing.until = moment
        standing.save(update_fields=["until"])
    return CheckIn.objects.create(day=day, station=station, mark=mark, at=moment)


@transaction.atomic
def check_out(*, account: Account) -> bool:
    """Leave; whether somebody was checked in at all. Whoever forgets it is out at midnight."""
    day = localdate(now())
    return bool(CheckIn.objects.filter(day=day, mark=mark_account(account, day), until=None).update(until=now()))


def count_persons(station: Station, day: date) -> int | None:
    """Different persons who checked in at a station on a day; None where nobody did: then persons are not counted."""
    return count_persons_of([station], day).get(station.pk)


def count_persons_of(stations: Iterable[Station], day: date) -> dict[int, int]:
    """The same of several stations by key, in one query; without those where nobody checked in."""
    keys = [station.pk for station in stations]
    if day >= localdate(now()):
        rows = CheckIn.objects.filter(day=day, station__in=keys).order_by().values_list("station")
        return dict(rows.annotate(persons=Count("mark", distinct=True)))
    return dict(PersonCount.objects.filter(day=day, station__in=keys).values_list("station", "persons"))


def count_unit_persons(unit: Unit, first: date, last: date) -> dict[date, int]:
    """Different persons of each day anywhere in a unit's reach; days on which nobody checked in are left out."""
    return dict(PersonCount.objects.filter(unit=unit, day__gte=first, day__lte=last).values_list("day", "persons"))


@transaction.atomic
def close_days() -> int:
    """Count the persons of every day that is over and delete its marks and its secret; gives the number of days.

    Called at midnight, once an hour, and before anybody checks in.
    """
    over = list(DayKey.objects.select_for_update().filter(day__lt=localdate(now())))
    for key in over:
        marks = CheckIn.objects.filter(day=key.day)
        rows = list(marks.order_by().values_list("station", "station__unit__path", "mark").distinct())
        # Whoever checks in in the very moment in which the day is closed comes too late to be counted in it.
        PersonCount.objects.bulk_create(_count_day(key.day, rows), ignore_conflicts=True)
        marks.delete()
        key.delete()
    if over:
        transaction.on_commit(_overwrite)
    return len(over)


def _count_day(day: date, rows: list[tuple[int, str, str]]) -> list[PersonCount]:
    """Persons by station, and by every unit that a station lies in."""
    by_station: dict[int, set[str]] = {}
    by_unit: dict[int, set[str]] = {}
    for station, path, mark in rows:
        by_station.setdefault(station, set()).add(mark)
        for unit in path.strip("/").split("/"):
            by_unit.setdefault(int(unit), set()).add(mark)
    return [*(PersonCount(day=day, station_id=key, persons=len(marks)) for key, marks in by_station.items()),
            *(PersonCount(day=day, unit_id=key, persons=len(marks)) for key, marks in by_unit.items())]


def _overwrite() -> None:
    """Have the embedded database write the deletion through: older pages must not go on lying in its log."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout={CHECKPOINT_WAIT_MS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()
        cursor.execute(f"PRAGMA busy_timeout={int(usual)}")
