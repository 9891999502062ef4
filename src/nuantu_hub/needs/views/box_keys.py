"""Holders of a box's key: drawing one's own in the browser, and opening the box by two."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from nuantu_hub.needs.domain.ballot_box import hand_share, open_box
from nuantu_hub.needs.domain.elections import keep_watcher_key
from nuantu_hub.needs.models import Election, ElectionWatcher
from nuantu_hub.needs.views.election_desk import find_election
from nuantu_hub.passes.interfaces.escrow_words import tell_words
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard


class KeyForm(forms.Form):
    """The public half of a key that was drawn in the browser."""

    public_key = forms.CharField(label=gettext_lazy("公钥"), max_length=60, widget=forms.TextInput(
        attrs={"autocomplete": "off"}))


class HandForm(forms.Form):
    """A share on its way to the second holder."""

    to_seat = forms.TypedChoiceField(label=gettext_lazy("交给谁"), coerce=int)
    handed = forms.CharField(widget=forms.HiddenInput, max_length=2_000)

    def __init__(self, *args: Any, others: list[ElectionWatcher], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_seat"].choices = [  # type: ignore[attr-defined]
            (one.seat, f"{one.get_seat_display()} · {one.body}") for one in others]


class OpenForm(forms.Form):
    """The box's key, put together in the second holder's browser."""

    secret = forms.CharField(widget=forms.HiddenInput, max_length=60)


@guard("needs.hold_box_key", find=find_election)
@never_cache
def own_key(request: GuardedRequest, key: int) -> HttpResponse:
    """One's own key: drawn in the browser, its public half kept here, the file kept by the holder alone."""
    del key
    found: Election = request.found
    watcher = found.watchers.get(account=request.user)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and carry_out(form, lambda told: keep_watcher_key(
            by=request.user, watcher=watcher, **told)) is not None:
        messages.success(request, _("已登记，投票开始时票箱会用它"))
        return redirect("needs:election", found.pk)
    told = {"words": tell_words(), "office": watcher.body, "at": int(now().timestamp())}
    return render(request, "needs/box_key.html", {"election": found, "watcher": watcher, "form": form, "told": told},
                  status=status_of(form))


@guard("needs.hold_box_key", find=find_election)
@never_cache
@sensitive_post_parameters()
def box(request: GuardedRequest, key: int) -> HttpResponse:
    """Open the box: the first holder hands a share to the second, the second opens. Nothing of a key is kept."""
    del key
    found: Election = request.found
    mine = found.watchers.get(account=request.user)
    if found.state != Election.State.CLOSED:
        raise Http404
    second = bool(found.handed) and found.handed_to == mine.seat
    others = [one for one in found.watchers.filter(seat__isnull=False).order_by("seat") if one.pk != mine.pk]
    form: Any = OpenForm(request.POST or None) if second else HandForm(request.POST or None, others=others)
    if request.method == "POST":
        done = carry_out(form, lambda told: _open(request, found, told["secret"]) if second else hand_share(
            by=request.user, election=found, **told))
        if done is not None:
            messages.success(request, _("已开箱计票，名单已公布") if second else _("已封给第二位，等他来开箱"))
            return redirect("needs:election", found.pk)
    told = {"words": tell_words(), "seat": mine.seat, "box": found.box_public, "shares": found.box_shares,
            "holders": {str(one.seat): one.public_key for one in others}, "handed": found.handed if second else ""}
    return render(request, "needs/box.html", {
        "election": found, "mine": mine, "second": second, "form": form, "told": told,
        "waits_for": next((one for one in others if found.handed and one.seat == found.handed_to), None)},
        status=status_of(form))


def _open(request: GuardedRequest, found: Election, secret: str) -> Election:
    try:
        raw = base64.b64decode(secret, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    return open_box(by=request.user, election=found, secret=raw)
