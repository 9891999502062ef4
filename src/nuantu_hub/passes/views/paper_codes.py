"""Printing codes on paper at a station's desk."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.passes.domain.paper_codes import print_codes
from nuantu_hub.passes.domain.suspensions import find_rider
from nuantu_hub.passes.interfaces.paper_forms import PaperForm
from nuantu_hub.passes.models import PassGate
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Post, Unit
from nuantu_hub.people.permissions import list_posts
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.paper_codes import HOUR_S, PaperCode, set_sheet
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard
from nuantu_hub.site.moments import say_day


def _find_unit(request: GuardedRequest) -> Unit:
    post = list_posts(request.user, Post.Role.KEEPER, Post.Role.OFFICER).select_related("unit").order_by(
        "since", "pk").first()
    if post is None:
        raise Http404
    return post.unit


@guard("passes.print_paper")
@never_cache
def paper(request: GuardedRequest) -> HttpResponse:
    """The form, and the sheet as a PDF; nothing of the sheet is kept."""
    form = PaperForm(request.POST or None)
    if request.method == "POST":
        def carry(told: dict[str, Any]) -> list[PaperCode]:
            told.pop("agreed")
            account = find_rider(told.pop("card"))
            return print_codes(by=request.user, unit=_find_unit(request), account=account, **told)

        made = carry_out(form, carry)
        if made is not None:
            try:
                return _answer_sheet(form.cleaned_data["gate"], made)
            except RunError as fault:
                form.add_error(None, str(fault))
    return render(request, "passes/paper.html", {"form": form}, status=status_of(form))


def _answer_sheet(gate: PassGate, made: list[PaperCode]) -> HttpResponse:
    begins = [localtime(now()).fromtimestamp(one.hour * HOUR_S, localtime(now()).tzinfo) for one in made]
    lines = [f"{gate.compound.name} · {gate.place.name} · {say_day(begins[0].date(), year=True)}",
             str(_("每个码只在这个门、那一个小时有效，只能用一次。给门卫扫；不用登记姓名电话。用完撕掉。"))]
    body = set_sheet(str(_("纸质通行码")), lines,
                     [(f"{begin:%H}:00–{begin:%H}:59", one.text) for begin, one in zip(begins, made, strict=True)])
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="paper-codes.pdf"'
    return answer
