"""The star standard: its versions for everybody, and adopting another one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.seam import stars as engine
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard, open_to_all
from nuantu_hub.stations.domain.standards import adopt_standard, read_held
from nuantu_hub.stations.interfaces.inspection_forms import StandardForm
from nuantu_hub.stations.interfaces.star_told import STANDINGS, language, list_removed, tell_rules
from nuantu_hub.stations.models import Standard


@open_to_all
def standard(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """A version of the standard, that of today where none is named, with what changed since the one before."""
    held, lang = read_held(), language()
    numbers = [version.number for version in held.versions]
    if number is not None and number not in numbers:
        raise Http404
    version = held.find(number) if number is not None else held.in_force(localdate(now()))
    place = numbers.index(version.number)
    before = held.versions[place - 1] if place else None
    return render(request, "stations/standard.html", {
        "title": held.title.say(lang), "version": version, "versions": held.versions,
        "current": held.in_force(localdate(now())).number, "before": before, "parts": tell_rules(version, before),
        "removed": list_removed(version, before), "not_given": [words.say(lang) for words in version.not_given],
        "levels": [(level.stars, level.ordinary_percent, STANDINGS[level.standing]) for level in version.levels],
        "sanctions": [(one.words.say(lang), one.down_stars, STANDINGS[one.standing],
                       "、".join(version.by_id[item].words.say(lang) for item in one.items))
                      for one in version.sanctions],
        "sources": list(version.sources.values()), "adopted": Standard.objects.first(),
        "may_adopt": request.user.is_authenticated and request.user.has_perm("stations.adopt_standard")})


@guard("stations.adopt_standard")
def adopt(request: GuardedRequest) -> HttpResponse:
    """Let another text of the standard hold."""
    text = Standard.objects.values_list("text", flat=True).first() or engine.shipped_text()
    form = StandardForm(request.POST or None, initial={"token": uuid.uuid4(), "text": text})
    if request.method == "POST":
        made = carry_out(form, lambda told: adopt_standard(by=request.user, **told))
        if made is not None:
            messages.success(request, _("已采用"))
            return redirect("stations:standard")
    return render(request, "stations/standard_adopt.html", {
        "form": form, "rows": Standard.objects.select_related("adopted_by")}, status=status_of(form))
