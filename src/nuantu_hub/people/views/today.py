"""Staff's first page: what is due, whose it is, how long it still has, and the next step."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.claims import claim_due, give_up_claim
from nuantu_hub.people.domain.due import Section, count_today, find_due, gather_done, gather_due
from nuantu_hub.people.domain.finding import LEAST_SIGNS, find_things
from nuantu_hub.people.domain.follow_ups import give_up_follow_up, take_follow_up
from nuantu_hub.people.interfaces.day_line import draw_day
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import FollowUp
from nuantu_hub.people.permissions import list_posts, units_of
from nuantu_hub.people.views.rates import measure_branch
from nuantu_hub.site.clock import now
from nuantu_hub.site.gathering import Due
from nuantu_hub.site.guards import guard
from nuantu_hub.site.moments import say_left

#: Things of one section that the page opens with, and how many unfold; of more the page says how many.
OPEN_THINGS, MOST_THINGS = 5, 50
FOLLOW_UP = "follow-up-"


@guard("people.see_today")
def show_today(request: GuardedRequest) -> HttpResponse:
    """What is due."""
    moment = now()
    sections = gather_due(request.user, moment)
    start = localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    done = gather_done(request.user, start, moment)
    things = [thing for section in sections for thing in section.things]
    due_today, unowned = count_today(sections, moment)
    posts = list(list_posts(request.user).select_related("unit").order_by("since"))
    home = min((post.unit for post in posts), key=lambda unit: (len(unit.path), unit.path))
    headline = say_headline(len(things), due_today, unowned)
    return render(request, "people/today.html", {
        "now": moment, "posts": posts, "home": home, "sections": split_sections(sections), "count": len(things),
        "headline": headline, "urgent": say_urgent(things, moment), "done": len(done),
        "line": draw_day(moment, done, things, headline), "plan_at": find_planning_unit(request),
        "branch": measure_branch(home), "own": str(request.user),
    })


@guard("people.see_today")
@require_POST
def claim(request: GuardedRequest) -> HttpResponse:
    """Take a due thing on, or give it up again."""
    key = request.POST.get("key", "")
    thing = find_due(request.user, now(), key) if key else None
    if thing is None:
        raise Http404
    give_up = bool(request.POST.get("give_up"))
    if key.startswith(FOLLOW_UP):
        follow_up = FollowUp.objects.get(pk=int(key.removeprefix(FOLLOW_UP)))
        (give_up_follow_up if give_up else take_follow_up)(by=request.user, follow_up=follow_up)
    elif give_up:
        give_up_claim(by=request.user, key=key)
    else:
        claim_due(by=request.user, key=key)
    said = _("已放下，别人可以认领：%(title)s") if give_up else _("已认领：%(title)s")
    messages.success(request, said % {"title": thing.title})
    return redirect("people:today")


@guard("people.search")
def search(request: GuardedRequest) -> HttpResponse:
    """People by a whole phone or id number, units and enterprises by words.

    A number is asked by POST, so that it stands in no address and no log.
    """
    words = request.POST.get("q", "")
    found = find_things(request.user, words) if words.strip() else None
    return render(request, "people/search.html", {
        "words": words, "found": found, "short": bool(words.strip()) and len(words.strip()) < LEAST_SIGNS})


def find_planning_unit(request: GuardedRequest) -> Any:
    """The unit for which the account would plan a visit, or None."""
    return units_of(request.user, "organiser", "officer").filter(closed_on=None).order_by("path").first()


def say_headline(count: int, due_today: int, unowned: int) -> str:
    """The day in one sentence."""
    if not count:
        return _("今天没有到期的事")
    said = ngettext("手上有%(count)s件要办的事", "手上有%(count)s件要办的事", count) % {"count": count}
    today = _("%(due)s件今天到期") % {"due": due_today} if due_today else _("今天没有到期的")
    free = _("%(free)s件还没有人认领") % {"free": unowned} if unowned else _("都有人认领")
    return _("%(said)s：%(today)s，%(free)s") % {"said": said, "today": today, "free": free}


def say_urgent(things: list[Due], moment: datetime) -> str:
    """The most urgent thing and how long it still has."""
    dated = [thing for thing in things if thing.due is not None]
    if not dated:
        return ""
    first = min(dated, key=lambda thing: thing.due or moment)
    left = (first.due - moment).total_seconds() if first.due else 0.0
    words = {"left": say_left(abs(left)), "title": first.title}
    return (_("最急的一件逾期%(left)s：%(title)s。") if left < 0 else _("最急的一件还有%(left)s：%(title)s。")) % words


def split_sections(sections: list[Section]) -> list[tuple[Section, list[Due], list[Due], int]]:
    """Each section with what is open at once, what unfolds, and how many more there are."""
    return [(section, section.things[:OPEN_THINGS], section.things[OPEN_THINGS:MOST_THINGS],
             max(0, len(section.things) - MOST_THINGS)) for section in sections]
