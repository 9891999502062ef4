"""What an account can do in the signing room at this moment: each act with its form and its verb."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from nuantu_hub.bargaining.domain.drafts import render_draft
from nuantu_hub.bargaining.domain.freezing import freeze_text, void_text
from nuantu_hub.bargaining.domain.log_entries import retry_entry
from nuantu_hub.bargaining.domain.party_signing import list_sides_taken_by, take_signature
from nuantu_hub.bargaining.domain.publishing import publish_text
from nuantu_hub.bargaining.domain.ratifying import Count, find_way, ratify_text
from nuantu_hub.bargaining.domain.vote_ratifying import ratify_by_vote
from nuantu_hub.bargaining.interfaces.signing_forms import FreezeForm, RatifyForm, SignatureForm, VoidForm, VoteForm
from nuantu_hub.bargaining.models import FrozenText, LiveVote, Talk
from nuantu_hub.bargaining.permissions import is_chief
from nuantu_hub.needs.interfaces.trial_acts import Act
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now


def list_signing_acts(account: Account, talk: Talk, text: FrozenText | None) -> Mapping[str, Act]:
    """The acts that are open to an account in a talk with this standing text, or with none."""
    found: dict[str, Act] = {}
    if talk.state == Talk.State.TALKING and account.has_perm("bargaining.freeze_text", talk):
        found["freeze"] = Act(lambda data, _files: FreezeForm(data),
                              lambda told: _freeze(account, talk, told), _("已定稿，请各方签署"))
    signed = getattr(text, "in_force", None)
    if signed is not None and not signed.is_entered and account.has_perm("bargaining.close_text", talk):
        found["enter"] = Act(lambda data, _files: forms.Form(data),
                             lambda _told: retry_entry(by=account, agreement=signed), _("已排队，记入日志后这里看得到"))
    if text is None or talk.state != Talk.State.FROZEN:
        return found
    if is_chief(account, talk):
        found["void"] = Act(lambda data, _files: VoidForm(data),
                            lambda told: void_text(by=account, text=text, **told), _("已记下，各方都同意就作废"))
    if list_sides_taken_by(account, talk):
        found["sign"] = Act(lambda data, files: SignatureForm(data, files),
                            lambda told: take_signature(by=account, text=text, **told), _("签名验过，已收下"))
    if account.has_perm("bargaining.close_text", talk):
        if find_way(talk) and not hasattr(text, "ratification"):
            if LiveVote.objects.filter(meeting__talk=talk).exclude(text_digest="").exists():
                found["ratify_vote"] = Act(lambda data, _files: VoteForm(data, talk=talk),
                                           lambda told: ratify_by_vote(by=account, text=text, **told), _("已记下通过"))
            found["ratify"] = Act(lambda data, _files: RatifyForm(data, initial={"at": now()}),
                                  lambda told: _ratify(account, text, told), _("已记下通过"))
        found["publish"] = Act(lambda data, _files: forms.Form(data),
                               lambda _told: publish_text(by=account, text=text), _("已公布，到施行的那天生效"))
    return found


def _freeze(account: Account, talk: Talk, told: dict[str, Any]) -> FrozenText:
    dates = {"effective_from": told["effective_from"], "effective_to": told["effective_to"]}
    return freeze_text(by=account, talk=talk, render=lambda held: render_draft(held, **dates), token=told["token"])


def _ratify(account: Account, text: FrozenText, told: dict[str, Any]) -> Any:
    count = Count(told["entitled"], told["present"], told["yes"], told["no"])
    return ratify_text(by=account, text=text, count=count, at=told["at"], words=told["words"])
