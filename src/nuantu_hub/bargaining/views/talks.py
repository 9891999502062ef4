"""The desk of talks: the list, asking for one, one talk with its course, its letters and what can be done now."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.procedure_clocks import measure_clocks
from nuantu_hub.bargaining.domain.procedures import find_procedure
from nuantu_hub.bargaining.domain.talk_conditions import list_conditions, list_seats
from nuantu_hub.bargaining.domain.talk_facts import gather_facts
from nuantu_hub.bargaining.domain.talks import TalkPlan, ask_for_talks, find_proposal
from nuantu_hub.bargaining.interfaces.talk_acts import list_acts
from nuantu_hub.bargaining.interfaces.talk_course import TONES, say_effect, say_term, tell_course, tell_way
from nuantu_hub.bargaining.interfaces.talk_forms import AskForm, list_bases
from nuantu_hub.bargaining.interfaces.talk_rooms import list_rooms
from nuantu_hub.bargaining.interfaces.talk_table import list_columns
from nuantu_hub.bargaining.models import Talk
from nuantu_hub.needs.interfaces.trial_acts import take_act
from nuantu_hub.people.domain.verbs import say_verb
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Deed, Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

ROWS, SHOWN = 50, 30


def find_talk(request: HttpRequest, key: int) -> Talk:
    """The talk that the address names."""
    del request
    return get_object_or_404(Talk.objects.select_related("unit", "opened_by"), pk=key)


@guard("bargaining.see_talks")
@never_cache
def talks(request: GuardedRequest) -> HttpResponse:
    """Talks of the own units and those where one sits, the newest first, by state where one asks for one."""
    seen = Talk.objects.visible_to(request.user)
    counts = dict(seen.order_by().values_list("state").annotate(Count("pk")))
    show = request.GET.get("show", "")
    rows = seen.filter(state=show) if show in Talk.State.values else seen
    moment = now()
    sitting = Q(delegates__since__lte=moment) & (Q(delegates__until=None) | Q(delegates__until__gt=moment))
    rows = rows.select_related("unit").annotate(
        seated=Count("delegates", filter=sitting, distinct=True), topic_count=Count("topics", distinct=True))
    page = Paginator(rows.order_by("-opened_at", "-pk"), ROWS).get_page(request.GET.get("page"))
    row: Any  # with what the template shows beside it
    for row in page.object_list:
        row.tone, row.procedure_name = TONES[row.state], find_procedure(row.procedure).name
    return render(request, "bargaining/talks.html", {
        "page": page, "show": show, "total": sum(counts.values()),
        "shows": [(value, label, counts[value]) for value, label in Talk.State.choices if value in counts],
        "may_ask": request.user.has_perm("bargaining.keep_talk")})


@guard("bargaining.keep_talk")
@never_cache
def talk_add(request: GuardedRequest) -> HttpResponse:
    """Ask for a talk."""
    units = units_of(request.user, Post.Role.OFFICER).filter(closed_on=None).order_by("path")
    form = AskForm(request.POST or None, units=units, initial={"unit": units.first(), "at": now()})
    if request.method == "POST":
        def carry(told: dict[str, Any]) -> Talk:
            rest = {name: told.pop(name) for name in ("unit", "words", "at", "token")}
            return ask_for_talks(by=request.user, plan=TalkPlan(**told), find_base=list_bases().__contains__, **rest)

        made = carry_out(form, carry)
        if made is not None:
            messages.success(request, _("已记下书面要约，答复的期限开始计时"))
            return redirect("bargaining:talk", made.pk)
    return render(request, "bargaining/talk_add.html", {"form": form}, status=status_of(form))


@guard("bargaining.see_talk", find=find_talk)
@never_cache
def talk(request: GuardedRequest, key: int) -> HttpResponse:
    """One talk: where it stands, its procedure with clocks, who sits there, letters, what can be done."""
    del key
    found: Talk = request.found
    acted = take_act(request, list_acts(request.user, found))
    if acted.done:
        return redirect("bargaining:talk", found.pk)
    profile, facts, today = find_procedure(found.procedure), gather_facts(found), localdate(now())
    clocks, seats = measure_clocks(profile, facts, today), list_seats(found)
    deeds = Deed.objects.filter(thing="bargaining.talk", thing_id=str(found.pk)).select_related("by").order_by("-pk")
    letters = Paginator(found.letters.select_related("by"), ROWS).get_page(request.GET.get("page"))
    return render(request, "bargaining/talk.html", {
        **frame_talk(found, "talk"), "profile": profile, "course": tell_course(found, profile, facts, clocks),
        "columns": list_columns(found, seats), "conditions": list_conditions(found, seats),
        "letters": letters, "forms": acted.forms, "proposal": find_proposal(found),
        "effect": say_effect(profile, facts, today), "term_fault": say_term(profile, facts),
        "base": list_bases().get(found.base, found.base) if found.base else "",
        "may_keep": request.user.has_perm("bargaining.keep_talk", found),
        "history": [(deed, say_verb(deed.verb)) for deed in deeds[:SHOWN]]}, status=acted.status)


def frame_talk(found: Talk, at: str) -> dict[str, Any]:
    """What every page of a talk shows: its state, its way, its rooms."""
    return {"talk": found, "at": at, "tone": TONES[found.state], "way": tell_way(found), "rooms": list_rooms(found)}
