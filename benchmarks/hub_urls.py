"""The hub's addresses, and one that says hello behind the same middleware."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from nuantu_hub.site.guards import open_to_all


@open_to_all
def hello(request: HttpRequest) -> HttpResponse:
    """Hello."""
    del request
    return HttpResponse("hello")


urlpatterns = [path("hello/", hello), path("", include("nuantu_hub.site.urls"))]
