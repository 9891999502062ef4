"""One's own needs: by name when signed in, by the code without one; what came of each, and whether it helped."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.answering import judge
from nuantu_hub.needs.domain.claims import find_claimed
from nuantu_hub.needs.domain.own_needs import tell_own
from nuantu_hub.needs.domain.quiet_limits import QuietLimit
from nuantu_hub.needs.interfaces.need_course import draw_course
from nuantu_hub.needs.interfaces.need_forms import CodeForm, JudgeForm
from nuantu_hub.needs.interfaces.quiet_callers import read_address
from nuantu_hub.needs.models import Need
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard, open_to_all

ROWS = 50
#: Codes have 59 bits; this many tries an hour from one address find none in any lifetime.
TRIED_HOURLY = QuietLimit(60)


def find_own(request: GuardedRequest, key: int) -> Need:
    """The need of an address, as its writer's own."""
    del request
    return get_object_or_404(Need.objects.select_related("unit", "station", "echo_of"), pk=key)


@guard("needs.say")
@never_cache
def own_needs(request: GuardedRequest) -> HttpResponse:
    """Everything that one said under the own name, the newest first."""
    rows = Need.objects.of(request.user).select_related("unit", "station", "echo_of").order_by("-at", "pk")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "needs/own_needs.html", {"page": page, "own": tell_own(list(page.object_list)),
                                                    "form": CodeForm()})


@guard("needs.see_own", find=find_own)
@never_cache
def own_need(request: GuardedRequest, key: int) -> HttpResponse:
    """One need with everything that came of it."""
    del key
    return _show(request, request.found, JudgeForm(), "")


@guard("needs.see_own", find=find_own)
@never_cache
@require_POST
def judge_own(request: GuardedRequest, key: int) -> HttpResponse:
    """Say whether the newest answer helped."""
    form = JudgeForm(request.POST)
    if _judge(form, request.found):
        messages.success(request, _("记下了，谢谢"))
        return redirect("needs:own_need", key)
    return _show(request, request.found, form, "")


def _judge(form: JudgeForm, need: Need) -> bool:
    latest = need.told.order_by("-reply__at", "-pk").first()
    if latest is None:
        raise Http404
    return carry_out(form, lambda told: judge(told=latest, **told)) is not None


def _show(request: HttpRequest, need: Need, form: JudgeForm, code: str) -> HttpResponse:
    own = tell_own([need])[0]
    return render(request, "needs/own_need.html", {
        "own": own, "need": need, "course": draw_course(own, now()), "form": form, "code": code,
        "judged": own.latest is not None and own.latest.helped}, status=status_of(form))


@open_to_all
@never_cache
def claimed_need(request: HttpRequest) -> HttpResponse:
    """What came of a need that was said without a name, for whoever has its code. The code stands in no address."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = find_claimed(form.cleaned_data["code"]) if TRIED_HOURLY.take_one(read_address(request)) else None
        if found is not None:
            return _follow(request, found, form.cleaned_data["code"])
        form.add_error("code", _("没有这个查询码；看看有没有抄错，或者过一会儿再试"))
    return render(request, "needs/claim.html", {"form": form}, status=status_of(form))


def _follow(request: HttpRequest, need: Need, code: str) -> HttpResponse:
    if "helped" not in request.POST:
        return _show(request, need, JudgeForm(), code)
    form = JudgeForm(request.POST)
    done = _judge(form, need)
    need.refresh_from_db()
    return _show(request, need, JudgeForm() if done else form, code)
