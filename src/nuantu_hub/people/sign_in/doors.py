"""What the pages of signing in may offer beside it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.people.interfaces.sms import open_outbox


def add_doors(request: HttpRequest) -> dict[str, object]:
    """``is_demo``: these people are invented; ``outbox``: where a developer reads what was sent."""
    del request
    return {"is_demo": is_demo(), "outbox": reverse("outbox") if open_outbox() else None}
