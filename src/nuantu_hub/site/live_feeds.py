"""What may be followed live: feeds by name, each a function that only reads and says what its page shows.

The process of event streams reads them; a part of a page is complete each time, so whoever missed some missed nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import translation
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed shows: ``body`` as HTML, and ``stage``: when that changes, watchers are told at once.

    From ``due_at`` on something is over by the clock, and the process that may write must look: it is asked for the
    page ``look``. Both are empty where nothing runs out.
    """

    body: bytes
    stage: str
    due_at: datetime | None = None
    look: str = ""


#: Feeds by the word that their address carries, as the dotted name of a function of a sign; each app adds its own.
FEEDS: dict[str, str] = {}


def read_feed(name: str, sign: str, language: str) -> Told | None:
    """What a feed shows of a sign, all of it of one moment; None for an unknown feed or sign."""
    if name not in FEEDS:
        return None
    read: Callable[[str], Told | None] = import_string(FEEDS[name])
    with translation.override(language), transaction.atomic():
        return read(sign)


def read_mark() -> str:
    """A word that is another one as soon as anybody has committed anything; costs nothing of what is stored.

    On the embedded database it holds for this connection alone.
    """
    asked = ("PRAGMA data_version" if connection.vendor == "sqlite" else "SELECT pg_current_snapshot()::text")
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return str(cursor.fetchone()[0])


def close_reading() -> None:
    """Let the database go: a line that broke is opened anew by who reads next."""
    connection.close()
