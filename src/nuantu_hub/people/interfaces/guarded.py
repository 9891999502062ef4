"""The request that a guarded view gets: somebody is signed in, and the guard has found the thing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from nuantu_hub.people.models import Account


class GuardedRequest(HttpRequest):
    """A request that passed a guard with a permission. ``found`` is what the guard's ``find`` returned, or None."""

    user: Account
    found: Any
