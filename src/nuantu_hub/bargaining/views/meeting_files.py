"""The roll of a meeting and its votes as files, for the people of the talk."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nuantu_hub.bargaining.domain.meeting_export import write_roll, write_votes
from nuantu_hub.bargaining.views.meeting_room import find_meeting_row
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard


def _answer(body: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@guard("bargaining.see_talk", find=find_meeting_row)
@never_cache
@require_safe
def roll(request: GuardedRequest, key: int) -> HttpResponse:
    """Who was there, where, since when."""
    return _answer(write_roll(request.found), f"roll-{key}.csv")


@guard("bargaining.see_talk", find=find_meeting_row)
@never_cache
@require_safe
def votes(request: GuardedRequest, key: int) -> HttpResponse:
    """What was cast in each closed vote, by name."""
    return _answer(write_votes(request.found), f"votes-{key}.csv")
