"""Ratification by a live vote of a meeting: its own figures, for the text that it was about."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.freezing import hold_text
from nuantu_hub.bargaining.domain.quorum import count_least
from nuantu_hub.bargaining.domain.ratifying import Count, check_shares, find_way
from nuantu_hub.bargaining.domain.talks import hold_talk
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import FrozenText, LiveVote, Ratification, Talk
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

SHOWN = 50


def list_votes_on(text: FrozenText) -> list[LiveVote]:
    """The closed votes of the talk's meetings that were about this very text, the newest first."""
    return list(LiveVote.objects.filter(meeting__talk=text.talk_id, text=text, text_digest=text.digest,
                                        state=LiveVote.State.CLOSED).select_related("meeting").order_by("-pk")[:SHOWN])


@transaction.atomic
def ratify_by_vote(*, by: Account, text: FrozenText, vote: LiveVote) -> Ratification:
    """Take a meeting's vote as the ratification of a text. The same vote taken twice is the same ratification.

    Raises TalkRefused in one sentence for a vote of another talk, one that is open, that was about no text or about
    another digest, that lacked the quorum of its meeting or was not carried, and with what is missing of the shares of
    the procedure.
    """
    talk = hold_talk(text.talk, Talk.State.FROZEN)
    held = hold_text(text)
    way = find_way(talk)
    if not way:
        raise TalkRefused(_("这种程序不表决"), _("可以直接公布"))
    cast = LiveVote.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=vote.pk)
    known = Ratification.objects.filter(text=held).first()
    if known is not None:
        if known.vote_id == cast.pk:
            return known
        raise TalkRefused(_("已经记下一次通过"), _("刷新看看"))
    count = check_vote(cast, held)
    check_shares(held, talk, count)
    assert cast.closed_at is not None
    made = Ratification.objects.create(
        text=held, way=way, entitled=count.entitled, present=count.present, yes=count.yes, no=count.no,
        at=cast.closed_at, vote=cast, by=by, made_at=now())
    record_deed(by, "text ratified", made, talk.unit, way=way, yes=count.yes, entitled=count.entitled, vote=cast.pk)
    return made


def check_vote(vote: LiveVote, text: FrozenText) -> Count:
    """The figures of a vote that stands for a text. Raises TalkRefused where it does not.

    Present are those whom the roll found at the opening; whoever came later and cast is among them too.
    """
    meeting = vote.meeting
    if meeting.talk_id != text.talk_id:
        raise TalkRefused(_("这是另一场协商的表决"), _("选这场协商的表决"), field="vote")
    if not vote.is_closed:
        raise TalkRefused(_("表决还没有结束"), _("等表决结束再记"), field="vote")
    if vote.yes is None or vote.no is None or vote.abstain is None:
        raise TalkRefused(_("这次表决没有计数"), _("就这份文本记名表决一次"), field="vote")
    if not vote.text_digest:
        raise TalkRefused(_("这次表决不是表决定稿的文本"), _("在会议里就这份文本开一次表决"), field="vote")
    if vote.text_digest != text.digest:
        raise TalkRefused(_("表决的是另一份文本：表决的摘要是 %(voted)s…，这份是 %(own)s…") % {
            "voted": vote.text_digest[:16], "own": text.digest[:16]}, _("就这份文本再表决一次"), field="vote")
    least = count_least(vote.entitled, (meeting.present_of, meeting.present_in))
    if vote.present < least:
        raise TalkRefused(_("表决时到会 %(present)d 人，要 %(least)d 人，人数不够") % {
            "present": vote.present, "least": least}, _("到齐再表决一次"), field="vote")
    if not vote.is_carried:
        raise TalkRefused(_("表决没有通过"), _("谈过以后再表决一次"), field="vote")
    return Count(vote.entitled, max(vote.present, vote.yes + vote.no + vote.abstain), vote.yes, vote.no)
