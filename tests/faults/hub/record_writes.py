"""Writes of the hub, as its database gets them: run as a process with a folder, prints them as JSON.

A hub is made in the folder, its verbs are called, and each one's statements are written down as SQLite executed them,
with the question whose answer proves that the write is there. The tables before them are left in ``base.sqlite3``.
"""

from __future__ import annotations

import json
import sys
import uuid
from pathlib import Path

from nuantu_hub.site.command import set_up

WRITES = 15
KINDS = 5


def record_writes(folder: Path) -> dict[str, object]:
    """The statements that open a connection, and for each write its statements and its proof."""
    set_up(folder)
    from django.conf import settings
    from django.db import connection

    from nuantu_hub.people.domain.consents import give_consent, read_purposes, withdraw_consent
    from nuantu_hub.people.domain.correcting import correct_name
    from nuantu_hub.people.domain.headcounts import record_headcount
    from nuantu_hub.people.models import Account, Deed, Headcount, Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now
    from nuantu_hub.stations.domain.door_words import read_sync
    from nuantu_hub.stations.domain.intake import take_over
    from nuantu_hub.stations.models import Door, Station

    unit = plant_unit("云港市总工会", Unit.Kind.CITY)
    station = Station.objects.create(unit=unit, code="YG-0001", name="驿站", kind=Station.Kind.SMART, address="路口",
                                     lat_deg=39.9, lon_deg=116.4, hours="24/7")
    door = Door.objects.create(station=station, device_key="key", enrolled_at=now(), state=Door.State.APPROVED)
    worker = Account.objects.create_worker("林小满", "+8613900000001")
    version = read_purposes()["id_number"].words.version
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (folder / "base.sqlite3").write_bytes((folder / "hub.sqlite3").read_bytes())
    raw = connection.connection
    writes = []
    for number in range(WRITES):
        statements: list[str] = []
        token = uuid.uuid4()
        raw.set_trace_callback(statements.append)
        if number % KINDS == 0:
            give_consent(account=worker, purpose="id_number", version=version)
        elif number % KINDS == 1:
            correct_name(account=worker, name="林" + "小满" * (number // KINDS + 2))
        elif number % KINDS == 2:
            record_headcount(by=worker, unit=unit, trade="", people=100 + number, as_of=now().date(),
                             source="抽样", method="实数", token=token)
        elif number % KINDS == 3:
            withdraw_consent(account=worker, purpose="id_number")
        else:
            seq = number // KINDS * 2 + 1
            take_over(Door.objects.get(pk=door.pk), read_sync({"state": {"people": seq}, "events": [
                {"id": f"event-{seq + place:03d}", "seq": seq + place, "at": int(now().timestamp()), "kind": kind}
                for place, kind in enumerate(("opened", "entered"))]}))
        raw.set_trace_callback(None)
        proofs = [f"SELECT 1 FROM people_deed WHERE id = {Deed.objects.order_by('pk').last().pk}"]  # type: ignore[union-attr]
        if number % KINDS == 2:
            proofs.append(f"SELECT 1 FROM people_headcount WHERE id = {Headcount.objects.order_by('pk').last().pk}")  # type: ignore[union-attr]
        if number % KINDS == 4:
            proofs = [*(f"SELECT 1 FROM stations_doorevent WHERE event = 'event-{one:03d}'" for one in (seq, seq + 1)),
                      f"SELECT 1 WHERE (SELECT sum(entered) FROM stations_visitcount) > {number // KINDS}",
                      f"SELECT 1 FROM stations_door WHERE last_seq >= {seq + 1}"]
        writes.append({"statements": [one for one in statements if not one.lstrip().startswith("SELECT")],
                       "proofs": proofs})
    return {"opening": settings.DATABASES["default"]["OPTIONS"]["init_command"], "writes": writes}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(record_writes(Path(sys.argv[1]))))
