"""Posters: which hang where, a new one, and the sheet to print."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.card import draw_code
from nuantu_hub.people.domain.posters import put_up_poster, take_down_poster
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.interfaces.joining_forms import PosterForm
from nuantu_hub.people.interfaces.membership_forms import TAKING
from nuantu_hub.people.models import Application, Poster
from nuantu_hub.people.permissions import POSTER_ROLES, units_of
from nuantu_hub.site.guards import guard

SHOWN = 50


def find_poster(request: GuardedRequest, key: int) -> Poster:
    """The poster that the address names."""
    del request
    return get_object_or_404(Poster.objects.select_related("unit"), pk=key)


@guard("people.put_up_posters")
def posters(request: GuardedRequest) -> HttpResponse:
    """Posters of the own branch with how many joined by them, and the form for a new one."""
    units = units_of(request.user, *POSTER_ROLES).filter(closed_on=None, kind__in=TAKING)
    form = PosterForm(request.POST or None, units=units)
    if request.method == "POST":
        made = carry_out(form, lambda told: put_up_poster(by=request.user, **told))
        if made is not None:
            return redirect("people:poster", made.pk)
    confirmed = ~Q(applications__state=Application.State.UNCONFIRMED)
    listed = Poster.objects.visible_to(request.user).select_related("unit").annotate(
        asked=Count("applications", filter=confirmed),
        joined=Count("applications", filter=Q(applications__state=Application.State.APPROVED))).order_by("-pk")
    page = Paginator(listed, SHOWN).get_page(request.GET.get("page"))
    return render(request, "people/posters.html", {"page": page, "form": form}, status=status_of(form))


@guard("people.put_up_posters", find=find_poster)
def poster(request: GuardedRequest, key: int) -> HttpResponse:
    """One poster as an A4 sheet."""
    one: Poster = request.found
    del key
    address = request.build_absolute_uri(reverse("people:join_poster", args=[one.code]))
    return render(request, "people/poster.html", {"poster": one, "address": address, "code": draw_code(address)})


@guard("people.put_up_posters", find=find_poster)
@require_POST
def take_down(request: GuardedRequest, key: int) -> HttpResponse:
    """Take a poster down."""
    take_down_poster(by=request.user, poster=request.found)
    del key
    messages.success(request, _("海报已停用，再扫它会被告知换一张"))
    return redirect("people:posters")
