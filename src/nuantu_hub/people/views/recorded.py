"""What was recorded: who did what, and who read what, for stewards. Looking here is recorded too."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from nuantu_hub.people.domain.field_register import read_register
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.domain.verbs import say_verb
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Deed, Reading
from nuantu_hub.people.permissions import Role, list_posts
from nuantu_hub.site.guards import guard

SHOWN = 50


def _say_thing(label: str) -> str:
    register = read_register()
    return register[label].title if label in register else label


@guard("people.read_deeds")
@never_cache
def deeds(request: GuardedRequest) -> HttpResponse:
    """Who did what in the units that the steward looks after, the newest first."""
    found = Deed.objects.visible_to(request.user).select_related("by", "unit").order_by("-pk")
    verb = request.GET.get("verb", "")
    page = Paginator(found.filter(verb=verb) if verb else found, SHOWN).get_page(request.GET.get("page"))
    shown = [{"deed": deed, "what": say_verb(deed.verb), "thing": _say_thing(deed.thing)} for deed in page]
    _note(request, "deeds")
    verbs = sorted(found.order_by().values_list("verb", flat=True).distinct())
    return render(request, "people/deeds.html", {
        "page": page, "shown": shown, "verb": verb, "verbs": [(one, say_verb(one)) for one in verbs]})


@guard("people.read_deeds")
@never_cache
def readings(request: GuardedRequest) -> HttpResponse:
    """Which staff of those units read something sensitive."""
    found = Reading.objects.visible_to(request.user).select_related("by").order_by("-pk")
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    # Read before this reading is written down, which would push it off the page.
    shown = [{"reading": one, "thing": _say_thing(one.thing)} for one in page]
    _note(request, "readings")
    return render(request, "people/readings.html", {"page": page, "shown": shown})


def _note(request: GuardedRequest, what: str) -> None:
    post = list_posts(request.user, Role.STEWARD).select_related("unit").order_by("pk").first()
    if post is not None:
        record_reading(request.user, post.unit, what)
