"""What an account can do in a talk at this moment: each act with its form and its verb."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

from nuantu_hub.bargaining.domain.talk_conditions import list_missing
from nuantu_hub.bargaining.domain.talks import (
    UNDER_WAY,
    agree_suspension,
    begin_talking,
    end_talk,
    find_proposal,
    propose_suspension,
    record_afterwards,
    record_reply,
    resume_talk,
)
from nuantu_hub.bargaining.interfaces.talk_forms import AfterwardsForm, AgreeForm, ReplyForm, SuspendForm, WhyForm
from nuantu_hub.bargaining.models import Delegate, Talk
from nuantu_hub.bargaining.permissions import find_seat
from nuantu_hub.needs.interfaces.trial_acts import Act
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

State = Talk.State


def list_acts(account: Account, talk: Talk) -> Mapping[str, Act]:
    """The acts that are open to an account: those of who keeps the talk, and those of a side's chief."""
    seat = find_seat(account, talk)
    chief = seat if seat is not None and seat.role == Delegate.Role.CHIEF else None
    keeps = account.has_perm("bargaining.keep_talk", talk)
    found: dict[str, Act] = {}
    if talk.state == State.ASKED and (keeps or (chief is not None and chief.side != Delegate.Side.WORKERS)):
        found["reply"] = Act(lambda data, _files: ReplyForm(data, initial={"at": now()}),
                             lambda told: record_reply(by=account, talk=talk, **told), _("已记下答复"))
    if keeps and talk.state == State.PREPARING and not list_missing(talk):
        found["begin"] = Act(lambda data, _files: forms.Form(data),
                             lambda told: begin_talking(by=account, talk=talk, **told), _("开始协商"))
    if chief is not None and talk.state == State.TALKING:
        found |= _list_suspending(account, talk, chief)
    if talk.state == State.SUSPENDED and (keeps or chief is not None):
        found["resume"] = Act(lambda data, _files: WhyForm(data),
                              lambda told: resume_talk(by=account, talk=talk, **told), _("已恢复协商"))
    if talk.state in (State.ASKED, *UNDER_WAY) and (keeps or chief is not None):
        found["end"] = Act(lambda data, _files: WhyForm(data),
                           lambda told: end_talk(by=account, talk=talk, **told), _("已记下，没有谈成"))
    if keeps and talk.state == State.SIGNED:
        found["afterwards"] = Act(lambda data, _files: AfterwardsForm(data, initial={"at": now()}),
                                  lambda told: record_afterwards(by=account, talk=talk, **told), _("已记下"))
    return found


def _list_suspending(account: Account, talk: Talk, chief: Delegate) -> dict[str, Act]:
    proposal = find_proposal(talk)
    if proposal is None:
        return {"suspend": Act(lambda data, _files: SuspendForm(data),
                               lambda told: propose_suspension(by=account, talk=talk, **told),
                               _("已提议，等另一方同意"))}
    agreed = {proposal.side, *proposal.answered_by.values_list("side", flat=True)}
    if chief.side in agreed:
        return {}
    return {"agree": Act(lambda data, _files: AgreeForm(data),
                         lambda told: agree_suspension(by=account, talk=talk, **told), _("已同意中止"))}
