"""A hub with an election whose nominations are over, three holders without keys, and fourteen voters.

Filled in a process of its own, since a process has one hub: ``python -m tests.browser.election_room fill|close``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def ask_room(data: Path, *words: str) -> dict[str, Any]:
    """Fill a folder (``fill``), or let the polls be over and close them (``close``); what a test needs to know."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("NUANTU_HUB", "DJANGO_"))}
    run = subprocess.run(
        [sys.executable, "-m", "tests.browser.election_room", *words], cwd=ROOT, check=False, capture_output=True,
        text=True, env=clean | {"NUANTU_HUB_DATA": str(data), "DJANGO_SETTINGS_MODULE": "nuantu_hub.site.settings"})
    assert run.returncode == 0, run.stderr
    told: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return told


def fill() -> dict[str, Any]:
    """Within the hub's process: the unit, the election, its candidates, its holders, and who is signed in."""
    from datetime import timedelta

    from tests.browser.pass_scene import _open_session
    from tests.nuantu_hub.needs import election_scene

    from nuantu_hub.needs.domain.elections import Dates, name_watcher
    from nuantu_hub.people.models import Account, Post, Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now as read_clock
    from nuantu_hub.site.clock import set_clock

    moment = read_clock()
    election_scene.CALLED = moment - timedelta(days=9)
    election_scene.DATES = Dates(moment - timedelta(days=2), moment - timedelta(hours=1), moment + timedelta(hours=2))
    unit = plant_unit("柳岸街道总工会", Unit.Kind.STREET)
    officer = Account.objects.create_staff("ganbu", "何干部")
    Post.objects.create(account=officer, unit=unit, role="officer", since=moment - timedelta(days=99))
    scene = election_scene.prepare(unit, officer, {"food": 14})
    holders = [Account.objects.create_staff(f"holder-{seat}", "监票人") for seat in (1, 2, 3)]
    for seat, (account, body) in enumerate(zip(holders, ("选举委员会", "骑手监票人", "上级工会"), strict=True), 1):
        name_watcher(by=officer, election=scene.election, account=account, body=body, seat=seat)
    election_scene.nominate(election_scene.call(scene))
    set_clock(None)
    people = {"officer": officer, **{f"holder-{seat}": one for seat, one in enumerate(holders, 1)},
              **{f"voter-{number}": one for number, one in enumerate(scene.voters["food"])}}
    return {"election": scene.election.pk, "contest": scene.contest().pk,
            "sessions": {name: _open_session(account) for name, account in people.items()}}


def close(election: str) -> dict[str, Any]:
    """Within the hub's process: eleven minutes after the polls, they close by themselves."""
    from datetime import timedelta

    from nuantu_hub.needs.domain.elections import close_due_polls
    from nuantu_hub.needs.models import Election
    from nuantu_hub.site.clock import now

    Election.objects.filter(pk=election).update(closes_at=now() - timedelta(minutes=11))
    return {"closed": close_due_polls()}


if __name__ == "__main__":
    import django
    from django.core.management import call_command

    django.setup()
    if sys.argv[1] == "close":
        sys.stdout.write(json.dumps(close(sys.argv[2])))
    else:
        call_command("migrate", verbosity=0)
        sys.stdout.write(json.dumps(fill()))
