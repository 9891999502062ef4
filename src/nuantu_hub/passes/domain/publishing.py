"""Publishing what gates and phones fetch: a version after another, and only ever the newest is told."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Publication
from nuantu_hub.site.clock import now


def find_published(kind: str, number: int = 0) -> Publication | None:
    """The newest version of a kind and a number; None where nothing was published."""
    return Publication.objects.filter(kind=kind, number=number).order_by("-version").first()


@transaction.atomic
def publish(*, kind: str, number: int = 0, version: int, body: bytes, until: datetime | None = None) -> Publication:
    """Publish a signed thing in a version. The same again changes nothing; an older version is refused."""
    newest = find_published(kind, number)
    digest = hashlib.sha256(body).hexdigest()
    if newest is not None and newest.version == version and newest.digest == digest:
        return newest
    if newest is not None and newest.version >= version:
        raise PassRefused(f"{kind} {number}: version {version} is not newer than {newest.version}",
                          "publish a higher version")
    return Publication.objects.create(kind=kind, number=number, version=version, body=body, digest=digest,
                                      made_at=now(), until=until)
