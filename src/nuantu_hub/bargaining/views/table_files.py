"""Files of the table: the draft as an agreement file, the record of offers as data."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.drafts import render_draft
from nuantu_hub.bargaining.interfaces.table_record import tell_table
from nuantu_hub.bargaining.models import Talk
from nuantu_hub.bargaining.views.talks import find_talk
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.seam.errors import RunError
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard


@guard("bargaining.see_talk", find=find_talk)
@never_cache
def draft(request: GuardedRequest, key: int) -> HttpResponse:
    """Everything that both sides agreed so far, as the engine reads it."""
    del key
    found: Talk = request.found
    try:
        data = render_draft(found)
    except (Refused, RunError) as refusal:
        messages.error(request, str(refusal))
        return redirect("bargaining:table", found.pk)
    return _send(data, "application/yaml", f"{found.sign.lower()}-draft.yaml")


@guard("bargaining.see_talk", find=find_talk)
@never_cache
def table_record(request: GuardedRequest, key: int) -> HttpResponse:
    """What was on the table, in order; nothing of a caucus room."""
    del key
    found: Talk = request.found
    data = json.dumps(tell_table(found), ensure_ascii=False, indent=1).encode()
    return _send(data, "application/json", f"{found.sign.lower()}-table.json")


def _send(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=f"{kind}; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="{name}"'})
