"""Founding a union at an enterprise: its steps in order, the members' meeting, the approval within fifteen days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.units import open_unit
from nuantu_hub.people.models import Account, Elected, Enterprise, FoundingMeeting, Stage, Step, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

#: The superior union answers an application within this many days.
APPROVAL_DAYS = 15
#: From this many members on, a union has a committee.
COMMITTEE_MEMBERS = 25
#: Steps that are simply taken; the meeting and the decision have verbs of their own.
FORWARD = {Stage.CONTACT: Stage.PREPARATION, Stage.PREPARATION: Stage.ELECTION, Stage.ELECTION: Stage.SUBMITTED,
           Stage.APPROVED: Stage.LEGAL_PERSON}
BACK = {Stage.PREPARATION: Stage.CONTACT, Stage.ELECTION: Stage.PREPARATION, Stage.SUBMITTED: Stage.ELECTION}
#: What the paper of a step is called; a step with one does not go without its number.
PAPERS = {Stage.SUBMITTED: _("请示文号"), Stage.LEGAL_PERSON: _("法人资格证书号")}


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person elected: to which seat, with how many votes."""

    name: str
    seat: str
    votes: int


@transaction.atomic
def take_step(*, by: Account | None, enterprise: Enterprise, stage: str, on: date, token: UUID, note: str = "",
              reference: str = "") -> Step:
    """Take the next step towards a union, or one back with the reason for it.

    Raises Refused for a step out of order, a day before the last step or still to come, a submission without a valid
    meeting, a missing paper, a step back without a reason.
    """
    known = Step.objects.filter(token=token).first()
    if known is not None:
        return known
    enterprise = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    forward = FORWARD.get(Stage(enterprise.stage)) == stage
    if not forward and BACK.get(Stage(enterprise.stage)) != stage:
        raise Refused(_("现在是“%(now)s”，不能直接到“%(then)s”") % {
            "now": enterprise.get_stage_display(), "then": Stage(stage).label}, _("按顺序一步一步办"), field="stage")
    _check_day(enterprise, on)
    if not forward and not note.strip():
        raise Refused(_("退回没有写原因"), _("写明缺什么、要补什么"), field="note")
    if forward and stage in PAPERS and not reference.strip():
        raise Refused(_("缺少%(paper)s") % {"paper": PAPERS[Stage(stage)]}, _("照文件填写"), field="reference")
    if stage == Stage.SUBMITTED and not enterprise.meetings.filter(held_on__lte=on).exists():
        raise Refused(_("还没有有效的会员大会记录"), _("先记录会员大会和选举结果，再报批"))
    return _set_stage(by, enterprise, Stage(stage), on, token=token, note=note, reference=reference)


@transaction.atomic
def record_meeting(
    *, by: Account | None, enterprise: Enterprise, held_on: date, place: str, entitled: int, present: int, form: str,
    ballots: list[Ballot], token: UUID, joined: Unit | None = None,
) -> FoundingMeeting:
    """Keep the record of a founding meeting that was valid.

    Valid: at least two thirds of the members entitled to vote were present, and each of the elected got more than half
    of the votes of all entitled. From 25 members on it founds a committee; with fewer, an organiser is elected or the
    members join another union. Raises Refused with the arithmetic where it does not hold.
    """
    known = FoundingMeeting.objects.filter(token=token).first()
    if known is not None:
        return known
    if enterprise.stage != Stage.ELECTION:
        raise Refused(_("现在是“%(now)s”，还没有到选举") % {"now": enterprise.get_stage_display()},
                      _("先办到选举这一步"))
    _check_day(enterprise, held_on, field="held_on")
    check_quorum(entitled, present)
    check_form(entitled, form, joined)
    check_ballots(entitled, present, form, ballots)
    meeting = FoundingMeeting.objects.create(
        token=token, enterprise=enterprise, held_on=held_on, place=place.strip(), entitled=entitled, present=present,
        form=form, joined=joined, by=by, recorded_at=now())
    for ballot in ballots:
        Elected.objects.create(meeting=meeting, name=ballot.name.strip(), seat=ballot.seat, votes=ballot.votes)
    record_deed(by, "founding meeting held", meeting, enterprise.overseer, entitled=entitled, present=present,
                form=form)
    return meeting


@transaction.atomic
def decide_founding(*, by: Account | None, enterprise: Enterprise, approved: bool, on: date, token: UUID,
                    reference: str = "", note: str = "") -> Step:
    """Approve a submitted application, which opens the union's unit, or send it back with what is missing.

    Raises Refused where nothing was submitted, for an approval without the number of its paper, and where the one who
    decides is the one who submitted.
    """
    known = Step.objects.filter(token=token).first()
    if known is not None:
        return known
    enterprise = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    if enterprise.stage != Stage.SUBMITTED:
        raise Refused(_("现在没有等待批复的申请"), _("先由企业筹备组报批"))
    submitted = enterprise.steps.filter(stage=Stage.SUBMITTED).latest("pk")
    if by is not None and submitted.by_id == by.pk:
        raise Refused(_("报批的人不能自己批复"), _("请上级工会的另一位干部批复"))
    _check_day(enterprise, on)
    if not approved:
        if not note.strip():
            raise Refused(_("退回没有写原因"), _("写明缺什么、要补什么"), field="note")
        return _set_stage(by, enterprise, Stage.ELECTION, on, token=token, note=note)
    if not reference.strip():
        raise Refused(_("缺少批复文号"), _("照文件填写"), field="reference")
    meeting = enterprise.meetings.latest("held_on", "pk")
    enterprise.union = meeting.joined or _open_union(by, enterprise, on, reference)
    enterprise.save(update_fields=["union"])
    return _set_stage(by, enterprise, Stage.APPROVED, on, token=token, note=note, reference=reference)


