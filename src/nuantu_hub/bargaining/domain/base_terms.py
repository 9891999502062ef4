"""The clauses of the agreement that a talk starts from, as topics and first offers begin with them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from nuantu_hub.bargaining.models import Talk, Topic
from nuantu_hub.seam.drafting import DraftClause, list_base_clauses


def list_base(talk: Talk) -> list[DraftClause]:
    """Its clauses; none where the talk starts from nothing. Raises RunError where the file cannot be read."""
    if not talk.base:
        return []
    return list_base_clauses(Path(settings.DATA.root) / "agreements" / talk.base / "agreement.yaml")


def find_base_clause(topic: Topic) -> DraftClause | None:
    """The clause of the base that a topic is about, if there is one."""
    return next((one for one in list_base(topic.talk)
                 if one.id == topic.clause_id and one.type == topic.clause_type), None)
