"""Pictures and recordings of needs, for who deals with them; each reading is written down."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache

from nuantu_hub.needs.views.need_desk import find_need
from nuantu_hub.people.domain.files import open_file
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import StoredFile
from nuantu_hub.site.guards import guard


@guard("needs.see_need", find=find_need)
@never_cache
def photo(request: GuardedRequest, key: int) -> HttpResponse:
    """The picture, drawn anew when it was handed in."""
    del key
    return _send(request, request.found.photo)


@guard("needs.see_need", find=find_need)
@never_cache
def voice(request: GuardedRequest, key: int) -> HttpResponse:
    """The recording, without what it told of its making."""
    del key
    return _send(request, request.found.voice)


def _send(request: GuardedRequest, file: StoredFile | None) -> HttpResponse:
    if file is None:
        raise Http404
    answer = HttpResponse(open_file(by=request.user, file=file), content_type=file.kind)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
