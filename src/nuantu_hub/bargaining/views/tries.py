"""Tries: those of a talk, asking for one, the page of one with progress and file, what may be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.bargaining.domain.offer_tries import ask_sweep, ask_try, read_talk_base, retry_try, share_try
from nuantu_hub.bargaining.domain.side_limits import put_limits
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.interfaces.try_forms import SweepForm, TryForm
from nuantu_hub.bargaining.interfaces.try_told import (
    export_try,
    list_commands,
    list_own_limits,
    tell_sweep,
    tell_try,
)
from nuantu_hub.bargaining.models import DaySet, Offer, OfferTry, Talk, Topic
from nuantu_hub.bargaining.permissions import find_side
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard

ROWS = 50
TONES = {"asked": "waiting", "running": "waiting", "done": "kept", "failed": "broken"}


def find_talk_of(request: HttpRequest, key: int) -> Talk:
    """The talk that the address names."""
    del request
    return get_object_or_404(Talk.objects.select_related("unit"), pk=key)


def find_topic(request: HttpRequest, key: int) -> Topic:
    """The topic that the address names."""
    del request
    return get_object_or_404(Topic.objects.select_related("talk__unit"), pk=key)


def find_try(request: HttpRequest, key: int) -> OfferTry:
    """The try that the address names."""
    del request
    return get_object_or_404(OfferTry.objects.select_related(
        "talk__unit", "topic__talk", "days", "left", "right", "by"), pk=key)


@guard("bargaining.see_talk", find=find_talk_of)
@never_cache
def tries(request: GuardedRequest, key: int) -> HttpResponse:
    """Tries of a talk that the account may see, the newest first."""
    del key
    talk: Talk = request.found
    side = find_side(request.user, talk)
    rows = talk.tries.seen_by_side(side).select_related("topic", "days", "left", "right")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.tone = TONES[row.state]  # type: ignore[attr-defined]
    return render(request, "bargaining/tries.html", {
        "talk": talk, "page": page, "side": side, "topics": talk.topics.all()[:ROWS] if side else (),
        "has_days": DaySet.objects.filter(state=DaySet.State.READY).exists()})


@guard("bargaining.speak", find=find_topic)
@never_cache
def ask(request: GuardedRequest, key: int) -> HttpResponse:
    """Choose offers and days; what the table's button posts is taken as it comes."""
    del key
    topic: Topic = request.found
    side = find_side(request.user, topic)
    offers = topic.offers.filter(Q(side=side) | ~Q(put_at=None)).order_by("-version")
    form = TryForm(request.POST or None, offers=offers, initial=_usual(topic, side, offers))
    if request.method == "POST":
        made = carry_out(form, lambda told: ask_try(by=request.user, topic=topic, **told))
        if made is not None:
            return redirect("bargaining:offer_try", made.pk)
    return render(request, "bargaining/try_ask.html", {"talk": topic.talk, "topic": topic, "form": form, "side": side,
                                                       "has_days": form.fields["days"].queryset.exists()},  # type: ignore[attr-defined]
                  status=status_of(form))


def _usual(topic: Topic, side: str, offers: Any) -> dict[str, Any]:
    """The newest offer of the own side, draft or standing, and the newest that another side has standing."""
    del topic
    live = [one for one in offers if one.state in (Offer.State.DRAFT, Offer.State.STANDING, Offer.State.ACCEPTED)]
    return {"left": next((one for one in live if one.side == side), None),
            "right": next((one for one in live if one.side != side), None),
            "days": DaySet.objects.filter(state=DaySet.State.READY).first()}


@guard("bargaining.speak", find=find_topic)
@never_cache
def sweep(request: GuardedRequest, key: int) -> HttpResponse:
    """Try several values of one or two terms of the clause."""
    del key
    topic: Topic = request.found
    try:
        names, refused = sorted(read_talk_base(topic.talk.base).terms.get(topic.clause_id, {})), None
    except TalkRefused as refusal:
        names, refused = [], str(refusal)
    form = SweepForm(request.POST or None, names=names)
    if request.method == "POST":
        made = carry_out(form, lambda told: ask_sweep(
            by=request.user, topic=topic, axes=form.list_axes(), shared=told["shared"], days=told["days"],
            seeds=told["seeds"], token=told["token"]))
        if made is not None:
            return redirect("bargaining:offer_try", made.pk)
    return render(request, "bargaining/try_sweep.html", {"talk": topic.talk, "topic": topic, "form": form,
                                                         "names": names, "refused": refused}, status=status_of(form))


@guard("bargaining.see_try", find=find_try)
@never_cache
def offer_try(request: GuardedRequest, key: int) -> HttpResponse:
    """One try: sentence, pictures, table, how to compute it again."""
    del key
    found: OfferTry = request.found
    side = find_side(request.user, found)
    shown: dict[str, Any] = {"one": found, "talk": found.talk, "side": side, "commands": list_commands(found),
                             "may_share": _may_share(found, side)}
    if found.sweep:
        shown |= tell_sweep(found, side, request.GET.get("by", ""))
        shown |= {"own_limits": list_own_limits(found, side), "put_in": found.consents.filter(side=side).first()
                  if side else None}
        return render(request, "bargaining/sweep.html", shown)
    return render(request, "bargaining/offer_try.html", shown | tell_try(found))


def _may_share(found: OfferTry, side: str) -> bool:
    offers = (found.left, found.right)
    return not found.shared and bool(side) and side == found.side and all(
        one is None or one.put_at is not None for one in offers)


@guard("bargaining.see_try", find=find_try)
@never_cache
def progress(request: GuardedRequest, key: int) -> HttpResponse:
    """How far it is, for the page that waits; the page is loaded anew when it is done."""
    del key
    answer = render(request, "bargaining/try_progress.html", {"one": request.found})
    if not request.found.is_under_way:
        answer.headers["HX-Refresh"] = "true"
    return answer


@guard("bargaining.see_try", find=find_try)
@never_cache
def result_file(request: GuardedRequest, key: int) -> HttpResponse:
    """Everything that the try was asked, answered and computed from, as JSON."""
    if request.found.state != OfferTry.State.DONE:
        raise Http404
    return JsonResponse(export_try(request.found), json_dumps_params={"ensure_ascii": False, "indent": 1},
                        headers={"Content-Disposition": f'attachment; filename="try-{key}.json"'})


@guard("bargaining.see_try", find=find_try)
@require_POST
def act(request: GuardedRequest, key: int) -> HttpResponse:
    """Put one that failed in line again, open it to the table, put the own side's limits into it."""
    found: OfferTry = request.found
    if not find_side(request.user, found):
        raise Http404
    wanted = request.POST.get("act", "")
    try:
        if wanted == "again":
            retry_try(by=request.user, found=found)
            messages.info(request, _("已重新排队"))
        elif wanted == "share":
            share_try(by=request.user, found=found)
            messages.success(request, _("双方都看得到了"))
        elif wanted in ("put", "where"):
            put_limits(by=request.user, sweep=found, where=wanted == "where")
            messages.success(request, _("本方的限度已放进去"))
        else:
            raise TalkRefused(_("不认识这个动作"), _("从页面上的按钮来做"))
    except TalkRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("bargaining:offer_try", key)
