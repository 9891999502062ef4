"""The agenda of a meeting: adding items, beginning one, ending it, dropping it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.meetings import hold_meeting
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import AgendaItem, TalkMeeting, Topic
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

State = AgendaItem.State
MOST_ITEMS = 40


@transaction.atomic
def add_item(*, by: Account, meeting: TalkMeeting, title: str, topic: Topic | None = None, token: UUID) -> AgendaItem:
    """Add an item at the end; the same token is the same one.

    Raises TalkRefused without a title or a topic, for a topic of another talk, too many, and once the meeting is over.
    """
    known = AgendaItem.objects.filter(token=token).first()
    if known is not None:
        return known
    held = hold_meeting(meeting)
    if not held.is_ahead:
        raise TalkRefused(_("会议已经结束或者取消"), _("再召集一次"))
    if topic is not None and topic.talk_id != held.talk_id:
        raise TalkRefused(_("议题不是这次协商的"), _("从名单里选"), field="topic")
    words = title.strip() or (topic.title if topic is not None else "")
    if not words:
        raise TalkRefused(_("没有写议程"), _("写一句，或者选一个议题"), field="title")
    count = held.agenda.count()
    if count >= MOST_ITEMS:
        raise TalkRefused(_("议程太多"), _("最多 %(n)d 项") % {"n": MOST_ITEMS})
    made = AgendaItem.objects.create(token=token, meeting=held, number=count + 1, title=words[:80], topic=topic)
    record_deed(by, "agenda item added", made, held.talk.unit)
    return made


@transaction.atomic
def begin_item(*, by: Account, item: AgendaItem) -> AgendaItem:
    """Begin an item; the one under way ends with it. Raises TalkRefused outside a session and for a dropped one."""
    meeting, held = _hold(item)
    if held.state == State.NOW:
        return held
    if held.state == State.DROPPED:
        raise TalkRefused(_("这一项已经撤下"), _("再加一项"))
    meeting.agenda.filter(state=State.NOW).update(state=State.DONE, ended_at=now())
    held.state, held.begun_at, held.ended_at = State.NOW, held.begun_at or now(), None
    held.save(update_fields=["state", "begun_at", "ended_at"])
    record_deed(by, "agenda item begun", held, meeting.talk.unit)
    return held


@transaction.atomic
def end_item(*, by: Account, item: AgendaItem) -> AgendaItem:
    """End the item under way. Raises TalkRefused outside an open meeting and for one that is not under way."""
    meeting, held = _hold(item)
    if held.state == State.DONE:
        return held
    if held.state != State.NOW:
        raise TalkRefused(_("这一项没有在进行"), _("先开始"))
    held.state, held.ended_at = State.DONE, now()
    held.save(update_fields=["state", "ended_at"])
    record_deed(by, "agenda item ended", held, meeting.talk.unit)
    return held


@transaction.atomic
def drop_item(*, by: Account, item: AgendaItem) -> AgendaItem:
    """Take an item off that was not begun. Raises TalkRefused for one that was."""
    meeting, held = _hold(item, ahead=True)
    if held.state == State.DROPPED:
        return held
    if held.state != State.AHEAD:
        raise TalkRefused(_("这一项已经开始过"), _("只能撤下没有开始的"))
    held.state = State.DROPPED
    held.save(update_fields=["state"])
    record_deed(by, "agenda item dropped", held, meeting.talk.unit)
    return held


def _hold(item: AgendaItem, *, ahead: bool = False) -> tuple[TalkMeeting, AgendaItem]:
    meeting = hold_meeting(item.meeting)
    if not (meeting.is_ahead if ahead else meeting.is_open):
        raise TalkRefused(_("现在不在开会"), _("先开会"))
    return meeting, meeting.agenda.get(pk=item.pk)
