"""A small hub with a trial that is being tried and one that is handed out: run as a process with a folder, prints the
sessions by name and the addresses' words.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from nuantu_hub.site.command import set_up


def prepare_trial(folder: Path) -> dict[str, Any]:
    """Sessions of the officer, a keeper, a tester and a member; keys of trials, turn and station; a card's number."""
    set_up(folder)
    from tests.nuantu_hub.needs import trial_cast

    from nuantu_hub.needs.models import TrialTurn
    from nuantu_hub.people.models import Account, Post, Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now

    district = plant_unit("东湖区总工会", Unit.Kind.DISTRICT, plant_unit("云港市总工会", Unit.Kind.CITY))
    officer = Account.objects.create_staff("officer", "李敏")
    Post.objects.create(account=officer, unit=district, role=Post.Role.OFFICER, since=trial_cast.SINCE)
    handed = trial_cast.receive(officer, district)
    station = trial_cast.build_station(district)
    trial_cast.stock_station(officer, handed, station)
    member = trial_cast.enrol_rider(900, district)
    trying = trial_cast.collect(officer, trial_cast.begin(officer, district, name="手套"))
    trial_cast.volunteer(trying, district, first=500)
    trial_cast.draw_testers(by=officer, trial=trying)
    day = now().date() - timedelta(days=9)
    TrialTurn.objects.filter(tester__trial=trying).update(first_day=day, last_day=day)
    turn = TrialTurn.objects.filter(tester__trial=trying).select_related("tester__account").order_by("pk")[0]
    people = {"officer": officer, "keeper": trial_cast.keeper_of(station), "tester": turn.tester.account,
              "member": member}
    return {"sessions": {name: _open_session(account) for name, account in people.items()}, "trying": trying.pk,
            "handed": handed.pk, "sign": handed.sign, "station": station.pk, "turn": turn.pk,
            "card": member.person.card_number}


def _open_session(account: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from nuantu_hub.site.sessions import SessionStore

    session = SessionStore()
    session.update({SESSION_KEY: str(account.pk), HASH_SESSION_KEY: account.get_session_auth_hash(),
                    BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"})
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(prepare_trial(Path(sys.argv[1]))))
