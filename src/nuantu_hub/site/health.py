"""Whether the hub can serve: its database answers and its tables are up to date."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from nuantu_hub.site.guards import open_to_all


@open_to_all
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when ready; 503 with what is missing."""
    del request
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return JsonResponse({"ready": False, "missing": f"{len(waiting)} changes of the tables"}, status=503)
    return JsonResponse({"ready": True})
