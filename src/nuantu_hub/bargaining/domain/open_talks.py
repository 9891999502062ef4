"""What everybody may know of talks: how many by state, and the titles of those that are open or signed."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from nuantu_hub.bargaining.models import Talk
from nuantu_hub.bargaining.models.talk import TalkQuerySet

State = Talk.State
#: States in which a talk's title is public: it is under way, or came to an agreement.
SHOWN = (State.PREPARING, State.TALKING, State.SUSPENDED, State.FROZEN, State.SIGNED)


def count_talks() -> list[tuple[str, Any, int]]:
    """Every state with its words and how many talks are in it."""
    counts = dict(Talk.objects.order_by().values_list("state").annotate(Count("pk")))
    return [(str(value), label, counts.get(value, 0)) for value, label in State.choices]


def list_open_talks() -> TalkQuerySet:
    """The talks whose title is public, signed ones last."""
    return Talk.objects.filter(state__in=SHOWN).select_related("unit").order_by("-opened_at", "-pk")
