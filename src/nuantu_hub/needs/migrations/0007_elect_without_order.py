"""Rolls, turn-out and ballots lie by their random keys, not in the order in which they came; what was opened stays."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

TABLES = ("needs_rollentry", "needs_turnout", "needs_sealedballot", "needs_openedballot", "needs_paperballot")
CLOSED = "needs_openedballot"
SAID = "an opened ballot stays as it was opened"


def drop_order(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """On SQLite a table has a hidden number that counts up, unless it is made without."""
    del apps
    if editor.connection.vendor != "sqlite":
        return
    with editor.connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [table])
            made = cursor.fetchall()
            cursor.execute(f"DROP TABLE {table}")
            cursor.execute(next(f"{sql} WITHOUT ROWID" for kind, sql in made if kind == "table"))
            for kind, sql in made:
                if kind == "index":
                    cursor.execute(sql)


def close_opened(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Put a trigger on the opened ballots for each way of changing a row."""
    del apps
    for way in ("UPDATE", "DELETE"):
        if editor.connection.vendor == "postgresql":
            editor.execute(f"CREATE TRIGGER {CLOSED}_{way.lower()} BEFORE {way} ON {CLOSED} "
                           f"FOR EACH ROW EXECUTE FUNCTION refuse_change()")
        else:
            editor.execute(f"CREATE TRIGGER {CLOSED}_{way.lower()} BEFORE {way} ON {CLOSED} "
                           f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END")


class Migration(migrations.Migration):
    """Tables without an order, and one that only grows."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("needs", "0006_elect_elections"), ("people", "0002_insert_only")]
    operations: ClassVar[list[Operation]] = [migrations.RunPython(drop_order), migrations.RunPython(close_opened)]
