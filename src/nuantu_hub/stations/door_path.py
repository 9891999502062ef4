"""A short way for controllers of doors: what sessions, languages and pages need does not concern them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

#: Every address below is spoken to by controllers alone, which sign what they say.
DOORS = "/doors/v1/"
View = Callable[[HttpRequest], HttpResponse]


class DoorPathMiddleware:
    """Answers controllers before the rest of the house wakes up; 600 of them ask every two seconds."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    @cached_property
    def views(self) -> dict[str, View]:
        """What answers at each address; read when the first request is there, since views need the models."""
        from nuantu_hub.stations.views.door_intake import enrol, sync

        return {f"{DOORS}enrol": enrol, f"{DOORS}sync": sync}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or pass the request on."""
        if not request.path_info.startswith(DOORS):
            return self.get_response(request)
        view = self.views.get(request.path_info)
        return self.get_response(request) if view is None else view(request)
