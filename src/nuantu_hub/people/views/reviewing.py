"""The reviewer's queue: what waits, until when, what is doubtful, and what is decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.identity import veil_name
from nuantu_hub.people.domain.joining import ANSWER_WITHIN
from nuantu_hub.people.domain.merging import ask_merge
from nuantu_hub.people.domain.phone_releasing import ask_release, release_by_identity
from nuantu_hub.people.domain.place_codes import name_place
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.domain.reviewing import Doubt, approve, approve_clean, find_doubts, pass_on, reject
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.interfaces.membership_forms import PassOnForm, RejectForm
from nuantu_hub.people.models import Application, PhoneRelease
from nuantu_hub.people.phone import mask_phone
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard

SHOWN = 50
State = Application.State
LISTED = (State.WAITING, State.REJECTED, State.APPROVED, State.WITHDRAWN)


def find_application(request: GuardedRequest, key: int) -> Application:
    """The application that the address names, once its phone was confirmed."""
    del request
    return get_object_or_404(
        Application.objects.exclude(state=State.UNCONFIRMED).select_related(
            "unit", "place", "poster", "person__merged_into", "enterprise", "residence_street"), pk=key)


@guard("people.review")
@never_cache
def review_queue(request: GuardedRequest) -> HttpResponse:
    """What waits in the own branch, the most urgent first; names are veiled until one is opened."""
    state = request.GET.get("state", State.WAITING)
    state = state if state in LISTED else State.WAITING
    seen = Application.objects.visible_to(request.user)
    counts = dict(seen.values_list("state").annotate(Count("pk")).order_by())
    listed = seen.filter(state=state).select_related("unit", "person__merged_into", "poster") \
        .order_by(*(("due_at", "pk") if state == State.WAITING else ("-decided_at", "-pk")))
    page = Paginator(listed, SHOWN).get_page(request.GET.get("page"))
    doubts = find_doubts(page.object_list) if state == State.WAITING else {}
    rows = [{"application": one, "name": veil_name(one.name), "doubts": doubts.get(one.pk, [])}
            for one in page.object_list]
    return render(request, "people/review_queue.html", {
        "here_queue": True, "page": page, "rows": rows, "state": state, "clean": sum(not row["doubts"] for row in rows),
        "late": seen.filter(state=State.WAITING, due_at__lt=now()).count(), "within_days": ANSWER_WITHIN.days,
        "filters": [(one, State(one).label, counts.get(one, 0)) for one in LISTED],
    })


@guard("people.review")
@require_POST
def approve_many(request: GuardedRequest) -> HttpResponse:
    """Approve those that were ticked and that nothing is doubtful about; the others are named."""
    keys = [int(key) for key in request.POST.getlist("application") if key.isdecimal()][:SHOWN]
    ticked = Application.objects.visible_to(request.user).filter(pk__in=keys, state=State.WAITING)
    done, left = approve_clean(by=request.user, applications=list(ticked))
    if done:
        messages.success(request, ngettext("通过了 %(count)s 份", "通过了 %(count)s 份", done) % {"count": done})
    for application, why in left:
        messages.warning(request, f"{veil_name(application.name)}：{why}")
    if not keys:
        messages.info(request, _("还没有勾选申请"))
    return redirect("people:review_queue")


@guard("people.review", find=find_application)
@never_cache
def review_one(request: GuardedRequest, key: int) -> HttpResponse:
    """One application with all that was told; opening it is written down, and so is what is decided."""
    application: Application = request.found
    what = request.POST.get("what", "") if request.method == "POST" else ""
    forms: dict[str, Any] = {"reject": RejectForm(request.POST if what == "reject" else None),
                             "pass_on": PassOnForm(request.POST if what == "pass_on" else None)}
    trouble = None
    if what in forms:
        verb: Any = {"reject": reject, "pass_on": pass_on}[what]
        if carry_out(forms[what], lambda told: verb(by=request.user, application=application, **told)) is not None:
            messages.success(request, _("已退回，申请人会看到原因") if what == "reject" else _("已转给对方，期限不变"))
            return redirect("people:review_queue")
    elif what:
        try:
            messages.success(request, _decide(request, application, what))
            return redirect("people:review_queue" if what == "approve" else request.path)
        except Refused as refused:
            trouble = refused
    record_reading(request.user, application, "review")
    del key
    status = 422 if trouble else max(status_of(form) for form in forms.values())
    return render(request, "people/review_one.html", {
        **describe_application(application), "forms": forms, "trouble": trouble, "here_queue": True}, status=status)


def _decide(request: GuardedRequest, application: Application, what: str) -> str:
    """Approve, or see to a doubt; gives what was done in words."""
    if what == "approve":
        approve(by=request.user, application=application)
        return _("已通过，会员证已生成")
    if what == "ask_release":
        ask_release(by=request.user, application=application)
        return _("已请原持有人确认")
    if what == "release":
        release_by_identity(by=request.user, application=application)
        return _("手机号已释放给申请人")
    if what == "merge" and application.person is not None:
        holder = next((one.holder for one in find_doubts([application]).get(application.pk, [])
                       if str(one.holder.pk) == request.POST.get("holder")), None)
        if holder is not None:
            ask_merge(by=request.user, unit=application.unit, kept=holder, folded=application.person)
            return _("已提出合并，等本人同意")
    raise Refused(_("没有这个选择"), _("刷新页面再选一次"))


def describe_application(application: Application) -> dict[str, Any]:
    """What a reviewer sees of an application."""
    doubts = find_doubts([application]).get(application.pk, []) if application.state == State.WAITING else []
    return {
        "application": application, "doubts": [_describe_doubt(one) for one in doubts],
        "household": name_place(application.household_code),
        "steps": application.steps.select_related("unit", "by").order_by("pk"),
        "release": PhoneRelease.objects.filter(
            application=application, state=PhoneRelease.State.WAITING).first(),
        "waiting": application.state == State.WAITING, "phone": application.phone.removeprefix("+86"),
    }


def _describe_doubt(doubt: Doubt) -> dict[str, Any]:
    holder = doubt.holder
    return {"kind": doubt.kind, "words": doubt.kind.label, "holder": holder, "name": veil_name(holder.name),
            "phone": mask_phone(holder.phone), "unit": holder.unit, "may_ask": holder.account_id is not None}
