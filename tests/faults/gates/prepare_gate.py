"""A hub with one compound in use and riders who carry passes: run as a process with folder and number of credentials.

Prints the gate's number, the code that lets a controller in, what the phones hold, and the same of a station's door;
folders by their names within the folder.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from nuantu.gates.signing import make_key
from nuantu_hub.site.command import set_up


def prepare_gate(folder: Path, count: int) -> dict[str, Any]:
    """What a gate's keeper and the riders know; the hub stands in ``folder/hub``."""
    set_up(folder / "hub")
    from tests.nuantu_hub.passes.guarded_place import make_gate
    from tests.nuantu_hub.passes.pass_cast import confirm, draw_phone_keys, let_carry, seat_holders, write_point

    from nuantu_hub.passes.domain.eligibility import DOOR, GATE
    from nuantu_hub.passes.domain.guard_phones import draw_guard_code
    from nuantu_hub.passes.domain.issuing import MOST_ASKED, Wanted, issue_credentials
    from nuantu_hub.passes.domain.status_lists import find_start, prepare_lists, publish_lists
    from nuantu_hub.people.models import Account, Post, Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now

    city = plant_unit("云港市总工会", Unit.Kind.CITY)
    officer = Account.objects.create(login="officer", kind=Account.STAFF, name="周主任")
    Post.objects.create(account=officer, unit=city, role=Post.Role.OFFICER, since=now())
    gate = make_gate(city, officer)
    seat_holders(gate.zone)
    prepare_lists()
    publish_lists()
    phones: dict[int, list[dict[str, str]]] = {GATE: [], DOOR: []}
    for number, kind in [*((number, GATE) for number in range(0, count, MOST_ASKED)), (0, DOOR)]:
        rider = let_carry(Account.objects.create(login=f"rider-{kind}-{number}", kind=Account.WORKER, name="骑手"))
        if kind == GATE:
            confirm(rider, city)
        keys = draw_phone_keys(min(MOST_ASKED, count - number))
        given = issue_credentials(account=rider, token=uuid4(), kind=kind, key_level=1, wanted=[
            Wanted(find_start(now()), tuple(write_point(key) for key in keys))])
        phones[kind] += [{"credential": one.credential.hex(), "key": key.private_bytes(
            Encoding.DER, PrivateFormat.PKCS8, NoEncryption()).hex()} for one, key in zip(given, keys, strict=True)]
    return {"gate": gate.number_id, "code": draw_guard_code(by=officer, gate=gate), "phones": phones[GATE],
            "door": _prepare_door(folder, city) | {"phones": phones[DOOR]}}


def _prepare_door(folder: Path, city: Any) -> dict[str, Any]:
    """A station whose door was let in: its own folder with its key, and what somebody carries to it for passes."""
    from django.conf import settings

    from nuantu_hub.passes.domain.door_papers import find_door_poster, publish_first_posters
    from nuantu_hub.seam.pass_keys import find_trust_list, tell_roots
    from nuantu_hub.site.clock import now
    from nuantu_hub.stations.models import Door, Station

    station = Station.objects.create(unit=city, code="PASS-1", name="渡口驿站", kind=Station.Kind.SMART,
                                     address="云港路1号", lat_deg=39.9, lon_deg=116.4, hours="24/7")
    own, carried = folder / "door", folder / "carried"
    own.mkdir(mode=0o700)
    carried.mkdir()
    key = make_key(own / "door.pem")
    door = Door.objects.create(station=station, device_key=base64.b64encode(key.public).decode(),
                               state=Door.State.APPROVED, enrolled_at=now(), approved_at=now())
    assert publish_first_posters() == 0
    poster, moment = find_door_poster(door), int(now().timestamp())
    roots, trust = tell_roots(settings.DATA.root, moment), find_trust_list(settings.DATA.root, moment)
    assert poster is not None
    assert roots is not None
    assert trust is not None
    (carried / "roots.json").write_text(roots.text)
    (carried / "trust.xl1").write_bytes(trust.data)
    (carried / "door.xg1").write_text(poster.text)
    return {"number": poster.number, "folder": own.name, "descriptor": f"{carried.name}/door.xg1"}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(prepare_gate(Path(sys.argv[1]), int(sys.argv[2]))))
