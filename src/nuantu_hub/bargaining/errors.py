"""What the verbs of bargaining refuse."""

from __future__ import annotations

from nuantu_hub.site.errors import Refused


class TalkRefused(Refused):
    """Something about a talk, a topic, an offer, a try or a signature is not given, or not in this state."""
