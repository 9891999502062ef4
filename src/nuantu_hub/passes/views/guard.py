"""The guard's page: one page a gate, the same for everybody, that checks codes by itself; its worker and manifest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nuantu_hub.passes.domain.guard_phones import enrol_guard_phone
from nuantu_hub.passes.interfaces.guard_words import REASONS, tell_guard_words
from nuantu_hub.passes.interfaces.page_modules import address_modules, digest_files, list_modules
from nuantu_hub.passes.interfaces.root_set import tell_root_set
from nuantu_hub.passes.models import GateNumber, PassGate
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import open_to_all

STATIC: Final = Path(__file__).resolve().parents[1] / "static" / "passes" / "guard"
SCRIPT: Final = STATIC / "guard_worker.js"
ENTRY: Final = "passes/guard/page.js"
TEMPLATE: Final = Path(__file__).resolve().parents[1] / "templates" / "passes" / "guard.html"
#: What the page loads by its own tags.
SHELL: Final = ("site/site.css", "site/site.js", "site/mark.svg", "django_htmx/htmx-2.min.js",
                "passes/guard/guard.css", ENTRY)
#: The reader of codes is a compiled module, which a browser runs where the page allows it.
READS_CODES: Final = {"script-src": ["'wasm-unsafe-eval'"]}
MOST_BYTES: Final = 2_000


def find_gate(gate: int) -> PassGate:
    """The gate of a number that takes the pass. Raises Http404 for every other number."""
    return get_object_or_404(PassGate.objects.in_use().select_related("compound__unit", "place", "number"),
                             number=gate)


@open_to_all
@never_cache
@csp_update(READS_CODES)  # type: ignore[arg-type]  # its hints know single values only; lists are merged
def guard_page(request: HttpRequest, gate: int) -> HttpResponse:
    """The page. It knows its number and nothing else: what gate it is, the phone reads from the signed poster."""
    find_gate(gate)
    return render(request, "passes/guard.html", {
        "number": gate, "words": tell_guard_words(), "reasons": REASONS, "lists": "/passes/v1/",
        "modules": f"{settings.STATIC_URL}passes/"})


@open_to_all
@cache_control(no_cache=True)
def guard_worker(request: HttpRequest, gate: int) -> HttpResponse:
    """The page's own service worker, with what it keeps written in front."""
    del request
    find_gate(gate)
    text = SCRIPT.read_text(encoding="utf-8")
    shell = [*(static(name) for name in SHELL), *address_modules(ENTRY)]
    files = digest_files([name for name in (*SHELL, *list_modules(ENTRY)) if name.startswith("passes/")])
    whole = f"{files} {get_language()} {json.dumps(shell)} {text} {TEMPLATE.read_text(encoding='utf-8')}"
    told = {"SHELL": shell, "PAGE": reverse("passes:guard", args=[gate]), "MARK": f"guard-{gate}",
            "VERSION": hashlib.sha256(whole.encode()).hexdigest()[:12]}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in told.items())
    # Its scripts lie beside the page, and a worker of the page is fetched by its own address.
    return HttpResponse(head + text, content_type="text/javascript",
                        headers={"Service-Worker-Allowed": "/", "Vary": "Accept-Language, Cookie"})


@open_to_all
@cache_control(max_age=86_400)
def guard_manifest(request: HttpRequest, gate: int) -> JsonResponse:
    """How a phone installs the page of a gate."""
    del request
    found = find_gate(gate)
    where = reverse("passes:guard", args=[gate])
    icons = [{"src": static(f"site/app-{kind}{size}.png"), "sizes": f"{size}x{size}", "type": "image/png",
              "purpose": purpose} for kind, purpose in (("", "any"), ("maskable-", "maskable")) for size in (192, 512)]
    return JsonResponse({
        "id": where, "start_url": where, "scope": where, "display": "standalone", "orientation": "portrait",
        "name": f"{gettext('门岗')} {found.place.compound} {found.place.name}", "short_name": gettext("门岗"),
        "lang": get_language(), "description": gettext("在门口验速通码，没有网络也能用。"),
        "background_color": "#16181a", "theme_color": "#16181a", "icons": icons,
    }, content_type="application/manifest+json")


@csrf_exempt
@require_POST
@open_to_all
def guard_enrol(request: HttpRequest, gate: int) -> JsonResponse:
    """Bind the phone that brings a fresh code; no session stands behind it, the code is all there is."""
    number = get_object_or_404(GateNumber, pk=gate, kind=GateNumber.Kind.GATE)
    told = _read_json(request)
    try:
        place = enrol_guard_phone(gate=number, code=told.get("code", ""), device_key=told.get("key", ""))
    except Refused as refused:
        return JsonResponse({"what": str(refused.what), "fix": str(refused.fix)}, status=refused.status)
    unit = place.unit
    return JsonResponse({"time": int(now().timestamp()), "gate": gate, "compound": place.compound_id,
                         "roots": tell_root_set(), "union": unit.contact or ""})


def _read_json(request: HttpRequest) -> dict[str, str]:
    if len(request.body) > MOST_BYTES:
        raise Http404
    try:
        told: Any = json.loads(request.body)
    except ValueError:
        told = None
    found = told if isinstance(told, dict) else {}
    return {key: value for key, value in found.items() if isinstance(value, str)}
