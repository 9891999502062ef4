"""Writing down who did and who read what."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from nuantu_hub.people.models import Account, Deed, Reading, Unit
from nuantu_hub.site.clock import now


def record_deed(by: Account | None, verb: str, about: models.Model, unit: Unit | None = None, **detail: Any) -> Deed:
    """Write down a deed; must be called inside the transaction that does it.

    ``by`` is None for what nobody signed in did (an application from a poster). Raises RuntimeError outside a
    transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{verb} is recorded outside the transaction that does it")
    return Deed.objects.create(at=now(), by=by, verb=verb, thing=about._meta.label_lower, thing_id=str(about.pk),
                               unit=unit, detail=detail)


def record_reading(by: Account, about: models.Model, purpose: str) -> Reading:
    """Write down that somebody read something sensitive."""
    return Reading.objects.create(at=now(), by=by, thing=about._meta.label_lower, thing_id=str(about.pk),
                                  purpose=purpose)
