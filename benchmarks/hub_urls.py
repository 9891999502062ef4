"""The hub's addresses, one that says hello and one that asks the database once, behind the same middleware."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path

from nuantu_hub.people.models import Unit
from nuantu_hub.site.guards import open_to_all


@open_to_all
def hello(request: HttpRequest) -> HttpResponse:
    """Hello."""
    del request
    return HttpResponse("hello")


@open_to_all
def ask_once(request: HttpRequest) -> JsonResponse:
    """One row of the database as JSON: the least that a view with a question can do."""
    del request
    return JsonResponse(Unit.objects.values("id", "name").order_by("pk")[:1].get())


urlpatterns = [path("hello/", hello), path("ask-once/", ask_once), path("", include("nuantu_hub.site.urls"))]
