"""The panel of tries beside a topic: ``{% try_panel topic account %}``."""

from __future__ import annotations

from typing import Any

from django import template

from nuantu_hub.bargaining.interfaces.try_told import tell_try
from nuantu_hub.bargaining.models import OfferTry, Topic
from nuantu_hub.bargaining.permissions import find_side

register = template.Library()


@register.inclusion_tag("bargaining/try_panel.html")
def try_panel(topic: Topic, account: Any) -> dict[str, Any]:
    """The newest try of offers that the account may see, as sentence and dots, and the way to the next one.

    Who asks must be allowed to see the talk; the page around has seen to that.
    """
    side = find_side(account, topic)
    one: OfferTry | None = OfferTry.objects.seen_by_side(side).filter(topic=topic, sweep=[]).select_related(
        "days", "left", "right", "talk", "topic").first()
    return {"topic": topic, "one": one, "speaks": bool(side), **(tell_try(one) if one is not None else {})}
