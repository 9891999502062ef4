"""What everybody may see of a meeting: agenda, who speaks, how many are there, results; never how a person voted."""

from __future__ import annotations

from dataclasses import dataclass

from nuantu_hub.bargaining.domain.live_votes import close_if_due, count_quorum, tally_vote
from nuantu_hub.bargaining.domain.quorum import Count
from nuantu_hub.bargaining.domain.vote_result import Tally
from nuantu_hub.bargaining.models import AgendaItem, LiveVote, SpeechTurn, TalkMeeting
from nuantu_hub.site.clock import now

LAST_VOTES = 5


@dataclass(frozen=True, slots=True)
class Watched:
    """A meeting as its public page shows it."""

    meeting: TalkMeeting
    quorum: Count
    agenda: list[AgendaItem]
    speaker: SpeechTurn | None
    votes: list[tuple[LiveVote, Tally]]


def watch_meeting(sign: str) -> Watched | None:
    """The meeting of a sign; None where there is none. A vote whose time is over is closed by whoever looks first."""
    for one in LiveVote.objects.due_to_close(now()).filter(meeting__sign=sign):
        close_if_due(one)
    return look_at_meeting(sign)


def look_at_meeting(sign: str) -> Watched | None:
    """The same, read only: a vote whose time is over is shown as it stands."""
    meeting = TalkMeeting.objects.select_related("talk__unit").filter(sign=sign).first()
    if meeting is None:
        return None
    votes = list(meeting.votes.select_related("meeting").order_by("-number")[:LAST_VOTES])
    told = [(one, Tally(one.entitled, one.yes or 0, one.no or 0, one.abstain or 0) if one.is_closed
             else tally_vote(one)) for one in votes]
    speaker = meeting.turns.filter(state__in=(SpeechTurn.State.CALLED, SpeechTurn.State.SPEAKING)).select_related(
        "seat", "seat__venue").first()
    agenda = list(meeting.agenda.exclude(state=AgendaItem.State.DROPPED))
    return Watched(meeting, count_quorum(meeting), agenda, speaker, told)
