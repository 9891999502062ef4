"""What somebody has to do with talks: where they sit, the meetings that come, votes that wait for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from nuantu_hub.bargaining.models import Delegate, LiveVote, Talk, TalkMeeting, VoteCast
from nuantu_hub.people.models import Account

SHOWN = 50
#: Talks in these states are over.
OVER = (Talk.State.REFUSED, Talk.State.ENDED)


def takes_part(account: Account, moment: datetime) -> bool:
    """Whether somebody sits at the table of a talk, or in one of its meetings."""
    return Delegate.objects.sitting_at(moment).filter(account=account).exists() or TalkMeeting.objects.filter(
        seats__account=account).exists()


def list_own_seats(account: Account, moment: datetime) -> list[Delegate]:
    """The seats that somebody holds in talks that are not over, the newest talk first."""
    rows = Delegate.objects.sitting_at(moment).filter(account=account).exclude(talk__state__in=OVER)
    return list(rows.select_related("talk__unit").order_by("-talk__opened_at", "-talk")[:SHOWN])


def list_own_meetings(account: Account, moment: datetime) -> list[TalkMeeting]:
    """Meetings ahead in which somebody sits, or of a talk at whose table, the next one first."""
    seats = Delegate.objects.sitting_at(moment).filter(account=account).values("talk")
    return list(TalkMeeting.objects.filter(
        Q(seats__account=account) | Q(talk__in=seats), state__in=(TalkMeeting.State.CALLED, TalkMeeting.State.OPEN),
    ).select_related("talk").distinct().order_by("starts_at", "pk")[:SHOWN])


def list_open_votes(account: Account, moment: datetime) -> Iterator[LiveVote]:
    """Votes that are open and wait for somebody who is on their list and has not voted."""
    rows = VoteCast.objects.filter(seat__account=account, tokens=[], vote__state=LiveVote.State.OPEN,
                                   vote__closes_at__gt=moment).select_related("vote__meeting")
    yield from (one.vote for one in rows.order_by("vote__closes_at", "pk")[:SHOWN])
