"""What the verbs about needs refuse."""

from __future__ import annotations

from nuantu_hub.site.errors import Refused


class NeedRefused(Refused):
    """Something about a need, a problem, a vote, an election or a trial is not given, or not in this state."""
