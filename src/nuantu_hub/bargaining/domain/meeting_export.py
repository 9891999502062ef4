"""The roll of a meeting and its votes as tables, for the people of the talk."""

from __future__ import annotations

from datetime import UTC, datetime

from nuantu_hub.bargaining.models import LiveVote, MeetingSeat, OpenedVote, TalkMeeting, VoteCast
from nuantu_hub.people.domain.register_file import write_table

ROLL = ("venue", "province", "name", "side", "kind", "has_vote", "present_since", "left_at", "also_called_by")
VOTES = ("vote", "question", "opened_at", "closed_at", "carried", "venue", "name", "side", "choice", "cast_at",
         "secret", "took_part")
OPENED = ("code", "choice")


def write_roll(meeting: TalkMeeting) -> bytes:
    """Every seat, by venue, as CSV."""
    seats = MeetingSeat.objects.filter(meeting=meeting).select_related("venue", "asked_by").order_by("venue", "pk")
    return write_table(ROLL, ((
        one.venue.name, one.venue.province, one.shown_name, one.side, one.kind, int(one.has_vote),
        _say(one.present_since), _say(one.left_at), one.asked_by.name if one.asked_by else "") for one in seats))


def write_votes(meeting: TalkMeeting) -> bytes:
    """Every frozen seat of every closed vote with what it said, as CSV; nothing of a vote that is open, and of a
    secret one only who took part.
    """
    casts = VoteCast.objects.filter(vote__meeting=meeting, vote__state=LiveVote.State.CLOSED).select_related(
        "vote", "seat", "venue").order_by("vote__number", "venue", "seat")
    return write_table(VOTES, ((
        one.vote.number, one.vote.question, _say(one.vote.opened_at), _say(one.vote.closed_at),
        int(bool(one.vote.is_carried)), one.venue.name, one.seat.shown_name, one.seat.side, one.choice, _say(one.at),
        int(one.vote.is_secret), int(one.took_part))
        for one in casts))


def write_opened(vote: LiveVote) -> bytes:
    """The ballots of a secret vote, in the order of their codes, as CSV. Where few voted without choices."""
    return write_table(OPENED, OpenedVote.objects.filter(vote=vote).order_by("code", "key").values_list(
        "code", "choice"))


def _say(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds")
