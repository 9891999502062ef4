"""What makes the worker's pages an application: its manifest, its service worker, and the page without a network."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import cache_control

from nuantu_hub.site.guards import open_to_all

SCRIPT: Final = Path(__file__).parent / "static" / "site" / "worker.js"
#: What every worker's page needs beside itself: part of the first load.
SHELL: Final[list[str]] = ["site/site.css", "site/site.js", "django_htmx/htmx-2.min.js", "site/mark.svg"]
#: What further pages need that are kept; it is fetched with the first of them, not with the first page of all.
ROOMS: Final[list[str]] = []
DAY_S: Final = 86_400


def list_static(names: list[str]) -> list[str]:
    """Addresses of files; they carry a hash of their content, so a kept one is never stale."""
    return [static(name) for name in names]


@open_to_all
@cache_control(max_age=DAY_S)
def manifest(request: HttpRequest) -> JsonResponse:
    """How a phone installs the hub: name, icons, where it opens."""
    del request
    icons = [{"src": static(f"site/app-{kind}{size}.png"), "sizes": f"{size}x{size}", "type": "image/png",
              "purpose": purpose} for kind, purpose in (("", "any"), ("maskable-", "maskable")) for size in (192, 512)]
    return JsonResponse({
        "id": "/", "start_url": "/", "scope": "/", "display": "standalone", "orientation": "portrait",
        "name": gettext("暖途"), "short_name": gettext("暖途"), "lang": get_language(),
        "description": gettext("今天工作了多久、该得多少、哪一条在保护你。"),
        "background_color": "#fbf9f6", "theme_color": "#fbf9f6", "icons": icons,
    }, content_type="application/manifest+json")


@open_to_all
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the addresses of this version's shell written in front."""
    del request
    shell, rooms, text = list_static(SHELL), list_static(ROOMS), SCRIPT.read_text(encoding="utf-8")
    version = hashlib.sha256("".join([*shell, *rooms, text]).encode()).hexdigest()[:12]
    told = {"SHELL": shell, "ROOMS": rooms, "OFFLINE": reverse("offline"), "LEAVE": reverse("account_logout"),
            "VERSION": version}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in told.items())
    return HttpResponse(head + text, content_type="text/javascript")


@open_to_all
@cache_control(max_age=DAY_S)
def offline(request: HttpRequest) -> HttpResponse:
    """What stands where nothing was kept and no network is there; the same for everybody."""
    return render(request, "site/offline.html")
