"""What the verbs of passes refuse."""

from __future__ import annotations

from nuantu_hub.site.errors import Refused


class PassRefused(Refused):
    """Something about a pass is not given, or not in this state."""
