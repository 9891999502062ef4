"""A live vote: casting with big buttons, its result, and the small answer for whoever polls."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nuantu_hub.bargaining.domain.freezing import name_alteration
from nuantu_hub.bargaining.domain.live_votes import cast_vote, close_if_due, close_vote
from nuantu_hub.bargaining.interfaces.meeting_forms import CastForm
from nuantu_hub.bargaining.interfaces.meeting_told import tell_result, tell_vote
from nuantu_hub.bargaining.interfaces.secret_told import tell_secret
from nuantu_hub.bargaining.models import LiveVote, VoteCast
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.seam.signing import tell_text
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard

SHOWN = 50


def find_vote(request: HttpRequest, key: int) -> LiveVote:
    """The vote that the address names."""
    del request
    return get_object_or_404(LiveVote.objects.select_related("meeting__talk__unit"), pk=key)


@guard("bargaining.see_meeting", find=find_vote)
@never_cache
def vote(request: GuardedRequest, key: int) -> HttpResponse:
    """Cast, see what one cast, and the result once it is closed."""
    one = close_if_due(request.found)
    form = CastForm(request.POST or None)
    if request.method == "POST":
        cast = carry_out(form, lambda told: cast_vote(by=request.user, vote=one, **told))
        if cast is not None:
            messages.success(request, _("记下了：%(choice)s") % {"choice": cast.get_choice_display()})
            return redirect("bargaining:live_vote", key)
    own = VoteCast.objects.filter(vote=one, seat__account=request.user).select_related("seat").first()
    casts = one.casts.select_related("seat", "venue").exclude(tokens=[]).order_by("-at", "seat")[:SHOWN]
    secret = tell_secret(one, own) if one.is_secret else {}
    return render(request, "bargaining/secret_vote.html" if one.is_secret else "bargaining/live_vote.html", {
        **secret,
        "vote": one, "meeting": one.meeting, "talk": one.meeting.talk, "told": tell_vote(one), "own": own, "form": form,
        "fresh": CastForm(), "casts": casts, "runs": request.user.has_perm("bargaining.run_meeting", one),
        "choices": [("yes", _("同意"), "check"), ("no", _("反对"), "close"), ("abstain", _("弃权"), "minus")]},
        status=status_of(form))


@guard("bargaining.see_meeting", find=find_vote)
@never_cache
@require_safe
def text(request: GuardedRequest, key: int) -> HttpResponse:
    """The frozen text that the vote is about, for everybody in the meeting; without terms where it was altered."""
    del key
    one: LiveVote = request.found
    found = one.text
    altered = "" if found is None else name_alteration(found, found.data)
    told = None if found is None or altered else tell_text(found.data)
    return render(request, "bargaining/voted_text.html", {"vote": one, "altered": altered, "told": told},
                  status=409 if altered else 200)


@guard("bargaining.run_meeting", find=find_vote)
@require_POST
def close(request: GuardedRequest, key: int) -> HttpResponse:
    """End it before its time."""
    try:
        close_vote(by=request.user, vote=request.found)
        messages.success(request, _("表决结束，结果已定"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("bargaining:live_vote", key)


@guard("bargaining.see_meeting", find=find_vote)
@never_cache
@require_safe
def result(request: GuardedRequest, key: int) -> JsonResponse:
    """The counts."""
    del key
    return JsonResponse(tell_result(tell_vote(close_if_due(request.found))))
