"""Starting a deliberation from a common problem: a draft with its question, to be filled with statements."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from nuantu_hub.needs.domain.deliberations import draft_deliberation
from nuantu_hub.needs.models import Deliberation
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.gathering import Matter


def start_deliberation(*, by: Account, matter: Matter, question: str, opens_at: datetime, closes_at: datetime,
                       token: UUID) -> Deliberation:
    """A draft that says where it comes from; the same token is the same one. Raises as ``draft_deliberation``."""
    told: dict[str, Any] = {"title": matter.name[:60], "question": question, "opens_at": opens_at,
                            "closes_at": closes_at, "origin_name": matter.name[:120],
                            "origin_address": matter.address[:200]}
    return draft_deliberation(by=by, unit=Unit.objects.get(pk=matter.unit), token=token, **told)
