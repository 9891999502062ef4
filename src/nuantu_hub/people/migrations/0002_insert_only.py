"""The database itself refuses to change or remove what was recorded."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

TABLES = ("people_deed", "people_reading")
SAID = "what was recorded stays as it was recorded"


def close_tables(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Put a trigger on each table for each way of changing a row."""
    del apps
    if editor.connection.vendor == "postgresql":
        editor.execute(f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
                       f"$$ BEGIN RAISE EXCEPTION '{SAID}'; END $$")
    for table in TABLES:
        for way in ("UPDATE", "DELETE"):
            if editor.connection.vendor == "postgresql":
                editor.execute(f"CREATE TRIGGER {table}_{way.lower()} BEFORE {way} ON {table} "
                               f"FOR EACH ROW EXECUTE FUNCTION refuse_change()")
            else:
                editor.execute(f"CREATE TRIGGER {table}_{way.lower()} BEFORE {way} ON {table} "
                               f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END")


class Migration(migrations.Migration):
    """Insert-only tables."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("people", "0001_initial")]
    operations: ClassVar[list[Operation]] = [migrations.RunPython(close_tables)]
