"""The public page of figures about stations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import open_to_all
from nuantu_hub.stations.interfaces.public_figures import measure_all


@open_to_all
def show_figures(request: HttpRequest) -> HttpResponse:
    """How many stations there are, how they stand, what was counted."""
    return render(request, "stations/figures.html", {"figures": measure_all(now()), "demo": is_demo()})
