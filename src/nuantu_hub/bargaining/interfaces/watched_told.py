"""The part of a watched meeting's page that changes, as HTML: polling browsers fetch it, the event stream sends it."""

from __future__ import annotations

from django.template.loader import render_to_string

from nuantu_hub.bargaining.domain.watching import Watched
from nuantu_hub.bargaining.interfaces.meeting_told import TONES, say_quorum, tell_vote


def write_part(watched: Watched) -> bytes:
    """The part in the language of this moment."""
    return render_to_string("bargaining/watch_now.html", {
        "watched": watched, "meeting": watched.meeting, "quorum": say_quorum(watched.quorum),
        "tone": TONES[watched.meeting.state], "votes": [tell_vote(vote) for vote, _tally in watched.votes]}).encode()
