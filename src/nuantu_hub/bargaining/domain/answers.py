"""Official answers: a question of the meeting, who owes the answer until which day, and the answer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.meetings import hold_meeting
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, OfficialAnswer, TalkMeeting
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now


@transaction.atomic
def ask_answer(*, by: Account, meeting: TalkMeeting, question: str, owner: Delegate, due_on: date,
               token: UUID) -> OfficialAnswer:
    """Write a question down with who owes the answer; the same token is the same one.

    Raises TalkRefused without words, for a day that is past, an owner who does not speak in this talk, and a meeting
    that was called off.
    """
    known = OfficialAnswer.objects.filter(token=token).first()
    if known is not None:
        return known
    held = hold_meeting(meeting)
    if held.state == TalkMeeting.State.CANCELLED:
        raise TalkRefused(_("会议已经结束或者取消"), _("再召集一次"))
    if not question.strip():
        raise TalkRefused(_("没有写问题"), _("写一句"), field="question")
    if owner.talk_id != held.talk_id or not owner.may_speak or owner.until is not None:
        raise TalkRefused(_("答复人要是本次协商的代表"), _("从名单里选"), field="owner")
    if due_on < localdate(now()):
        raise TalkRefused(_("这一天已经过了"), _("选今天或以后"), field="due_on")
    made = OfficialAnswer.objects.create(token=token, meeting=held, question=question.strip()[:300], owner=owner,
                                         due_on=due_on, asked_at=now(), asked_by=by)
    record_deed(by, "official answer asked for", made, held.talk.unit)
    return made


@transaction.atomic
def give_answer(*, by: Account, answer: OfficialAnswer, words: str) -> OfficialAnswer:
    """Answer it, by somebody who speaks for the owner's side. An answer stands once given.

    Raises TalkRefused for others, without words, and for a second answer that differs.
    """
    held = OfficialAnswer.objects.select_for_update(of=("self",)).select_related(
        "owner", "meeting__talk__unit").get(pk=answer.pk)
    said = words.strip()[:2_000]
    if held.done_at is not None:
        if held.words == said:
            return held
        raise TalkRefused(_("已经答复过，不能改"), _("有新情况，再记一个问题"), field="words")
    seat = Delegate.objects.sitting_at(now()).filter(talk=held.meeting.talk, account=by).first()
    if seat is None or not seat.may_speak or seat.side != held.owner.side:
        raise TalkRefused(_("只有答复的一方能答"), _("请 %(name)s 来答") % {"name": held.owner.shown_name})
    if not said:
        raise TalkRefused(_("没有写答复"), _("写一句"), field="words")
    held.words, held.done_at, held.done_by = said, now(), by
    held.save(update_fields=["words", "done_at", "done_by"])
    record_deed(by, "official answer given", held, held.meeting.talk.unit)
    return held
