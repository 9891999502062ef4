"""A small hub with an officer, an organiser and riders who are signed in: run as a process with a folder and a number
of riders, prints the union and the sessions by login.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from nuantu_hub.site.command import set_up


def prepare_town(folder: Path, riders: int) -> dict[str, object]:
    """The district's key, its station's sign, and the key of a session for each account."""
    set_up(folder)
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.db import transaction

    from nuantu_hub.people.models import Account, Membership, Person, Post, Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now
    from nuantu_hub.site.sessions import SessionStore
    from nuantu_hub.stations.models import Station

    city = plant_unit("云港市总工会", Unit.Kind.CITY)
    district = plant_unit("东湖区总工会", Unit.Kind.DISTRICT, city)
    station = Station.objects.create(unit=district, code="YG-0001", name="望和驿站", kind=Station.Kind.WARM,
                                     address="路口", lat_deg=39.9, lon_deg=116.4, hours="24/7")
    accounts = []
    with transaction.atomic():
        for login, role in (("officer", Post.Role.OFFICER), ("organiser", Post.Role.ORGANISER)):
            accounts.append(Account.objects.create_staff(login, {"officer": "李敏", "organiser": "何川"}[login]))
            Post.objects.create(account=accounts[-1], unit=district, role=role, since=now())
        for number in range(riders):
            rider = Account.objects.create_worker(f"骑手{number}", f"+86138{number:08d}")
            rider.login = f"rider-{number}"
            rider.save(update_fields=["login"])
            person = Person.objects.create(account=rider, name=rider.name, created_at=now())
            Membership.objects.create(person=person, unit=district, standing="full", since=now(), began="joined")
            accounts.append(rider)
        sessions = {}
        for account in accounts:
            session = SessionStore()
            session.update({SESSION_KEY: str(account.pk), HASH_SESSION_KEY: account.get_session_auth_hash(),
                            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"})
            session.save()
            sessions[account.login] = session.session_key
    return {"unit": district.pk, "sign": station.sign, "sessions": sessions}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(prepare_town(Path(sys.argv[1]), int(sys.argv[2]))))
