"""Suspending passes at the desk, and being told of it, objecting and reporting a lost phone on one's own."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.passes.domain.share_holders import enter_holder, release_holder
from nuantu_hub.passes.domain.suspensions import (
    answer_appeal,
    appeal,
    end_suspension,
    find_rider,
    read_suspension,
    see_own,
    suspend,
)
from nuantu_hub.passes.domain.withdrawing import report_lost, withdraw_for
from nuantu_hub.passes.interfaces.suspension_forms import (
    AnswerForm,
    EndForm,
    HolderForm,
    ObjectForm,
    SuspendForm,
    WithdrawForm,
)
from nuantu_hub.passes.models import ShareHolder, Suspension
from nuantu_hub.passes.views.issuing import SINCE
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Post, Unit
from nuantu_hub.people.permissions import list_posts
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

ROWS = 50


def find_suspension(request: GuardedRequest, key: int) -> Suspension:
    """The suspension that the address names."""
    del request
    return get_object_or_404(Suspension.objects.select_related("unit", "account", "by", "ended_by", "appeal"), pk=key)


def _find_unit(request: GuardedRequest) -> Unit:
    """The union in whose name an officer acts: that of the post held longest."""
    post = list_posts(request.user, Post.Role.OFFICER).select_related("unit").order_by("since", "pk").first()
    if post is None:
        raise Http404
    return post.unit


@guard("passes.see_suspensions")
@never_cache
def suspensions(request: GuardedRequest) -> HttpResponse:
    """Suspensions of the own units, those that stand first; whose they are is on each one's page."""
    rows = Suspension.objects.visible_to(request.user).select_related("unit", "appeal").order_by("-until", "-pk")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    moment = now()
    for row in page.object_list:
        row.standing = row.is_standing(moment)  # type: ignore[attr-defined]
    return render(request, "passes/suspensions.html", {"page": page})


@guard("passes.see_suspensions")
@never_cache
def add_suspension(request: GuardedRequest) -> HttpResponse:
    """Suspend somebody's passes."""
    form = SuspendForm(request.POST or None, initial={"token": uuid.uuid4()})
    if request.method == "POST":
        def carry(told: dict[str, Any]) -> Suspension:
            account = find_rider(told.pop("card"))
            return suspend(by=request.user, account=account, unit=_find_unit(request), **told)

        made = carry_out(form, carry)
        if made is not None:
            messages.success(request, _("已停用，本人打开手机就看到"))
            return redirect("passes:suspension", made.pk)
    return render(request, "passes/suspension_add.html", {"form": form}, status=status_of(form))


@guard("passes.see_suspension", find=find_suspension)
@never_cache
def suspension(request: GuardedRequest, key: int) -> HttpResponse:
    """One suspension: what was found, what the worker says, the answer."""
    del key
    found = read_suspension(by=request.user, suspension=request.found)
    objection = getattr(found, "appeal", None)
    may_answer = objection is not None and objection.state == "open" and request.user.pk != found.by_id
    acts = request.POST.get("act") if request.method == "POST" else None
    forms = {"end": EndForm(request.POST if acts == "end" else None),
             "answer": AnswerForm(request.POST if acts == "answer" else None)}
    done: Any = None
    if acts == "end":
        done = carry_out(forms["end"], lambda told: end_suspension(by=request.user, suspension=found, **told))
    elif acts == "answer" and objection is not None:
        done = carry_out(forms["answer"], lambda told: answer_appeal(by=request.user, objection=objection, **told))
    if done is not None:
        messages.success(request, _("已记下，本人会看到"))
        return redirect("passes:suspension", found.pk)
    return render(request, "passes/suspension.html", {
        "one": found, "objection": objection, "may_answer": may_answer, "forms": forms,
        "standing": found.is_standing(now())}, status=max(status_of(form) for form in forms.values()))


@guard("passes.see_suspensions")
@never_cache
def withdraw(request: GuardedRequest) -> HttpResponse:
    """Withdraw somebody's passes because that somebody asked for it."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST":
        done = carry_out(form, lambda told: withdraw_for(
            by=request.user, account=find_rider(told["card"]), unit=_find_unit(request), why=told["why"]))
        if done is not None:
            messages.success(request, _("已停掉，最多十五分钟后门就不认"))
            return redirect("passes:suspensions")
    return render(request, "passes/withdraw.html", {"form": form}, status=status_of(form))


@guard("passes.keep_holders")
@never_cache
def holders(request: GuardedRequest) -> HttpResponse:
    """Who holds the shares of sealed lists; without all three seats nothing is issued for gates."""
    form = HolderForm(request.POST or None)
    if request.method == "POST" and carry_out(form, lambda told: enter_holder(by=request.user, **told)) is not None:
        messages.success(request, _("已登记，下一个四小时起生效"))
        return redirect("passes:holders")
    rows = list(ShareHolder.objects.order_by("seat", "-since", "pk")[:200])
    held = {row.seat for row in rows if row.until is None}
    missing = [label for seat, label in ShareHolder.Seat.choices if seat not in held]
    return render(request, "passes/holders.html", {"rows": rows, "form": form, "missing": missing},
                  status=status_of(form))


@guard("passes.keep_holders")
@require_POST
def release(request: GuardedRequest, key: int) -> HttpResponse:
    """No further share for a holder."""
    release_holder(by=request.user, holder=get_object_or_404(ShareHolder, pk=key))
    messages.success(request, _("已结束，已经封好的名单不变"))
    return redirect("passes:holders")


@guard("passes.carry")
@never_cache
def own_suspension(request: GuardedRequest) -> HttpResponse:
    """What the worker is told: why, until when, and the way to object."""
    found = see_own(request.user)
    objection = None if found is None else getattr(found, "appeal", None)
    form = ObjectForm(request.POST or None, initial={"token": uuid.uuid4()})
    if request.method == "POST" and found is not None:
        made = carry_out(form, lambda told: appeal(account=request.user, suspension=found, **told))
        if made is not None:
            messages.success(request, _("申诉已交"))
            return redirect("passes:own_suspension")
    return render(request, "passes/own_suspension.html", {
        "one": found, "objection": objection, "form": form,
        "standing": found is not None and found.is_standing(now())}, status=status_of(form))


@guard("passes.carry")
@never_cache
def lost(request: GuardedRequest) -> HttpResponse:
    """The phone is lost: everything it holds is withdrawn, and whoever is signed in on it gets nothing more."""
    if request.method != "POST":
        return render(request, "passes/lost.html", {})
    count = report_lost(account=request.user)
    request.session[SINCE] = now().timestamp()
    words = ngettext("已停掉 %(n)s 个码，最多十五分钟后门就不认", "已停掉 %(n)s 个码，最多十五分钟后门就不认", count)
    messages.success(request, words % {"n": count})
    return redirect("passes:lost")
