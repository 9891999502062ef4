"""A hub with stations whose doors were let in: run as a process with a folder; reads public keys, a line each."""

from __future__ import annotations

import sys
from pathlib import Path

from nuantu_hub.site.command import set_up


def fill_hub(folder: Path, keys: list[str]) -> None:
    """A station and an approved door for each public key (base64), with codes B-0000 and so on."""
    set_up(folder)
    from nuantu_hub.people.models import Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now
    from nuantu_hub.stations.models import Door, Station

    unit = plant_unit("云港市总工会", Unit.Kind.CITY)
    for number, key in enumerate(keys):
        station = Station.objects.create(unit=unit, code=f"B-{number:04d}", name=f"驿站{number}", kind="smart",
                                         address="路口", lat_deg=39.9, lon_deg=116.4, hours="24/7")
        Door.objects.create(station=station, device_key=key, enrolled_at=now(), approved_at=now(),
                            state=Door.State.APPROVED)


if __name__ == "__main__":
    fill_hub(Path(sys.argv[1]), sys.stdin.read().split())
