"""What the verbs of stations refuse."""

from __future__ import annotations

from nuantu_hub.site.errors import Refused


class StationRefused(Refused):
    """Something at a station is not taken, or not in this state."""
