"""The rider's page: one page that works without a network, its service worker and its manifest."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import cache_control, never_cache

from nuantu_hub.passes.domain.eligibility import find_suspension
from nuantu_hub.passes.interfaces.page_modules import address_modules, digest_files, list_modules
from nuantu_hub.passes.interfaces.phone_words import tell_words
from nuantu_hub.passes.interfaces.root_set import tell_root_set
from nuantu_hub.passes.models import PhoneLoss
from nuantu_hub.people.domain.consents import has_consent, read_purposes
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard, open_to_all

SCRIPT: Final = Path(__file__).resolve().parents[1] / "static" / "passes" / "rider" / "pass_worker.js"
ENTRY: Final = "passes/rider/pass.js"
#: What the page loads by its own tags; what its module loads is read from the modules.
SHELL: Final = ("site/site.css", "site/site.js", "site/mark.svg", "django_htmx/htmx-2.min.js", "passes/rider.css",
                ENTRY)
#: The reader of codes is a compiled module; the browser runs such a one on the pages alone that say so.
READS_CODES: Final = {"script-src": ["'wasm-unsafe-eval'"]}
CONSENT: Final = "pass_carry"


@cache
def find_version() -> str:
    """Twelve signs that change with any file that the page stands on; files change when the hub starts anew."""
    return digest_files([name for name in (*SHELL, *list_modules(ENTRY)) if name.startswith("passes/")])


def tell_addresses() -> dict[str, str]:
    """Where the scripts ask, by what for; ``0`` is where a number goes."""
    names = {"time": "time", "trust": "trust", "credentials": "credentials"}
    told = {key: reverse(f"passes:{name}") for key, name in names.items()}
    return told | {"bundle": reverse("passes:bundle", args=[0]), "gate": reverse("passes:descriptor", args=[0]),
                   "worker": reverse("passes:phone_worker"), "scope": reverse("passes:phone"),
                   "modules": f"{settings.STATIC_URL}passes/",
                   "signin": f"{reverse('account_login')}?next={reverse('passes:phone')}"}


def mark_owner(request: GuardedRequest) -> str:
    """By which the phone knows whether what it keeps is of whoever is signed in; nothing can be told from it."""
    return salted_hmac("passes.phone", str(request.user.pk), algorithm="sha256").hexdigest()[:24]


def tell_stopped(request: GuardedRequest) -> dict[str, Any]:
    """What ended credentials that a phone may still keep: a report of a lost phone (UTC seconds), a suspension."""
    loss = PhoneLoss.objects.filter(account=request.user).first()
    suspension = find_suspension(request.user)
    return {"lost": 0 if loss is None else int(loss.at.timestamp()), "suspension": suspension and suspension.pk,
            "url": reverse("passes:own_suspension")}


@guard("passes.carry")
@never_cache
@csp_update(READS_CODES)  # type: ignore[arg-type]  # its hints know single values only; lists are merged
def phone(request: GuardedRequest) -> HttpResponse:
    """The page: what it shows, the phone fills in from what it keeps."""
    told = {"words": tell_words(), "addresses": tell_addresses(), "owner": mark_owner(request),
            "roots": (tell_root_set() or {"roots": []})["roots"], "language": get_language() or "zh-hans",
            "agreed": has_consent(request.user, CONSENT), "stopped": tell_stopped(request)}
    return render(request, "passes/phone.html", {
        "told": told, "version": find_version(), "consent": read_purposes()[CONSENT], "entry": ENTRY})


@open_to_all
@cache_control(no_cache=True)
def phone_worker(request: HttpRequest) -> HttpResponse:
    """The page's own service worker, with what it keeps written in front."""
    del request
    text, shell = SCRIPT.read_text(encoding="utf-8"), [*(static(name) for name in SHELL), *address_modules(ENTRY)]
    version = hashlib.sha256((find_version() + text).encode()).hexdigest()[:12]
    told = {"SHELL": shell, "PAGE": reverse("passes:phone"), "VERSION": version, "BUILT": find_version()}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in told.items())
    # Its reader is a worker of its own, which is fetched by its own address: the worker keeps that too.
    return HttpResponse(head + text, content_type="text/javascript", headers={"Service-Worker-Allowed": "/"})


@open_to_all
@cache_control(max_age=86_400)
def phone_manifest(request: HttpRequest) -> JsonResponse:
    """How a phone installs the page: its name, its icons, where it opens."""
    del request
    icons = [{"src": static(f"site/app-{kind}{size}.png"), "sizes": f"{size}x{size}", "type": "image/png",
              "purpose": purpose} for kind, purpose in (("", "any"), ("maskable-", "maskable")) for size in (192, 512)]
    where = reverse("passes:phone")
    return JsonResponse({
        "id": where, "start_url": where, "scope": where, "display": "standalone", "orientation": "portrait",
        "name": gettext("暖途速通码"), "short_name": gettext("速通码"), "lang": get_language(),
        "description": gettext("进小区不登记，没有网络也能用。"), "background_color": "#fbf9f6",
        "theme_color": "#fbf9f6", "icons": icons,
    }, content_type="application/manifest+json")
