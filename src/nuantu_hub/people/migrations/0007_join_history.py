"""The database itself keeps the history of membership: a stretch is closed once, and nothing else of it changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

SAID = "a stretch of membership is closed once and never rewritten"
KEPT = ("person_id", "unit_id", "standing", "since", "began")


def close_history(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse to remove a stretch, to change what it says, and to open or move the end of one that was closed."""
    del apps
    changed = "OLD.until IS NOT NULL OR " + " OR ".join(f"OLD.{name} <> NEW.{name}" for name in KEPT)
    for way, condition in (("UPDATE", changed), ("DELETE", None)):
        name = f"people_membership_{way.lower()}"
        if editor.connection.vendor == "postgresql":
            when = f"WHEN ({condition}) " if condition else ""
            editor.execute(f"CREATE OR REPLACE FUNCTION refuse_membership_change() RETURNS trigger LANGUAGE plpgsql "
                           f"AS $$ BEGIN RAISE EXCEPTION '{SAID}'; END $$")
            editor.execute(f"CREATE TRIGGER {name} BEFORE {way} ON people_membership FOR EACH ROW {when}"
                           f"EXECUTE FUNCTION refuse_membership_change()")
        else:
            when = f"WHEN {condition} " if condition else ""
            editor.execute(f"CREATE TRIGGER {name} BEFORE {way} ON people_membership {when}"
                           f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END")


class Migration(migrations.Migration):
    """Closed history."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("people", "0006_join_membership")]
    operations: ClassVar[list[Operation]] = [migrations.RunPython(close_history)]
