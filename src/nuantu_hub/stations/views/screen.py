"""The navigation screen of a station: open to everybody, without a person in it, kept for when the network is gone."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache

from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.people.interfaces.codes import draw_code
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import open_to_all
from nuantu_hub.stations.interfaces.screen_told import tell_screen
from nuantu_hub.stations.models import Station

SCRIPT: Final = Path(__file__).resolve().parents[1] / "static" / "stations" / "screen_worker.js"
#: What the screen needs beside its page.
SHELL: Final = ("site/site.css", "site/site.js", "site/mark.svg", "django_htmx/htmx-2.min.js", "stations/stations.css",
                "stations/screen.css", "stations/screen.js")
#: How often the page asks anew, and from what age on it says so in the colour of a warning, seconds.
EVERY_S, OLD_S = 60, 300


def find_by_code(code: str) -> Station:
    """The station of a code that is not closed or moved. Raises Http404 for every other."""
    return get_object_or_404(
        Station.objects.exclude(state__in=Station.GONE).select_related("unit")
        .prefetch_related("facilities"), code=code)


@open_to_all
@never_cache
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """The whole screen."""
    station = find_by_code(code)
    moment = now()
    address = request.build_absolute_uri(reverse("stations:station", args=[station.sign]))
    return render(request, "stations/screen.html", {
        "screen": tell_screen(station, moment), "station": station, "moment": moment, "demo": is_demo(),
        "made_s": int(moment.timestamp()), "every_s": EVERY_S, "old_s": OLD_S,
        "code": draw_code(address, _("这一站的二维码")),
        "worker": reverse("stations:screen_worker", args=[code]), "scope": reverse("stations:screen", args=[code])})


@open_to_all
@cache_control(no_cache=True)
def screen_worker(request: HttpRequest, code: str) -> HttpResponse:
    """The screen's own service worker, with what it keeps written in front."""
    del request
    station = find_by_code(code)
    text = SCRIPT.read_text(encoding="utf-8")
    shell = [static(name) for name in SHELL]
    version = hashlib.sha256("".join([*shell, text]).encode()).hexdigest()[:12]
    told = {"SHELL": shell, "PAGE": reverse("stations:screen", args=[station.code]), "VERSION": version,
            "CODE": station.code}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in told.items())
    return HttpResponse(head + text, content_type="text/javascript")
