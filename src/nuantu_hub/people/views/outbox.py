"""The development outbox: what would have gone to phones."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from nuantu_hub.people.interfaces.sms import open_outbox
from nuantu_hub.site.guards import open_to_all


@open_to_all
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """Messages sent so far; there is no such page unless the development gateway is switched on."""
    gateway = open_outbox()
    if gateway is None:
        raise Http404
    return render(request, "people/outbox.html", {"sent": gateway.list_messages()})
