"""A hub with one compound in use, for browsers at its gate: who shows codes there, and the code for the guard's phone.

``make_scene`` fills a folder in a process of its own, since a process has one hub; it may be a seeded folder.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from nuantu.passes.algorithms import write_point
from nuantu.passes.presentation import Presentation, find_step, present

ROOT = Path(__file__).resolve().parents[2]
#: How far ahead some credentials are made, for a gate that has had no network since: more than a day, less than three.
LATER_S = 30 * 3600


@dataclass
class Phone:
    """A rider's phone with credentials of this window, each used for one showing so that no replay comes of it."""

    device: ec.EllipticCurvePrivateKey
    credentials: list[bytes] = field(default_factory=list)

    def show(self, gate: int, at_s: float | None = None, take: int = 0) -> str:
        """The text on the screen for a gate at a moment."""
        step = find_step(int(time.time() if at_s is None else at_s))
        return present(self.credentials[take], Presentation(step, gate, os.urandom(4)), self.device)


@dataclass(frozen=True)
class Scene:
    """What a test needs to know: numbers, codes, and the cookies of who is signed in."""

    data: Path
    told: dict[str, Any]
    device: ec.EllipticCurvePrivateKey

    @property
    def gate(self) -> int:
        """The gate's number."""
        return int(self.told["gate"])

    @property
    def other_gate(self) -> int:
        """The number of another compound's gate."""
        return int(self.told["other_gate"])

    def phone(self, kind: str = "credentials") -> Phone:
        """A rider's phone, without its page; with ``later`` or ``forged`` credentials where these are asked for."""
        return Phone(self.device, [base64.b64decode(one) for one in self.told[kind]])


def make_scene(data: Path, credentials: int = 80) -> Scene:
    """Fill a folder that no hub serves. Codes of the guard's phones are good for half an hour."""
    device = ec.generate_private_key(ec.SECP256R1())
    point = base64.b64encode(write_point(device.public_key())).decode()
    told = _ask(data, "fill", point, str(credentials))
    return Scene(data, json.loads(told.splitlines()[-1]), device)


def _ask(data: Path, *words: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("NUANTU_HUB", "DJANGO_"))}
    run = subprocess.run(
        [sys.executable, "-m", "tests.browser.pass_scene", *words], cwd=ROOT, check=False, capture_output=True,
        text=True, env=clean | {"NUANTU_HUB_DATA": str(data), "DJANGO_SETTINGS_MODULE": "nuantu_hub.site.settings"})
    assert run.returncode == 0, run.stderr
    return run.stdout


def fill(point: str, credentials: int) -> dict[str, Any]:
    """Within the hub's own process: two compounds in use, a rider who may carry passes, and signed credentials."""
    from tests.nuantu_hub.passes.guarded_place import make_gate

    from nuantu_hub.passes.domain.escrow_lists import prepare_escrow
    from nuantu_hub.passes.domain.guard_phones import draw_guard_code
    from nuantu_hub.passes.domain.status_lists import prepare_lists, publish_lists
    from nuantu_hub.people.models import Account, Post, Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now

    streets = Unit.objects.filter(kind=Unit.Kind.STREET, closed_on=None)
    unit = streets.first() or plant_unit("柳岸街道总工会", Unit.Kind.STREET)
    Unit.objects.filter(pk=unit.pk).update(contact="0573-8200 1234")
    officer = Account.objects.create_staff(f"gatekeeper-{unit.pk}", "门管")
    Post.objects.create(account=officer, unit=unit, role="officer", since=now())
    prepare_lists()
    gate, other = (make_gate(unit, officer, name) for name in ("青枫家园", "柳岸人家"))
    rider = _enrol_rider(unit)
    prepare_escrow()
    publish_lists()
    later = int(now().timestamp()) + LATER_S
    return {"gate": gate.number_id, "other_gate": other.number_id, "compound": gate.compound_id, "key": gate.pk,
            "codes": [draw_guard_code(by=officer, gate=one) for one in (gate, other)],
            "rider": _open_session(rider), "credentials": _issue(point, credentials),
            "later": _issue(point, 2, later), "forged": _issue(point, 1, is_forged=True)}


def _enrol_rider(unit: Any) -> Any:
    from tests.nuantu_hub.passes.pass_cast import confirm, let_carry, seat_holders

    from nuantu_hub.people.models import Account

    seat_holders()
    rider = Account.objects.create_worker("林小满", "+8613900009901")
    return confirm(let_carry(rider), unit)


def _open_session(account: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from nuantu_hub.site.sessions import SessionStore

    session = SessionStore()
    session.update({SESSION_KEY: str(account.pk), HASH_SESSION_KEY: account.get_session_auth_hash(),
                    BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"})
    session.save()
    return str(session.session_key)


def _issue(point: str, count: int, at_s: int | None = None, *, is_forged: bool = False) -> list[str]:
    """Credentials by the hub's own issuer (or by nobody it knows), at places of the list that are nobody's decoys."""
    from django.conf import settings

    from nuantu.passes.algorithms import make_signing_key
    from nuantu.passes.credential import Credential, PassClass, find_window, issue_credentials
    from nuantu_hub.passes.domain.status_lists import number_list
    from nuantu_hub.passes.models import StatusList
    from nuantu_hub.seam.pass_keys import find_issuer_key
    from nuantu_hub.site.clock import now

    second = int(now().timestamp())
    begin, end = find_window(second if at_s is None else at_s)
    key = make_signing_key() if is_forged else find_issuer_key(settings.DATA.root, second)
    assert key is not None
    number = number_list(begin, 1)
    listed = StatusList.objects.filter(pk=number).first()
    bits = bytes(8 * count) if listed is None else bytes(listed.bits)
    free = [place for place in range(len(bits) * 8) if not bits[place >> 3] >> (place & 7) & 1][:count]
    made = [Credential(1, begin, end, os.urandom(8), base64.b64decode(point), (1,), PassClass.GATE, 1, number, place)
            for place in free]
    return [base64.b64encode(one).decode() for one in issue_credentials(made, key)]


def draw_another_code(scene: Scene) -> str:
    """A fresh code for the scene's gate, as the desk draws it; every older one stops working."""
    return _ask(scene.data, "code", str(scene.gate)).strip()


def pause_compound(scene: Scene) -> None:
    """The compound of the scene's gate pauses, from now on."""
    _ask(scene.data, "pause", str(scene.gate))


def pause_compound_of(gate: int) -> None:
    """Within the hub's own process: the compound of a gate pauses, and its papers say so."""
    from nuantu_hub.passes.domain.compound_papers import publish_papers
    from nuantu_hub.passes.models import Compound

    Compound.objects.filter(gates__number=gate).update(state=Compound.State.PAUSED)
    publish_papers(Compound.objects.get(gates__number=gate))


def draw_code_of(gate: int) -> str:
    """Within the hub's own process: the code of a gate."""
    from nuantu_hub.passes.domain.guard_phones import draw_guard_code
    from nuantu_hub.passes.models import PassGate
    from nuantu_hub.people.models import Account

    officer = Account.objects.get(login__startswith="gatekeeper")
    return draw_guard_code(by=officer, gate=PassGate.objects.get(number=gate))


if __name__ == "__main__":
    import django
    from django.core.management import call_command

    django.setup()
    if sys.argv[1] == "code":
        sys.stdout.write(draw_code_of(int(sys.argv[2])))
    elif sys.argv[1] == "pause":
        pause_compound_of(int(sys.argv[2]))
    else:
        call_command("migrate", verbosity=0)
        sys.stdout.write(json.dumps(fill(sys.argv[2], int(sys.argv[3]))))
