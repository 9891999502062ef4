"""A hub with an officer who is signed in: run as a process with a folder, prints where and as whom to write."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from nuantu_hub.site.command import set_up


def prepare_load(folder: Path) -> dict[str, object]:
    """The unit to write about and the cookie of the session to write with."""
    set_up(folder)
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from nuantu_hub.people.models import Account, Post, Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now
    from nuantu_hub.site.sessions import SessionStore

    unit = plant_unit("云港市总工会", Unit.Kind.CITY)
    officer = Account.objects.create_staff("officer", "郑干")
    Post.objects.create(account=officer, unit=unit, role=Post.Role.OFFICER, since=now())
    session = SessionStore()
    session.update({SESSION_KEY: str(officer.pk), BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
                    HASH_SESSION_KEY: officer.get_session_auth_hash()})
    session.save()
    return {"unit": unit.pk, "session": session.session_key}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(prepare_load(Path(sys.argv[1]))))
