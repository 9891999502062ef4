"""Sets of days that offers are tried on: the list, generating one, naming days that lie there already."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.day_sets import make_day_set, name_day_set, retry_day_set
from nuantu_hub.bargaining.interfaces.posted import read_number
from nuantu_hub.bargaining.interfaces.try_forms import MakeDaysForm, NameDaysForm
from nuantu_hub.bargaining.models import DaySet
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard

ROWS = 50
TONES = {"making": "waiting", "ready": "kept", "failed": "broken"}


@guard("bargaining.keep_days")
@never_cache
def day_sets(request: GuardedRequest) -> HttpResponse:
    """All sets, and both ways to a new one."""
    if request.POST.get("again"):
        retry_day_set(by=request.user, found=get_object_or_404(DaySet, pk=read_number(request, "again")))
        messages.info(request, _("已重新排队"))
        return redirect("bargaining:day_sets")
    names = request.method == "POST" and request.POST.get("way") == "name"
    posted = request.POST if request.method == "POST" else None
    make_form, name_form = MakeDaysForm(None if names else posted), NameDaysForm(posted if names else None)
    if request.method == "POST":
        made = (carry_out(name_form, lambda told: name_day_set(by=request.user, **told)) if names else
                carry_out(make_form, lambda told: make_day_set(by=request.user, **told)))
        if made is not None:
            messages.success(request, _("已登记") if names else _("正在生成，好了就能用"))
            return redirect("bargaining:day_sets")
    page = Paginator(DaySet.objects.all(), ROWS).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.tone = TONES[row.state]  # type: ignore[attr-defined]
    return render(request, "bargaining/day_sets.html", {"page": page, "make_form": make_form, "name_form": name_form},
                  status=max(status_of(make_form), status_of(name_form)))
