"""A hub with one compound in use and riders who carry passes: run as a process with folder and number of credentials.

Prints the gate's number, the code that lets a controller in, and what the phones hold.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from nuantu_hub.site.command import set_up


def prepare_gate(folder: Path, count: int) -> dict[str, Any]:
    """What a gate's keeper and the riders know; the hub stands in ``folder/hub``."""
    set_up(folder / "hub")
    from tests.nuantu_hub.passes.guarded_place import make_gate
    from tests.nuantu_hub.passes.pass_cast import confirm, draw_phone_keys, let_carry, seat_holders, write_point

    from nuantu_hub.passes.domain.eligibility import GATE
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
    phones = []
    for number in range(0, count, MOST_ASKED):
        rider = confirm(let_carry(Account.objects.create(
            login=f"rider-{number}", kind=Account.WORKER, name="骑手")), city)
        keys = draw_phone_keys(min(MOST_ASKED, count - number))
        given = issue_credentials(account=rider, token=uuid4(), kind=GATE, key_level=1, wanted=[
            Wanted(find_start(now()), tuple(write_point(key) for key in keys))])
        phones += [{"credential": one.credential.hex(), "key": key.private_bytes(
            Encoding.DER, PrivateFormat.PKCS8, NoEncryption()).hex()} for one, key in zip(given, keys, strict=True)]
    return {"gate": gate.number_id, "code": draw_guard_code(by=officer, gate=gate), "phones": phones}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(prepare_gate(Path(sys.argv[1]), int(sys.argv[2]))))
