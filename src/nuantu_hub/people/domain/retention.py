"""Forgetting what is kept no longer than the register of fields says: done by the jobs, once an hour."""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from nuantu_hub.people.domain.joining import forget_unconfirmed
from nuantu_hub.people.models import BulkImport, ImportRow
from nuantu_hub.site.clock import now

ATTEMPTS_KEPT = timedelta(minutes=15)
REGISTERS_KEPT = timedelta(days=30)


@transaction.atomic
def forget_registers() -> int:
    """Blank files of registers and the cells of their rows thirty days after the import ended, or was left lying."""
    before = now() - REGISTERS_KEPT
    over = BulkImport.objects.filter(Q(finished_at__lt=before) | Q(finished_at=None, at__lt=before))
    # Asked here: the database cannot tell an empty text from an encrypted one.
    keys = [key for key, body in over.values_list("pk", "body") if body]
    ImportRow.objects.filter(bulk_import__in=keys).update(cells="")
    return BulkImport.objects.filter(pk__in=keys).update(body="")


def forget_expired() -> dict[str, int]:
    """Forget everything whose time is over; gives how many rows of each kind."""
    return {
        "attempts": AccessAttempt.objects.filter(attempt_time__lt=now() - ATTEMPTS_KEPT).delete()[0],
        "sessions": Session.objects.filter(expire_date__lt=now()).delete()[0],
        "applications": forget_unconfirmed(),
        "registers": forget_registers(),
    }
