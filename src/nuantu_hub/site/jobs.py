"""Background jobs: inside the serving process on the embedded database, in a process of their own on PostgreSQL."""

from __future__ import annotations

import logging
import threading
import time
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, close_old_connections, connection
from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from nuantu_hub.site.clock import now

#: ``1``: the process that serves pages works on the jobs too.
VARIABLE = "NUANTU_HUB_JOBS_INSIDE"
INTERVAL_S = 1.0
PAUSE_S = 5.0
CHORES_EVERY_S = 3600.0
#: Functions without arguments, by name, that the jobs call once an hour and at midnight; each app adds its own.
CHORES: list[str] = []
#: The same, called every half minute: what a demonstration lives by.
BEATS: list[str] = []
BEATS_EVERY_S = 30.0

logger = logging.getLogger(__name__)


def resume_jobs(before: datetime) -> int:
    """Put jobs that were cut off back in line; only for a process that alone works on them. Gives their number."""
    from django_tasks_db.models import DBTaskResult  # only now: apps add chores before the models are there

    cut_off = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=before)
    return int(cut_off.update(status="READY", started_at=None))


def make_worker(*, batch: bool = False) -> Any:
    """A worker for every queue; with ``batch`` it ends when nothing waits."""
    from django_tasks_db.management.commands.db_worker import Worker  # only now: see above

    return Worker(queue_names=["*"], interval=INTERVAL_S, batch=batch, backend_name="default", startup_delay=False,
                  max_tasks=None, worker_id=f"hub-{threading.get_ident():x}", excluded_queue_names=[])


def do_chores(names: list[str] | None = None) -> None:
    """Do every chore; one that fails is logged, and the others are done."""
    for name in dict.fromkeys(CHORES if names is None else names):
        try:
            import_string(name)()
        except Exception:
            logger.exception("The chore %s failed", name)


def are_chores_due(due_s: float, day: date) -> bool:
    """Whether the hour is over, or another day has begun: some things are forgotten at midnight."""
    return time.monotonic() >= due_s or localdate(now()) != day


def work_on_jobs(stop: threading.Event | None = None) -> None:
    """Work on jobs until told to stop; a fault of the database is logged, and work goes on when it answers again."""
    chores_due, beats_due, day = time.monotonic(), time.monotonic(), localdate(now())
    while stop is None or not stop.is_set():
        try:
            make_worker(batch=True).run()
            if are_chores_due(chores_due, day):
                chores_due, day = time.monotonic() + CHORES_EVERY_S, localdate(now())
                do_chores()
            if time.monotonic() >= beats_due:
                beats_due = time.monotonic() + BEATS_EVERY_S
                do_chores(BEATS)
        except DatabaseError:
            logger.exception("The jobs wait: the database does not answer")
            close_old_connections()
            time.sleep(PAUSE_S)
        if stop is not None:
            stop.wait(INTERVAL_S)
        else:
            time.sleep(INTERVAL_S)


def start_inside() -> threading.Thread:
    """Work on jobs in a thread of the serving process. Raises ImproperlyConfigured outside the embedded database."""
    if connection.vendor != "sqlite":
        raise ImproperlyConfigured("jobs run inside the serving process on the embedded database only")
    resume_jobs(now())
    thread = threading.Thread(target=work_on_jobs, name="jobs", daemon=True)
    thread.start()
    return thread
