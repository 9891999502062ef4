"""What everybody may see of compounds that take the pass: the list, and one with its rules, map and figures."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from nuantu_hub.passes.domain.compound_maps import find_published
from nuantu_hub.passes.domain.policies import find_in_force
from nuantu_hub.passes.domain.resident_complaints import ANSWER_DAYS, count_complaints
from nuantu_hub.passes.interfaces.compound_map_drawn import draw_map
from nuantu_hub.passes.interfaces.policy_told import draw_week, pick_note, tell_hours, tell_vehicles
from nuantu_hub.passes.models import Compound, CompoundPolicy
from nuantu_hub.passes.views.complaints import find_shown
from nuantu_hub.passes.views.compounds import TONES
from nuantu_hub.seam.pass_policy import read_terms
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import open_to_all

ROWS = 50
#: Fewer complaints than this are told as "fewer than".
FEWEST = 5


@open_to_all
@never_cache
def open_compounds(request: HttpRequest) -> HttpResponse:
    """Compounds that take the pass or tried it, by name."""
    words = request.GET.get("q", "").strip()[:40]
    seen = Compound.objects.shown()
    shown = seen.filter(name__icontains=words) if words else seen
    return render(request, "passes/open_compounds.html", {
        "page": Paginator(shown.order_by("name", "pk"), ROWS).get_page(request.GET.get("page")), "words": words,
        "tones": TONES})


@open_to_all
@never_cache
def open_compound(request: HttpRequest, sign: str) -> HttpResponse:
    """One compound: whether it takes the pass, its rules, its gates and map, how complaints were answered."""
    found = find_shown(sign)
    policy, drawn = find_in_force(found, now()), find_published(found)
    terms = read_terms(policy.text) if policy else None
    older = found.policies.filter(state=CompoundPolicy.State.AGREED).order_by("-version")
    counts = count_complaints(found)
    return render(request, "passes/open_compound.html", {
        "compound": found, "tone": TONES[found.state], "policy": policy, "terms": terms,
        "hours": tell_hours(terms.hours) if terms else (), "vehicles": tell_vehicles(terms) if terms else "",
        "note": pick_note(terms) if terms else "", "week": draw_week(terms.hours) if terms else "",
        "map": draw_map(drawn.text) if drawn else "", "older": older[:10], "days": ANSWER_DAYS,
        "gates": found.gates.in_use().select_related("place"), "counts": counts, "few": counts.total < FEWEST,
        "fewest": FEWEST})
