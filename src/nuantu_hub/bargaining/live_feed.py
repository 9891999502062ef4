"""A meeting as everybody may follow it live: what its public page shows, and nothing else. It only reads."""

from __future__ import annotations

from django.urls import reverse

from nuantu_hub.bargaining.domain.watching import look_at_meeting
from nuantu_hub.bargaining.interfaces.watched_told import write_part
from nuantu_hub.site.live_feeds import Told

FEED = "watch"


def read_meeting(sign: str) -> Told | None:
    """The part of the page that changes; a new stage is a vote opened or closed, or a meeting opened or over."""
    watched = look_at_meeting(sign)
    if watched is None:
        return None
    running = [vote.closes_at for vote, _tally in watched.votes if not vote.is_closed]
    stage = [watched.meeting.state, *(f"{vote.pk} {vote.state}" for vote, _tally in watched.votes)]
    return Told(write_part(watched), ", ".join(stage), min(running, default=None),
                reverse("bargaining:watch_now", args=[sign]))
