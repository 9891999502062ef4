"""A hub's folder with some riders, one compound and one station's door in it, made by the hub's own verbs.

``python -m tests.browser.pass_world DATA`` fills the folder and prints what a test needs to know of it, as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path

#: A phone takes a good part of what one rider is given for a window: each phone of a test is another rider's.
RIDERS = 9
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class PassWorld:
    """What was made: a cookie of each rider, numbers and posters of gate and door, and the compound's."""

    sessions: tuple[str, ...]
    gate: int
    poster: str
    door: int
    door_poster: str
    over_poster: str
    stranger_s_poster: str
    compound: int


def make_world(data: Path) -> PassWorld:
    """Fill a folder in a process of its own."""
    run = subprocess.run([sys.executable, "-m", "tests.browser.pass_world", str(data)], cwd=ROOT, check=False,
                         capture_output=True, text=True,
                         env=os.environ | {"NUANTU_HUB_DATA": str(data), "NUANTU_HUB_DEV_SMS": "1",
                                           "DJANGO_SETTINGS_MODULE": "nuantu_hub.site.settings"})
    assert run.returncode == 0, run.stderr
    return PassWorld(**json.loads(run.stdout.splitlines()[-1]))


def draw_compound(gate: int) -> str:
    """Ten buildings around two roads, a garden, a closed road in the east, the gate in the south."""
    from tests.nuantu_hub.passes.rider.drawn_compound import box, draw, write

    rows = [(0, 92, "9"), (52, 92, "5"), (90, 92, "6"), (142, 92, "7"), (182, 92, "8"), (0, 36, "10"), (52, 36, "1"),
            (90, 36, "2")]
    things = [box("boundary", -8, 14, 264, 126), box("green", 140, 36, 68, 34, name="中心花园"),
              draw("street", (-60, -6), (300, -6), name="云河路")]
    for x, y, name in rows:
        things += [box("building", x, y, 34, 32, name=name),
                   draw("entrance", (x + 4, y if y > 50 else y + 32), building=name)]
    things += [
        draw("path", (43, 14), (43, 132), name="西侧路"), draw("path", (43, 80), (226, 80), name="中路"),
        draw("path", (133, 80), (133, 110), (142, 110)), draw("path", (43, 132), (226, 132), name="北路"),
        draw("path", (226, 132), (226, 80)),
        draw("path", (226, 80), (226, 22), name="东侧路", closed=True, why="学校门口"),
        draw("entrance", (142, 110), building="7", name="1 单元"), draw("lift", (150, 100), building="7"),
        draw("parking", (60, 84), name="车棚"), draw("gate", (43, 12), gate=gate, name="南门")]
    return write(*things)


POLICY = {
    "utc_offset_min": 480, "hours": {day: [[0, 1440]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
    "classes": [1], "key_level_min": 0, "vehicles": ["ebike", "foot"], "speed_kmh": 15, "stay_max_min": 30,
    "notes": {"zh": "走西侧路，楼下不按喇叭。", "en": "Take the west road; no horn below the windows."},
    "agreed_on": "2026-10-18", "parties": ["云河物业", "云河社区居民委员会", "北桥街道", "骑手工会"]}


def put_up(name: str, compound: int, gate: int, at: tuple[int, int], *, kind: int = 1) -> str:
    """Publish a compound's bundle and its gate's poster; gives the poster's text."""
    from django.conf import settings

    from nuantu.passes.bundle import Bundle, write_bundle
    from nuantu.passes.credential import PassClass
    from nuantu.passes.descriptor import Descriptor, digest_bundle, write_descriptor
    from nuantu_hub.passes.domain.publishing import publish
    from nuantu_hub.seam.pass_keys import find_posting_key
    from nuantu_hub.site.clock import now

    moment = int(now().timestamp())
    key = find_posting_key(settings.DATA.root, moment)
    assert key is not None
    bundle = write_bundle(Bundle(compound, 1, moment - 60, None, json.dumps(POLICY), draw_compound(gate)), key)
    if kind == 1:
        publish(kind="bundle", number=compound, version=1, body=bundle)
    place, where = name.split(" ")
    text = write_descriptor(Descriptor(gate, compound, place, where, *at, 1, 1, moment - 60, moment + 86_400 * 365,
                                       digest_bundle(bundle), PassClass(kind)), key)
    publish(kind="gate", number=gate, version=1, body=text.encode())
    return text


def write_odd_posters(gate: int) -> tuple[str, str]:
    """Two posters of the gate: one whose time is over, and one that somebody signed whom nobody trusts."""
    from django.conf import settings

    from nuantu.passes.algorithms import make_signing_key
    from nuantu.passes.credential import PassClass
    from nuantu.passes.descriptor import Descriptor, write_descriptor
    from nuantu_hub.seam.pass_keys import find_posting_key
    from nuantu_hub.site.clock import now

    moment = int(now().timestamp())
    key = find_posting_key(settings.DATA.root, moment)
    assert key is not None
    one = Descriptor(gate, 7, "云河嘉园", "南门", 30_270_000, 120_150_000, 1, 1, moment - 90, moment - 30, bytes(8),
                     PassClass(1))
    return write_descriptor(one, key), write_descriptor(replace(one, expires_s=moment + 86_400), make_signing_key())


def fill() -> PassWorld:
    """Fill the folder that the settings name."""
    from django.core.management import call_command
    from django.test import Client
    from tests.nuantu_hub.passes.pass_cast import confirm, let_carry, seat_holders

    from nuantu_hub.passes.models import GateNumber
    from nuantu_hub.people.models import Account, Unit
    from nuantu_hub.people.models.unit import plant_unit

    call_command("migrate", verbosity=0)
    city = plant_unit("云港市总工会", Unit.Kind.CITY, place_code="990100")
    street = plant_unit("北桥街道总工会", Unit.Kind.STREET, city)
    seat_holders()
    sessions = []
    for place in range(RIDERS):
        rider = confirm(let_carry(Account.objects.create_worker("林小满", f"+861390000000{place}")), street)
        visitor = Client()
        visitor.force_login(rider, backend="allauth.account.auth_backends.AuthenticationBackend")
        sessions.append(visitor.cookies["sessionid"].value)
    gate, door = (GateNumber.objects.create(kind=kind).pk for kind in (GateNumber.Kind.GATE, GateNumber.Kind.DOOR))
    at = (30_270_000, 120_150_000)
    return PassWorld(tuple(sessions), gate, put_up("云河嘉园 南门", 7, gate, at), door,
                     put_up("北桥驿站 大门", 900_001, door, at, kind=2), *write_odd_posters(gate), 7)


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(asdict(fill()), ensure_ascii=False) + "\n")