def check_quorum(entitled: int, present: int) -> None:
    """Raise Refused unless two thirds of those entitled were there."""
    if entitled < 1 or present > entitled:
        raise Refused(_("应到%(entitled)s人、实到%(present)s人，对不上") % {"entitled": entitled, "present": present},
                      _("实到不能多于应到"), field="present")
    if 3 * present < 2 * entitled:
        raise Refused(_("实到%(present)s人，不到应到%(entitled)s人的三分之二（%(least)s人）") % {
            "present": present, "entitled": entitled, "least": -(-2 * entitled // 3)},
            _("人数不够，会议无效，要重新召开"), field="present")


def check_form(entitled: int, form: str, joined: Unit | None) -> None:
    """Raise Refused unless the form fits the number of members."""
    if entitled >= COMMITTEE_MEMBERS and form != FoundingMeeting.Form.COMMITTEE:
        raise Refused(_("会员%(entitled)s人，满25人要选举工会委员会") % {"entitled": entitled},
                      _("形式选“基层工会委员会”"), field="form")
    if entitled < COMMITTEE_MEMBERS and form == FoundingMeeting.Form.COMMITTEE:
        raise Refused(_("会员%(entitled)s人，不满25人") % {"entitled": entitled},
                      _("选举组织员一人，或加入联合工会"), field="form")
    if (form == FoundingMeeting.Form.JOIN) != (joined is not None):
        raise Refused(_("加入联合工会要写明加入哪一个，其他形式不写"), _("改好后再提交"), field="joined")


def check_ballots(entitled: int, present: int, form: str, ballots: list[Ballot]) -> None:
    """Raise Refused unless the right seats were filled and each with more than half of all entitled."""
    seats = sorted(ballot.seat for ballot in ballots)
    if form == FoundingMeeting.Form.COMMITTEE and seats.count(Elected.Seat.CHAIR) != 1:
        raise Refused(_("工会委员会要有且只有一位主席"), _("补上或改正当选人"), field="ballots")
    if form == FoundingMeeting.Form.ORGANISER and seats != [Elected.Seat.ORGANISER]:
        raise Refused(_("组织员选举一人"), _("只留一位当选人，职务选“组织员”"), field="ballots")
    if form == FoundingMeeting.Form.JOIN and seats:
        raise Refused(_("加入联合工会不另外选举"), _("去掉当选人"), field="ballots")
    for ballot in ballots:
        if form == FoundingMeeting.Form.COMMITTEE and ballot.seat == Elected.Seat.ORGANISER:
            raise Refused(_("委员会里没有组织员"), _("职务选“主席”或“委员”"), field="ballots")
        if not ballot.name.strip():
            raise Refused(_("当选人没有写姓名"), _("补上姓名"), field="ballots")
        if ballot.votes > present:
            raise Refused(_("%(votes)s票多于实到%(present)s人") % {"votes": ballot.votes, "present": present},
                          _("核对票数"), field="ballots")
        if 2 * ballot.votes <= entitled:
            raise Refused(_("%(votes)s票没有超过应到%(entitled)s人的半数（至少%(least)s票）") % {
                "votes": ballot.votes, "entitled": entitled, "least": entitled // 2 + 1}, _("没有当选，要重新选举"),
                field="ballots")


def _check_day(enterprise: Enterprise, on: date, field: str = "on") -> None:
    if enterprise.closed_on is not None:
        raise Refused(_("这家企业已经从台账注销"), _("在册的企业才能继续办"))
    if on > localdate(now()):
        raise Refused(_("日期还没有到"), _("填今天或以前的日期"), field=field)
    if on < enterprise.stage_since:
        raise Refused(_("日期早于上一步（%(day)s）") % {"day": enterprise.stage_since}, _("核对日期"), field=field)


def _set_stage(by: Account | None, enterprise: Enterprise, stage: Stage, on: date, *, token: UUID, note: str = "",
               reference: str = "") -> Step:
    due = on + timedelta(days=APPROVAL_DAYS) if stage == Stage.SUBMITTED else None
    step = Step.objects.create(token=token, enterprise=enterprise, stage=stage, on=on, due=due, by=by,
                               recorded_at=now(), note=note.strip(), reference=reference.strip())
    enterprise.stage, enterprise.stage_since = stage, on
    enterprise.save(update_fields=["stage", "stage_since"])
    record_deed(by, f"founding {stage}", enterprise, enterprise.overseer, on=on.isoformat())
    return step


def _open_union(by: Account | None, enterprise: Enterprise, on: date, reference: str) -> Unit:
    return open_unit(by=by, parent=enterprise.overseer, name=f"{enterprise.name}工会",
                     kind=Unit.Kind.ENTERPRISE, trade=enterprise.trade, reason=reference, token=uuid4(), on=on)
