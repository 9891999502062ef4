"""Whoever gives no name is nowhere: the whole database and folder are compared before and after, and logs are read.

The writer is signed in, on the usual phone, and sends a picture and a recording: everything that could tell is there.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.need_cast import HOUR, MOMENT, WORDS, picture, spoken

from nuantu_hub.needs.domain.answering import answer_needs
from nuantu_hub.needs.models import Need
from nuantu_hub.people.domain.own_export import gather_person
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]

ADDRESS = "203.0.113.77"
#: The moment to the minute and to the second, as any of the hub's ways of writing has it.
MINUTES = ("10:24", "18:24", str(int(MOMENT.timestamp())))
Rows = dict[str, set[tuple[Any, ...]]]


def read_tables() -> Rows:
    """Every row of every table, as the database gives it."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = {tuple(str(value) for value in row) for row in cursor.fetchall()}
    return found


def list_changes(before: Rows, after: Rows) -> Rows:
    """Rows that came, and rows that went or became others, by table."""
    return {table: changed for table in after if (changed := before.get(table, set()) ^ after[table])}


def list_files() -> set[Path]:
    """Every file of the folder but the database's own."""
    return {path for path in Path(settings.DATA.root).rglob("*")
            if path.is_file() and not path.name.startswith("hub.sqlite3") and "locale" not in path.parts}


def warm(client: Client, rider: Account) -> None:
    """What any visit leaves behind is left before."""
    client.get("/say/", REMOTE_ADDR=ADDRESS)


def say(client: Client, **more: Any) -> Any:
    """Everything that can be sent, without a name."""
    return client.post("/say/", {
        "token": str(uuid4()), "topic": "pay", "words": WORDS, "anonymous": "on", "wants_sms": "on",
        "photo": picture(), "voice": spoken(), **more}, REMOTE_ADDR=ADDRESS)


def tell_all(changes: Rows) -> str:
    """Everything that changed, as one text."""
    return " ".join(value for rows in changes.values() for row in rows for value in row)


def test_saying_it_leaves_the_need_and_its_files_and_nothing_else(district: Unit, rider: Account, as_: As) -> None:
    """No session, deed, reading, limit, task or message; no account, address, device or minute in what is there."""
    client = as_(rider)
    warm(client, rider)
    before, files = read_tables(), list_files()

    assert say(client).status_code == 200

    changes = list_changes(before, read_tables())
    assert {table: len(rows) for table, rows in changes.items()} == {"needs_need": 1, "people_storedfile": 2}
    told = tell_all(changes)
    person = (str(rider.pk), rider.pk.hex, rider.login, rider.phone, rider.name, rider.phone_index, ADDRESS,
              client.session.session_key, client.cookies["csrftoken"].value)
    assert [secret for secret in (*person, *MINUTES) if str(secret) in told] == []
    came = list_files() - files
    assert len(came) == 2
    assert {path.stat().st_mtime for path in came} == {HOUR.timestamp()}


def test_looking_and_judging_by_the_code_leave_nothing_of_who(
    district: Unit, rider: Account, officer: Account, as_: As,
) -> None:
    """The verdict stands at its hour; the rest of the database is as it was."""
    client = as_(rider)
    code = say(client).context["code"]
    answer_needs(by=officer, unit=district, needs=[Need.objects.get()], text="好了", token=uuid4())
    set_clock(MOMENT + timedelta(days=3, minutes=7))
    client.post("/say/code/", {"code": code}, REMOTE_ADDR=ADDRESS)
    before = read_tables()

    client.post("/say/code/", {"code": code, "helped": "no", "words": "没有用"}, REMOTE_ADDR=ADDRESS)

    changes = list_changes(before, read_tables())
    assert set(changes) == {"needs_need", "needs_needstep", "needs_told"}
    told = tell_all(changes)
    assert [secret for secret in (str(rider.pk), rider.pk.hex, ADDRESS, code, "10:31", "18:31") if secret in told] == []


def test_the_own_export_of_the_writer_knows_nothing_of_it(district: Unit, rider: Account, as_: As) -> None:
    """What the hub cannot join it cannot export."""
    need_key = str(say(as_(rider)).context["need"].pk)

    told = str(gather_person(rider))

    assert need_key not in told
    assert "needs.need" not in told


def test_no_log_and_no_cache_hears_of_it(
    district: Unit, rider: Account, as_: As, caplog: pytest.LogCaptureFixture,
) -> None:
    """Not even at the most talkative level of every logger but the database's own statements."""
    client = as_(rider)
    warm(client, rider)
    kept = set(getattr(cache, "_cache", {}))
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)

    page = say(client)
    client.post("/say/near/", {"words": WORDS}, REMOTE_ADDR=ADDRESS)

    assert [word for word in (WORDS, page.context["code"], ADDRESS, str(rider.pk)) if word in caplog.text] == []
    assert set(getattr(cache, "_cache", {})) == kept


def test_saying_it_by_name_would_be_seen(district: Unit, rider: Account, as_: As) -> None:
    """The same comparison finds who it was where a name is given: the tests above can fail."""
    client = as_(rider)
    warm(client, rider)
    before = read_tables()

    client.post("/say/", {"token": str(uuid4()), "topic": "pay", "words": WORDS})

    changes = list_changes(before, read_tables())
    told = tell_all(changes)
    assert "people_deed" in changes
    assert rider.pk.hex in told.replace("-", "")
    assert "10:24" in told
