"""Ballots on paper: printed with a code on the stub, read after the polls by two people, each alone."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.ballot_form import draw_code, read_code
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Contest, Election, PaperBallot, Turnout
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account

State = PaperBallot.State
MOST_AT_ONCE = 100


@transaction.atomic
def print_papers(*, by: Account, contest: Contest, count: int) -> list[str]:
    """Draw codes for so many printed ballot papers. Raises NeedRefused before the lines are fixed or for too many."""
    if contest.election.state != Election.State.POLLING:
        raise NeedRefused(_("现在不印纸票"), _("候选人的顺序定下来以后、投票截止以前印"))
    if not 1 <= count <= MOST_AT_ONCE:
        raise NeedRefused(_("一次印 1 到 100 张"), _("不够再印"), field="count")
    codes = sorted(draw_code() for _sheet in range(count))
    PaperBallot.objects.bulk_create(PaperBallot(code=code, contest=contest) for code in codes)
    record_deed(by, "ballots printed", contest, contest.election.unit, count=count)
    return codes


def count_papers(contest: Contest) -> dict[str, int]:
    """How many were handed out, and how many were read once, twice with the same, and twice with different marks."""
    states = list(contest.paper_ballots.values_list("state", flat=True))
    handed = Turnout.objects.filter(contest=contest, channel=Turnout.Channel.PAPER).count()
    return {"handed": handed} | {state: states.count(state) for state in State.values}


@transaction.atomic
def enter_paper(*, by: Account, contest: Contest, code: str, marks: Sequence[int]) -> PaperBallot:
    """Read one printed ballot; a second person reads it again without seeing what the first one read.

    Where the two differ, both read it once more. Raises NeedRefused: polls still open, no such code, the same person.
    """
    if contest.election.state != Election.State.CLOSED:
        raise NeedRefused(_("现在不能录纸票"), _("封箱以后、开箱以前录入"))
    known = read_code(code)
    held = PaperBallot.objects.select_for_update().filter(contest=contest, code=known or "").first()
    if held is None:
        raise NeedRefused(_("没有印过这个编号的选票"), _("照票上的编号抄，十六个字"), field="code")
    told = sorted(set(marks))
    if held.state in (State.PRINTED, State.DIFFERS):
        held.first_marks, held.first_by, held.second_marks, held.second_by = told, by, None, None
        held.state = State.ONCE
    elif held.state == State.ONCE:
        if by.pk == held.first_by_id:
            raise NeedRefused(_("这张票你已经录过"), _("由另一个人再录一遍"), field="code")
        held.second_marks, held.second_by = told, by
        held.state = State.AGREED if told == held.first_marks else State.DIFFERS
    else:
        raise NeedRefused(_("这张票已经录完"), _("录下一张"), field="code")
    held.save()
    record_deed(by, "paper ballot read", contest, contest.election.unit, state=held.state)
    return held
