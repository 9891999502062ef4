"""The three roots as phones are told them."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings

from nuantu_hub.seam.pass_keys import tell_roots
from nuantu_hub.site.clock import now


def tell_root_set() -> dict[str, Any] | None:
    """The set of roots as its file has it (format, number, demo, roots); None where the hub holds no keys."""
    told = tell_roots(settings.DATA.root, int(now().timestamp()))
    found: dict[str, Any] | None = None if told is None else json.loads(told.text)
    return found


def find_fingerprint() -> str:
    """What people compare of the roots, in groups of four signs; empty where the hub holds no keys."""
    told = tell_roots(settings.DATA.root, int(now().timestamp()))
    return "" if told is None else told.fingerprint
