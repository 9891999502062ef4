"""Live votes: opened with a frozen roll, cast by name and changeable, closed once with their result.

In a secret one nothing is cast here: its blind ballots (``secret_votes``) are counted when it closes.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.freezing import check_unaltered, hold_text
from nuantu_hub.bargaining.domain.meetings import hold_meeting
from nuantu_hub.bargaining.domain.quorum import Attendance, Count, count_present
from nuantu_hub.bargaining.domain.secret_votes import count_boxes, count_papers, draw_boxes, may_tell
from nuantu_hub.bargaining.domain.vote_result import Tally, is_carried, tally
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import FrozenText, LiveVote, MeetingSeat, TalkMeeting, VoteCast
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

State, Choice = LiveVote.State, VoteCast.Choice
#: How long a vote may stand open.
SHORTEST, LONGEST = timedelta(seconds=30), timedelta(hours=2)
#: So often a seat may change its mind: every token is remembered, so that none counts twice.
MOST_CHANGES = 50


def list_attendance(meeting: TalkMeeting) -> list[Attendance]:
    """The seats of a meeting as counting needs them; one query."""
    return [Attendance(venue, has_vote, since is not None and left is None) for venue, has_vote, since, left in
            MeetingSeat.objects.filter(meeting=meeting).values_list("venue", "has_vote", "present_since", "left_at")]


def count_quorum(meeting: TalkMeeting) -> Count:
    """Whether enough of those with a vote are present at this moment."""
    return count_present(list_attendance(meeting), (meeting.present_of, meeting.present_in))


@transaction.atomic
def open_vote(*, by: Account, meeting: TalkMeeting, question: str, open_s: int, token: UUID,
              text: FrozenText | None = None, is_secret: bool = False) -> LiveVote:
    """Open a vote for so many seconds; the same token is the same vote. All seats with a vote are frozen as its roll.

    With a ``text`` it is about that text's digest, and can ratify it. Raises TalkRefused outside an open meeting,
    without a question, for a time that does not fit, while another vote is open, where too few are present, and for a
    text that is void, altered, or of another talk; a secret one where so few may vote that it could not be kept.
    """
    known = LiveVote.objects.filter(token=token).first()
    if known is not None:
        return known
    held, moment, length = hold_meeting(meeting), now(), timedelta(seconds=open_s)
    if not held.is_open:
        raise TalkRefused(_("现在不在开会"), _("先开会"))
    if not question.strip():
        raise TalkRefused(_("没有写表决什么"), _("写一句能答同意或反对的话"), field="question")
    if not SHORTEST <= length <= LONGEST:
        raise TalkRefused(_("表决要开 30 秒到 2 小时"), _("改时间"), field="minutes")
    if held.votes.filter(state=State.OPEN).exists():
        raise TalkRefused(_("还有表决没有结束"), _("先结束表决"))
    quorum = count_quorum(held)
    if not quorum.is_met:
        raise TalkRefused(_("到会 %(present)d 人，要 %(least)d 人，人数不够，不能表决") % {
            "present": quorum.present, "least": quorum.least}, _("先点名，等人到齐"))
    about = None if text is None else _hold_text_of(held, text)
    made = LiveVote.objects.create(
        token=token, meeting=held, number=held.votes.count() + 1, question=question.strip()[:200], opened_at=moment,
        opened_by=by, closes_at=moment + length, entitled=quorum.entitled, present=quorum.present, text=about,
        text_digest="" if about is None else about.digest, is_secret=is_secret)
    VoteCast.objects.bulk_create([VoteCast(vote=made, seat_id=seat, venue_id=venue) for seat, venue in
                                  held.seats.filter(has_vote=True).values_list("pk", "venue")])
    if is_secret:
        draw_boxes(made)
    record_deed(by, "live vote opened", made, held.talk.unit, entitled=quorum.entitled, secret=is_secret)
    return made


@transaction.atomic
def cast_vote(*, by: Account, vote: LiveVote, choice: str, token: UUID) -> VoteCast:
    """Cast or change one's vote until it closes. A token that comes again changes nothing and is acknowledged again,
    also after the closing.

    Raises TalkRefused for a choice that is none, for who is not on the frozen roll, who is not present, after the
    closing, and for too many changes.
    """
    held = _hold(vote)
    cast = VoteCast.objects.select_related("seat").filter(vote=held, seat__account=by).first()
    if cast is None:
        raise TalkRefused(_("你不在这次表决的名单上"), _("名单在开始表决时定下"))
    if held.is_secret:
        raise TalkRefused(_("这次表决不记名"), _("打开表决的页面，用选票投"))
    if str(token) in cast.tokens:
        return cast
    if choice not in (Choice.YES, Choice.NO, Choice.ABSTAIN):
        raise TalkRefused(_("没有选同意、反对还是弃权"), _("选一个"), field="choice")
    if held.is_closed or now() >= held.closes_at:
        raise TalkRefused(_("表决已经结束，这一票没有算"), _("看结果"))
    if not cast.seat.is_present:
        raise TalkRefused(_("点名没有点到你，不能投"), _("先签到，或者请会场点到"))
    if len(cast.tokens) >= MOST_CHANGES:
        raise TalkRefused(_("改得太多了"), _("最后一次投的算数"))
    cast.choice, cast.at, cast.tokens = choice, now(), [*cast.tokens, str(token)]
    cast.save(update_fields=["choice", "at", "tokens"])
    record_deed(by, "live vote cast", cast, held.meeting.talk.unit)
    return cast


@transaction.atomic
def close_vote(*, by: Account | None, vote: LiveVote) -> LiveVote:
    """Close it and write its result, in one transaction; said twice it is closed once, with the same result."""
    held = _hold(vote)
    if held.is_closed:
        return held
    told, meeting = count_boxes(held) if held.is_secret else tally_vote(held), held.meeting
    if not held.is_secret or may_tell(told):
        held.yes, held.no, held.abstain, held.untold = told.yes, told.no, told.abstain, told.untold
    else:
        held.untold = told.cast
    held.is_carried = is_carried(told, (meeting.agree_of, meeting.agree_in), more=meeting.agree_more)
    held.state, held.closed_at = State.CLOSED, min(now(), held.closes_at)
    held.save(update_fields=["yes", "no", "abstain", "untold", "is_carried", "state", "closed_at"])
    record_deed(by, "live vote closed", held, meeting.talk.unit)
    return held


def close_if_due(vote: LiveVote) -> LiveVote:
    """The vote, closed where its time is over: whoever looks first closes it."""
    return close_vote(by=None, vote=vote) if not vote.is_closed and vote.closes_at <= now() else vote


def close_due_votes() -> int:
    """Close every vote whose time is over; called every half minute. Gives their number."""
    return sum(close_if_due(one).is_closed for one in LiveVote.objects.due_to_close(now()))


def tally_vote(vote: LiveVote) -> Tally:
    """What was cast so far, or in all; of a secret vote that is open only how many took part."""
    if vote.is_secret:
        return Tally(vote.entitled, 0, 0, 0, count_papers(vote))
    return tally(VoteCast.objects.filter(vote=vote).values_list("choice", flat=True))


def _hold_text_of(meeting: TalkMeeting, text: FrozenText) -> FrozenText:
    held = hold_text(text)
    if held.talk_id != meeting.talk_id:
        raise TalkRefused(_("这份文本是另一场协商的"), _("选这场协商的定稿"), field="text")
    check_unaltered(held)
    return held


def _hold(vote: LiveVote) -> LiveVote:
    return LiveVote.objects.select_for_update(of=("self",)).select_related("meeting__talk__unit").get(pk=vote.pk)
