"""Promises at the table: the list, one promise with its provinces and evidence, handing in, accepting, disputing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.bargaining.domain.promises import accept_evidence, add_evidence, dispute_evidence, make_promises
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.interfaces.promise_forms import EvidenceForm, JudgeForm
from nuantu_hub.bargaining.interfaces.promise_told import tell_promise
from nuantu_hub.bargaining.models import Promise, PromiseEvidence, Talk
from nuantu_hub.bargaining.permissions import find_seat, find_side
from nuantu_hub.bargaining.views.talks import find_talk
from nuantu_hub.needs.domain.constituencies import PROVINCES
from nuantu_hub.people.domain.files import open_file
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Account, Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.promises import list_rollouts
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

ROWS = 50


def find_promise(request: HttpRequest, key: int) -> Promise:
    """The promise that the address names."""
    del request
    return get_object_or_404(Promise.objects.select_related("talk__unit").prefetch_related("evidence"), pk=key)


def find_evidence(request: HttpRequest, key: int) -> PromiseEvidence:
    """The evidence that the address names."""
    del request
    return get_object_or_404(PromiseEvidence.objects.select_related("promise__talk__unit", "file", "by"), pk=key)


def find_party(account: Account, thing: Promise | PromiseEvidence) -> str:
    """For which side an account acts: that of its seat; the union's officer without a seat acts for the workers."""
    if find_seat(account, thing.talk) is not None:
        return find_side(account, thing.talk)
    return str(Promise.Owner.WORKERS) if account.has_perm("bargaining.keep_talk", thing.talk) else ""


@guard("bargaining.see_talks")
@never_cache
def promises(request: GuardedRequest) -> HttpResponse:
    """Promises of the talks that one sees, those with the earliest day first, and talks whose promises can be taken."""
    seen = Talk.objects.visible_to(request.user)
    rows = Promise.objects.filter(talk__in=seen).select_related("talk").prefetch_related("evidence")
    page = Paginator(rows.order_by("deadline", "pk"), ROWS).get_page(request.GET.get("page"))
    untaken = Talk.objects.filter(unit__in=units_of(request.user, Post.Role.OFFICER), promises=None).exclude(base="")
    return render(request, "bargaining/promises.html", {
        "page": page, "told": [tell_promise(one, localdate(now())) for one in page.object_list],
        "untaken": untaken.order_by("-opened_at", "-pk")[:ROWS]})


@guard("bargaining.keep_talk", find=find_talk)
@require_POST
def take_promises(request: GuardedRequest, key: int) -> HttpResponse:
    """Take the roll-outs of the agreement that the talk starts from."""
    del key
    talk: Talk = request.found
    file = Path(settings.DATA.root) / "agreements" / talk.base / "agreement.yaml"
    try:
        made = make_promises(by=request.user, talk=talk, rollouts=list_rollouts(file) if talk.base else ())
    except TalkRefused as refused:
        messages.error(request, str(refused))
    except RunError:
        messages.error(request, _("这份协议读不到，请把它放回数据目录"))
    else:
        messages.success(request, _("记下了 %(n)d 条承诺") % {"n": len(made)})
    return redirect("bargaining:promises")


@guard("bargaining.see_talk", find=find_promise)
@never_cache
def promise(request: GuardedRequest, key: int) -> HttpResponse:
    """One promise: provinces, evidence, and handing in for whoever speaks for a side."""
    del key
    found: Promise = request.found
    party = find_party(request.user, found)
    form = EvidenceForm(request.POST or None, request.FILES or None, promise=found)
    if request.method == "POST":
        def carry(told: dict[str, Any]) -> PromiseEvidence:
            return add_evidence(by=request.user, promise=found, side=party, **told)

        if carry_out(form, carry) is not None:
            messages.success(request, _("证据已交，等另一方看"))
            return redirect("bargaining:promise", found.pk)
    rows = found.evidence.select_related("by", "judged_by", "file").order_by("-at", "-pk")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    one: Any  # with what the template shows
    for one in page.object_list:
        one.where = PROVINCES.get(one.province, "")
        one.may_judge = bool(party) and party != one.side and one.state == PromiseEvidence.State.WAITING
    return render(request, "bargaining/promise.html", {
        "promise": found, "told": tell_promise(found, localdate(now())), "party": party, "form": form, "page": page},
        status=status_of(form))


@guard("bargaining.see_talk", find=find_evidence)
@never_cache
def judge_evidence(request: GuardedRequest, key: int) -> HttpResponse:
    """What the other side says of a piece of evidence."""
    del key
    found: PromiseEvidence = request.found
    party, form = find_party(request.user, found), JudgeForm(request.POST or None)
    if request.method == "POST":
        def carry(told: dict[str, Any]) -> PromiseEvidence:
            if told["answer"] == "accept":
                return accept_evidence(by=request.user, evidence=found, side=party)
            return dispute_evidence(by=request.user, evidence=found, side=party, why=told["why"])

        if carry_out(form, carry) is not None:
            messages.success(request, _("已记下你这一方的结论"))
            return redirect("bargaining:promise", found.promise_id)
    return render(request, "bargaining/judge_evidence.html", {
        "evidence": found, "where": PROVINCES.get(found.province, ""), "form": form}, status=status_of(form))


@guard("bargaining.see_talk", find=find_evidence)
@never_cache
def evidence_file(request: GuardedRequest, key: int) -> HttpResponse:
    """The file of a piece of evidence; each reading is written down."""
    del key
    file = request.found.file
    if file is None:
        raise Http404
    answer = HttpResponse(open_file(by=request.user, file=file), content_type=file.kind)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
