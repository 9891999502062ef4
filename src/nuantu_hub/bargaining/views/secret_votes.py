"""A secret live vote: the paper against the own name, the box that knows nobody, and the published list."""

from __future__ import annotations

import base64

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from nuantu_hub.bargaining.domain.meeting_export import write_opened
from nuantu_hub.bargaining.domain.secret_votes import give_paper, take_ballot
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import LiveVote, SecretBox
from nuantu_hub.needs.views.voting import read_body, read_bytes
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard, open_to_all


def find_secret_vote(request: HttpRequest, key: int) -> LiveVote:
    """The secret vote that the address names."""
    del request
    return get_object_or_404(LiveVote.objects.select_related("meeting__talk__unit"), pk=key, is_secret=True)


@guard("bargaining.see_meeting", find=find_secret_vote)
@never_cache
@require_POST
def paper(request: GuardedRequest, key: int) -> HttpResponse:
    """Sign the blinded paper of whoever is signed in."""
    del key
    try:
        signed = give_paper(by=request.user, vote=request.found, blinded=read_bytes(read_body(request).get("blinded")))
    except Refused as refusal:
        return JsonResponse({"what": str(refusal)}, status=refusal.status)
    return JsonResponse({"signed": base64.b64encode(signed).decode()})


@open_to_all
@never_cache
@csrf_exempt
def box(request: HttpRequest, key: int) -> HttpResponse:
    """The box: takes a ballot from nobody. It reads no cookie, keeps no address, and answers the same to all."""
    found = SecretBox.objects.select_related("vote").filter(pk=key).first()
    try:
        if request.method != "POST" or found is None:
            raise TalkRefused(_("这不是有效的选票"), _("回到投票的页面再试"))
        told = read_body(request)
        ticket, signature, body = (read_bytes(told.get(name)) for name in ("ticket", "signature", "body"))
        take_ballot(box=found, ticket=ticket, signature=signature, body=body)
    except Refused as refusal:
        return JsonResponse({"what": str(refusal)}, status=refusal.status)
    return JsonResponse({"taken": True})


@guard("bargaining.see_meeting", find=find_secret_vote)
@never_cache
@require_safe
def ballots(request: GuardedRequest, key: int) -> HttpResponse:
    """The published list as CSV, in the order of the codes; nothing before the closing."""
    if not request.found.is_closed:
        raise Http404
    answer = HttpResponse(write_opened(request.found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="ballots-{key}.csv"'
    return answer
