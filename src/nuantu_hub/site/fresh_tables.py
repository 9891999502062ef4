"""Tables of a hub that has none yet: laid at once as they stand today, instead of migration by migration.

Nearly all the time of a first start would go into tables being built, changed and built again through every shape that
they ever had. What comes out is the same: tests compare it with what the migrations make, on both databases.
"""

from __future__ import annotations

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython
from django.db.migrations.recorder import MigrationRecorder

#: Migrations of packages run Python only over rows, of which an empty database has none.
OWN = "nuantu_hub."


def lay_tables(connection: BaseDatabaseWrapper) -> bool:
    """Lay all tables in one transaction and record every migration as done; whether that was to be done.

    Nothing happens where the database has a table, or where migrations are turned off.
    """
    if connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    plan: list[tuple[Migration, bool]] = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return False
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        for statement in editor.deferred_sql:  # indexes and references, before anybody asks how tables were made
            editor.execute(statement)
        editor.deferred_sql.clear()
        for migration, _backwards in plan:
            _run_own(migration, editor)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for migration, _backwards in plan:
            recorder.record_applied(migration.app_label, migration.name)
    return True


def _run_own(migration: Migration, editor: BaseDatabaseSchemaEditor) -> None:
    """What a migration of ours does besides changing tables: triggers, and tables without an order."""
    if type(migration).__module__.startswith(OWN):
        for operation in migration.operations:
            if isinstance(operation, RunPython):
                operation.code(apps, editor)  # type: ignore[arg-type]  # none of ours asks for what was
