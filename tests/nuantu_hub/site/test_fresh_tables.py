"""Tables that are laid at once are those that the migrations make, on both databases."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from nuantu_hub.site.fresh_tables import lay_tables

ROOT = Path(__file__).resolve().parents[3]
ONE_BY_ONE = "--one-by-one"
#: What a PostgreSQL database says of itself, each row a line; the order of columns and names of constraints are not
#: asked for.
ASKED = (
    ("SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, is_identity "
    "FROM information_schema.columns WHERE table_schema = 'public'"),
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    ("SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace"),
    "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "SELECT app, name FROM django_migrations", "SELECT codename, name FROM auth_permission",
    "SELECT app_label, model FROM django_content_type")


def _make(folder: Path, *words: str, **environment: str) -> Path:
    subprocess.run([sys.executable, "-m", "tests.nuantu_hub.site.prepare_tables", str(folder), *words], cwd=ROOT,
                   check=True, env={**os.environ, **environment})
    return folder


def _tell_table(con: sqlite3.Connection, name: str, without_order: int) -> dict[str, Any]:
    def ask(sql: str, *words: str) -> list[tuple[Any, ...]]:
        return con.execute(sql, words).fetchall()
    [(made,)] = ask("SELECT sql FROM sqlite_master WHERE name = ? AND type = 'table'", name)
    indexes = []
    for _number, index, unique, origin, partial in ask("SELECT * FROM pragma_index_list(?)", name):
        columns = [row[0] for row in ask("SELECT name FROM pragma_index_info(?)", index)]
        # An index that the database made for itself has no statement, in some tables not even a row.
        written = "".join(str(row[0] or "") for row in ask("SELECT sql FROM sqlite_master WHERE name = ?", index))
        own = "" if index.startswith("sqlite_autoindex") else index
        indexes.append((own, unique, origin, partial, columns, written.partition(" WHERE ")[2]))
    return {
        "columns": sorted(map(str, ask('SELECT name, type, "notnull", dflt_value, pk, hidden '
                                       "FROM pragma_table_xinfo(?)", name))),
        "references": sorted(map(str, ask('SELECT "table", "from", "to", on_update, on_delete '
                                          "FROM pragma_foreign_key_list(?)", name))),
        "indexes": sorted(map(str, indexes)),
        "checks": sorted(re.findall(r'CONSTRAINT "\w+" (?:CHECK|UNIQUE) ', made)),
        "triggers": sorted(ask("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", name)),
        "kind": (without_order, "AUTOINCREMENT" in made),
    }


def _tell_embedded(folder: Path) -> dict[str, Any]:
    """Tables with everything about them, and what stands in Django's own."""
    con = sqlite3.connect(folder / "hub.sqlite3")
    try:
        named = con.execute("SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'")
        told: dict[str, Any] = {name: _tell_table(con, name, without) for name, without in named.fetchall()}
        for sql in ASKED[-3:]:
            told[sql] = sorted(con.execute(sql).fetchall())
        return told
    finally:
        con.close()


@pytest.mark.slow
@pytest.mark.embedded
def test_on_the_embedded_database_they_are_the_same(tmp_path: Path) -> None:
    laid, migrated = (_tell_embedded(_make(tmp_path / name, *words))
                      for name, words in (("laid", ()), ("migrated", (ONE_BY_ONE,))))
    assert laid.keys() == migrated.keys()
    assert [name for name in laid if laid[name] != migrated[name]] == []
    assert laid["people_deed"]["triggers"]


@pytest.mark.server
def test_on_the_server_they_are_the_same(tmp_path: Path) -> None:
    import psycopg

    uri = urlsplit(os.environ["NUANTU_HUB_POSTGRES"])
    told: list[list[list[str]]] = []
    with psycopg.connect(urlunsplit(uri), autocommit=True) as server:
        for name, words in (("shape_laid", ()), ("shape_migrated", (ONE_BY_ONE,))):
            server.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
            try:
                own = urlunsplit(uri._replace(path=f"/{name}"))
                _make(tmp_path / name, *words, NUANTU_HUB_POSTGRES=own)
                with psycopg.connect(own) as made:
                    told.append([sorted(str(row) for row in made.execute(sql).fetchall())  # type: ignore[call-overload]
                                 for sql in ASKED])
            finally:
                server.execute(f"DROP DATABASE {name}")  # type: ignore[call-overload]
    for laid, migrated in zip(*told, strict=True):
        # Django numbers this unused table of its own by another type where a migration makes it.
        assert [row for row in sorted(set(laid) ^ set(migrated)) if "('auth_group_permissions', 'id'" not in row] == []
        assert laid


@pytest.mark.django_db
def test_where_there_are_tables_nothing_is_laid() -> None:
    before = MigrationRecorder(connection).applied_migrations().keys()
    assert lay_tables(connection) is False
    assert MigrationRecorder(connection).applied_migrations().keys() == before
    assert before
