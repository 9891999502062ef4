"""Minutes of a meeting: written by the recorder or the officer, approved by both chiefs, then fixed."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.meetings import hold_meeting
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, TalkMeeting
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

#: The side of a chief -> the column that holds when its chief approved.
APPROVALS = {Delegate.Side.WORKERS: "workers_approved_at", Delegate.Side.PLATFORM: "platform_approved_at"}


@transaction.atomic
def write_minutes(*, by: Account, meeting: TalkMeeting, text: str, version: int) -> TalkMeeting:
    """Write the minutes anew over ``version``, the one that the writer read; an approval of the old words falls away.

    Raises TalkRefused without words, before the meeting, once both approved, and where somebody else wrote meanwhile.
    """
    held, words = hold_meeting(meeting), text.strip()[:20_000]
    if held.state not in (TalkMeeting.State.OPEN, TalkMeeting.State.CLOSED):
        raise TalkRefused(_("会议还没有开，或者已经取消"), _("开会以后再写"))
    if held.is_approved:
        raise TalkRefused(_("双方已经认可，不能再改"), _("有补充，写进下一次会议"), field="text")
    if not words:
        raise TalkRefused(_("没有写纪要"), _("写一句"), field="text")
    if words == held.minutes:
        return held
    if version != held.minutes_version:
        raise TalkRefused(_("有人刚改过纪要"), _("刷新页面，看过再改"), field="text")
    held.minutes, held.minutes_version = words, held.minutes_version + 1
    held.workers_approved_at = held.platform_approved_at = None
    held.save(update_fields=["minutes", "minutes_version", *APPROVALS.values()])
    record_deed(by, "minutes written", held, held.talk.unit, version=held.minutes_version)
    return held


@transaction.atomic
def approve_minutes(*, by: Account, meeting: TalkMeeting, version: int) -> TalkMeeting:
    """A chief approves the words of a version; said twice it holds once.

    Raises TalkRefused for who is no chief of a side, before the meeting closed, without words, and for an old version.
    """
    held = hold_meeting(meeting)
    seat = Delegate.objects.sitting_at(now()).filter(talk=held.talk, account=by, role=Delegate.Role.CHIEF).first()
    column = None if seat is None else APPROVALS.get(Delegate.Side(seat.side))
    if column is None:
        raise TalkRefused(_("只有双方的首席代表能认可"), _("请首席代表来"))
    if held.state != TalkMeeting.State.CLOSED or not held.minutes:
        raise TalkRefused(_("散会并写好纪要以后才能认可"), _("先写纪要"))
    if version != held.minutes_version:
        raise TalkRefused(_("有人刚改过纪要"), _("刷新页面，看过再认可"))
    if getattr(held, column) is None:
        setattr(held, column, now())
        held.save(update_fields=[column])
        record_deed(by, "minutes approved", held, held.talk.unit, version=held.minutes_version)
    return held
