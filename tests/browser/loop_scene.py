"""Who there is before the loop begins: a union, three riders, the people of three sides, and elected representatives.

Nothing else stands in the hub: no need, no problem, no talk, no day. Filled in a process of its own, since a process
has one hub: ``python -m tests.browser.loop_scene FOLDER`` prints the sessions by login, the names, and the provinces.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.nuantu_hub.serving import clean_environment

ROOT = Path(__file__).resolve().parents[2]
UNION, PLATFORM, PARTNERS = "云港市总工会", "青禾配送", "云港站点服务"
#: Agreements that an operator puts into the data folder: one to start from, and what completes it.
AGREEMENTS = ("platform-2025", "gbt-46862-2025", "guidance-50-2023", "demo-assumption")
RIDERS = {"rider-0": "田禾", "rider-1": "罗小川", "rider-2": "白杨"}
#: Three at the table for each side, the chief first, and who keeps the record.
SIDES = {"workers": {"zhou": "周建平", "qihong": "祁红", "luping": "陆平"},
         "platform": {"shen": "沈岚", "gao": "高远", "xuqing": "徐青"},
         "partners": {"majun": "马骏", "cen": "岑静", "ouwen": "欧文"}}
RECORDER = {"recorder": "吴笔"}
#: Provinces with a venue of their own, beside the main one: 25 in all.
PROVINCES = ("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
             "44", "45", "50", "51", "61", "62")
EACH = 2


def fill_scene(folder: Path) -> dict[str, Any]:
    """Fill a folder; what a walk needs to know."""
    ran = subprocess.run([sys.executable, "-m", "tests.browser.loop_scene", str(folder)], cwd=ROOT, check=False,
                         capture_output=True, text=True, env=clean_environment())
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return told


def _fill(folder: Path) -> dict[str, Any]:
    from nuantu_hub.site.command import set_up

    set_up(folder)
    from django.db import transaction
    from tests.browser.pass_scene import _open_session

    from nuantu_hub.needs.domain.constituencies import PROVINCES as NAMES
    from nuantu_hub.people.models import Account, Post, Unit
    from nuantu_hub.people.models.unit import plant_unit
    from nuantu_hub.site.clock import now

    for name in AGREEMENTS:
        shutil.copytree(ROOT / "agreements" / name, folder / "agreements" / name, dirs_exist_ok=True)
    with transaction.atomic():
        unit = plant_unit(UNION, Unit.Kind.CITY)
        officer = Account.objects.create_staff("officer", "李敏")
        Post.objects.create(account=officer, unit=unit, role=Post.Role.OFFICER, since=now())
        staff = [Account.objects.create_staff(login, name) for people in (*SIDES.values(), RECORDER)
                 for login, name in people.items()]
        riders = [_enrol(unit, login, name, number).account for number, (login, name) in enumerate(RIDERS.items())]
        elected = _elect(unit, officer)
        sessions = {one.login: _open_session(one) for one in (officer, *staff, *riders, *elected)}
    return {"sessions": sessions, "elected": [one.login for one in elected],
            "provinces": [str(NAMES[code]) for code in PROVINCES]}


def _enrol(unit: Any, login: str, name: str, number: int, province: str = "") -> Any:
    """A rider who is a member, with an account."""
    from nuantu_hub.people.models import Account, Membership, Person
    from nuantu_hub.site.clock import now

    account = Account.objects.create_worker(name, f"+86138{number:08d}")
    account.login = login
    account.save(update_fields=["login"])
    person = Person.objects.create(account=account, name=name, created_at=now(),
                                   residence_code=f"{province}0000" if province else "")
    Membership.objects.create(person=person, unit=unit, standing="full", since=now(), began="joined")
    return person


def _elect(unit: Any, officer: Any) -> list[Any]:
    """An election that was counted: two representatives of each province, in office."""
    from datetime import timedelta

    from nuantu_hub.needs.domain.constituencies import PROVINCES as NAMES
    from nuantu_hub.needs.models import Constituency, Contest, Election, Representative
    from nuantu_hub.site.clock import now

    moment = now()
    election = Election.objects.create(
        unit=unit, name="骑手代表选举", rule="majority-of-ballots-2026", state="counted", made_by=officer,
        made_at=moment, seed_sha256="0" * 64, nominate_until=moment - timedelta(days=9),
        opens_at=moment - timedelta(days=8), closes_at=moment - timedelta(days=2), counted_at=moment)
    found = []
    for code in PROVINCES:
        place = Constituency.objects.create(unit=unit, kind="province", code=code, name=NAMES[code], seats=EACH)
        contest = Contest.objects.create(election=election, constituency=place, seats=EACH)
        for number in range(EACH):
            name = f"{NAMES[code]}代表{'甲乙'[number]}"
            person = _enrol(unit, f"rep-{code}-{number}", name, 1_000 + 10 * int(code) + number, code)
            Representative.objects.create(constituency=place, contest=contest, person=person, shown_name=name,
                                          since=moment - timedelta(days=1), until=moment + timedelta(days=1_000))
            found.append(person.account)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_fill(Path(sys.argv[1]))))
