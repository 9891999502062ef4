"""A day with a check-in that comes to its end: run as a process with a folder, prints what lies where."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

from nuantu_hub.site.command import set_up


def close_day(folder: Path) -> dict[str, list[str]]:
    """The database's files that hold the stored secret of the day, and those that hold a mark of it."""
    set_up(folder)
    from django.db import connection

    from nuantu_hub.people.models import Account, Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now, set_clock
    from nuantu_hub.stations.domain.check_ins import check_in, close_days
    from nuantu_hub.stations.models import Station

    unit = plant_unit("云港市总工会", Unit.Kind.CITY)
    station = Station.objects.create(unit=unit, code="YG-0001", name="驿站", kind=Station.Kind.WARM, address="路口",
                                     lat_deg=39.9, lon_deg=116.4, hours="24/7")
    mark = check_in(account=Account.objects.create_worker("林小满", "+8613900000001"), station=station).mark
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM stations_daykey")
        secret = cursor.fetchone()[0]

    def find(text: str) -> list[str]:
        return sorted(path.name for path in folder.glob("hub.sqlite3*") if text.encode() in path.read_bytes())

    before = {"secret before": find(secret), "mark before": find(mark)}
    set_clock(now() + timedelta(days=1))
    close_days()
    return before | {"secret after": find(secret), "mark after": find(mark)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(close_day(Path(sys.argv[1]))))
