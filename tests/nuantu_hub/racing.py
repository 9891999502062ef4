"""Several at one moment: threads with connections of their own, on a file or on the server that the tests run on."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import connection, connections

Said = TypeVar("Said")
Found = TypeVar("Found")

IS_SERVER = bool(os.environ.get("NUANTU_HUB_POSTGRES"))
#: Marks a test of a race: on a server what it prepared must be committed before other connections see it.
RACE = pytest.mark.django_db(transaction=IS_SERVER)
PATIENCE_S = 120


@contextmanager
def stand_on_a_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let other threads meet on a file: the tests' database in memory makes nobody wait."""
    connection.ensure_connection()
    path.write_bytes(connection.connection.serialize())  # what this test wrote and has not committed is in it
    with closing(sqlite3.connect(path)) as alone:
        alone.execute("PRAGMA journal_mode=WAL")  # as a hub's file is; for the change itself nobody would wait
    with monkeypatch.context() as moved:
        moved.setitem(connections.settings["default"], "NAME", str(path))
        yield


@contextmanager
def _meet(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if IS_SERVER:
        yield
        return
    with stand_on_a_file(folder / "race.sqlite3", monkeypatch):
        yield


def race(deeds: Sequence[Callable[[], Said]], then: Callable[[], Found], folder: Path,
         monkeypatch: pytest.MonkeyPatch) -> tuple[list[Said | Exception], Found]:
    """Do all at one moment; what came of each, whichever was first, and what ``then`` finds afterwards."""
    start, said, found = threading.Barrier(len(deeds)), list[Said | Exception](), list[Found]()

    def run(deed: Callable[[], Said]) -> None:
        try:
            start.wait(PATIENCE_S)
            said.append(deed())
        except Exception as fault:  # told to the test, in its own thread
            said.append(fault)
        finally:
            connections.close_all()

    def look() -> None:
        try:
            found.append(then())
        finally:
            connections.close_all()

    with _meet(folder, monkeypatch):
        for threads in ([threading.Thread(target=run, args=(deed,)) for deed in deeds],
                        [threading.Thread(target=look)]):
            for one in threads:
                one.start()
            for one in threads:
                one.join(PATIENCE_S)
    return said, found[0]
