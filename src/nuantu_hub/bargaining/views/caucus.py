"""The own side's caucus room: notes and drafts that nobody else sees."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.caucus import find_room, list_drafts, list_notes, write_note
from nuantu_hub.bargaining.interfaces.table_forms import NoteForm
from nuantu_hub.bargaining.models import Delegate, Talk
from nuantu_hub.bargaining.views.talks import find_talk, frame_talk
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard

ROWS = 50


@guard("bargaining.enter_caucus", find=find_talk)
@never_cache
def caucus(request: GuardedRequest, key: int) -> HttpResponse:
    """Notes and drafts of the own side, and a form for the next note."""
    del key
    found: Talk = request.found
    form = NoteForm(request.POST or None)
    if request.method == "POST" and carry_out(
            form, lambda told: write_note(by=request.user, talk=found, **told)) is not None:
        messages.success(request, _("已写下，只有本方看得到"))
        return redirect("bargaining:caucus", found.pk)
    notes = Paginator(list_notes(request.user, found), ROWS).get_page(request.GET.get("page"))
    return render(request, "bargaining/caucus.html", {
        **frame_talk(found, "caucus"), "form": form, "notes": notes, "drafts": list_drafts(request.user, found)[:ROWS],
        "side_name": Delegate.Side(find_room(request.user, found)).label}, status=status_of(form))
