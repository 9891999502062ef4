"""The speaking queue: asking for the floor, being called, speaking, a statement left in writing; sides alternate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.meetings import hold_meeting
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import MeetingSeat, SpeechTurn, TalkMeeting
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

State = SpeechTurn.State
WAITING = (State.ASKED, State.CALLED, State.SPEAKING)


class Sided(Protocol):
    """What has a side."""

    @property
    def side(self) -> str:
        """For whom it speaks."""


Asker = TypeVar("Asker", bound=Sided)


def order_queue(waiting: Sequence[Asker], last: str) -> list[Asker]:
    """Those who wait, first come first, but never two of a side in a row while another side waits.

    ``waiting`` stands in the order of asking; ``last`` is the side that spoke last, or empty.
    """
    left, queue = list(waiting), list[Asker]()
    while left:
        chosen = next((one for one in left if one.side != last), left[0])
        left.remove(chosen)
        queue.append(chosen)
        last = chosen.side
    return queue


@transaction.atomic
def ask_to_speak(*, by: Account, meeting: TalkMeeting, about: str = "", token: UUID) -> SpeechTurn:
    """Ask for the floor; the same token is the same asking.

    Raises TalkRefused outside an open meeting, for who holds no seat or is not present, and for who waits already.
    """
    known = SpeechTurn.objects.filter(token=token, seat__account=by).first()
    if known is not None:
        return known
    held = hold_meeting(meeting)
    if not held.is_open:
        raise TalkRefused(_("现在不在开会"), _("开会后再要求发言"))
    seat = MeetingSeat.objects.filter(meeting=held, account=by).first()
    if seat is None or not seat.is_present:
        raise TalkRefused(_("点名还没有点到你"), _("请会场先点到"))
    if seat.turns.filter(state__in=WAITING).exists():
        raise TalkRefused(_("已经在排队"), _("说完再要求"))
    made = SpeechTurn.objects.create(token=token, meeting=held, seat=seat, about=about.strip()[:80], asked_at=now())
    record_deed(by, "floor asked for", made, held.talk.unit)
    return made


@transaction.atomic
def call_speaker(*, by: Account, turn: SpeechTurn) -> SpeechTurn:
    """Call somebody. Raises TalkRefused while another one was called or speaks, and for who no longer waits."""
    meeting, held = _hold(turn)
    if held.state == State.CALLED:
        return held
    _expect(held, State.ASKED)
    busy = meeting.turns.filter(state__in=(State.CALLED, State.SPEAKING)).select_related("seat").first()
    if busy is not None:
        raise TalkRefused(_("%(name)s 还没有说完") % {"name": busy.seat.shown_name}, _("等说完再请下一位"))
    _move(held, State.CALLED, called_at=now())
    record_deed(by, "speaker called", held, held.meeting.talk.unit)
    return held


@transaction.atomic
def begin_speech(*, by: Account, turn: SpeechTurn) -> SpeechTurn:
    """The one who was called begins. Raises TalkRefused for who was not called."""
    _meeting, held = _hold(turn)
    if held.state == State.SPEAKING:
        return held
    _expect(held, State.CALLED)
    _move(held, State.SPEAKING, began_at=now())
    record_deed(by, "speech begun", held, held.meeting.talk.unit)
    return held


@transaction.atomic
def end_speech(*, by: Account, turn: SpeechTurn, statement: str = "") -> SpeechTurn:
    """The speech is over; what was said may be left in writing. Raises TalkRefused for who did not speak."""
    _meeting, held = _hold(turn)
    if held.state == State.DONE:
        return held
    _expect(held, State.SPEAKING)
    _move(held, State.DONE, ended_at=now(), statement=statement.strip()[:2_000])
    record_deed(by, "speech ended", held, held.meeting.talk.unit)
    return held


@transaction.atomic
def drop_turn(*, by: Account, turn: SpeechTurn) -> SpeechTurn:
    """Whoever waits does not speak after all. Raises TalkRefused for who speaks or has spoken."""
    _meeting, held = _hold(turn)
    if held.state == State.GONE:
        return held
    _expect(held, State.ASKED, State.CALLED)
    _move(held, State.GONE, ended_at=now())
    record_deed(by, "floor given up", held, held.meeting.talk.unit)
    return held


def _hold(turn: SpeechTurn) -> tuple[TalkMeeting, SpeechTurn]:
    meeting = hold_meeting(turn.meeting)
    if not meeting.is_open:
        raise TalkRefused(_("现在不在开会"), _("先开会"))
    return meeting, meeting.turns.select_related("seat").get(pk=turn.pk)


def _expect(held: SpeechTurn, *states: str) -> None:
    if held.state not in states:
        raise TalkRefused(_("%(name)s：%(state)s") % {"name": held.seat.shown_name, "state": held.get_state_display()},
                          _("刷新页面再看"))


def _move(held: SpeechTurn, state: str, **told: object) -> None:
    held.state = state
    for name, value in told.items():
        setattr(held, name, value)
    held.save(update_fields=["state", *told])
