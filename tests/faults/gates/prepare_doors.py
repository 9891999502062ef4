"""A hub with stations whose doors were let in: run as a process with folder and number, prints what each door knows.

Each door's own folder stands beside the hub's, with its key; its first start enrols it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from nuantu.gates.signing import make_key
from nuantu_hub.site.command import set_up

KEYS = 400


def prepare_doors(folder: Path, count: int) -> list[dict[str, Any]]:
    """Station, folder, secret and numbers of each door; the hub stands in ``folder/hub``."""
    set_up(folder / "hub")
    import base64

    from nuantu_hub.people.models import Account, Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now
    from nuantu_hub.stations.models import Door, StandingKey, Station

    unit = plant_unit("云港市总工会", Unit.Kind.CITY)
    doors = []
    for number in range(count):
        code = f"KILL-{number}"
        station = Station.objects.create(unit=unit, code=code, name=f"{number}号驿站", kind=Station.Kind.SMART,
                                         address="云港路1号", lat_deg=39.9, lon_deg=116.4, hours="24/7")
        own = folder / code
        own.mkdir(parents=True, mode=0o700)
        key = make_key(own / "door.pem")
        door = Door.objects.create(station=station, device_key=base64.b64encode(key.public).decode(),
                                   state=Door.State.APPROVED, enrolled_at=now(), approved_at=now())
        accounts = Account.objects.bulk_create(
            [Account(login=f"rider-{number}-{one}", kind=Account.WORKER, name="骑手") for one in range(KEYS)])
        StandingKey.objects.bulk_create(
            [StandingKey(account=account, door=door, number=one + 1, since=now().replace(year=2020),
                         until=now().replace(year=2100)) for one, account in enumerate(accounts)])
        doors.append({"station": code, "folder": str(own), "secret": door.secret, "door": door.pk,
                      "numbers": list(range(1, KEYS + 1))})
    return doors


if __name__ == "__main__":
    sys.stdout.write(json.dumps(prepare_doors(Path(sys.argv[1]), int(sys.argv[2]))))
