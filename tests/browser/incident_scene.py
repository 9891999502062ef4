"""A hub with a compound whose sides hold no keys yet, and a rider whose code leaves a trace at its gate.

Filled in a process of its own, since a process has one hub: ``python -m tests.browser.incident_scene fill|seal``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DAY_KEY, CTI = bytes(range(32)), b"the one!"
ROLES = ("property", "committee", "street")


def ask_scene(data: Path, *words: str) -> dict[str, Any]:
    """Fill a folder (``fill``), or write the sealed row of a rider (``seal``); what a test needs to know."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("NUANTU_HUB", "DJANGO_"))}
    run = subprocess.run(
        [sys.executable, "-m", "tests.browser.incident_scene", *words], cwd=ROOT, check=False, capture_output=True,
        text=True, env=clean | {"NUANTU_HUB_DATA": str(data), "DJANGO_SETTINGS_MODULE": "nuantu_hub.site.settings"})
    assert run.returncode == 0, run.stderr
    told: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return told


def fill() -> dict[str, Any]:
    """Within the hub's process: street, compound, sides, gate, rider, and who is signed in."""
    from tests.browser.pass_scene import _open_session
    from tests.nuantu_hub.passes.compound_cast import put_gate, put_sides

    from nuantu_hub.people.models import Account, Post, Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now

    unit = plant_unit("柳岸街道总工会", Unit.Kind.STREET)
    officer = Account.objects.create_staff("ganbu", "何干部")
    Post.objects.create(account=officer, unit=unit, role="officer", since=now())
    sides = put_sides(unit, officer, "青枫家园")
    gate = put_gate(sides)
    rider = Account.objects.create_worker("林小满", "+8613900009902")
    people = {**{role: sides.get(role) for role in ROLES}, "officer": officer, "rider": rider}
    return {"compound": sides.compound.pk, "gate": gate.pk, "rider": str(rider.pk),
            "sessions": {name: _open_session(account) for name, account in people.items()}}


def seal(rider: str) -> dict[str, Any]:
    """Within the hub's process: the union's holder is entered, and a rider's row of this window is sealed."""
    from tests.nuantu_hub.passes.pass_cast import seat_holders

    from nuantu_hub.passes.domain.escrow_lists import seal_batch
    from nuantu_hub.passes.domain.status_lists import find_start
    from nuantu_hub.passes.models import ShareHolder
    from nuantu_hub.people.models import Account
    from nuantu_hub.site.clock import now

    seat_holders()
    ShareHolder.objects.exclude(seat=1).delete()
    start = find_start(now())
    seal_batch(account=Account.objects.get(pk=rider), start_s=start, ids=[b"another!", CTI])
    return {"start": start}


if __name__ == "__main__":
    import django
    from django.core.management import call_command

    django.setup()
    if sys.argv[1] == "seal":
        sys.stdout.write(json.dumps(seal(sys.argv[2])))
    else:
        call_command("migrate", verbosity=0)
        sys.stdout.write(json.dumps(fill()))
