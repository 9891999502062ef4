"""Problems for everybody: the list with the three rates, one with its course, and the table that gives them again."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from nuantu_hub.needs.domain.problem_answers import count_verdicts
from nuantu_hub.needs.domain.problem_rates import LEAST, measure_problems, sum_rates
from nuantu_hub.needs.domain.problem_table import hold_back, write_public_table
from nuantu_hub.needs.interfaces.problem_told import TONES, tell_clocks
from nuantu_hub.needs.models import CoordinationMeeting, Need, Problem
from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import open_to_all

ROWS = 50


@open_to_all
@never_cache
def open_problems(request: HttpRequest) -> HttpResponse:
    """All problems that have a name, and the three rates with what they leave out."""
    topic, moment = request.GET.get("topic", ""), now()
    seen = Problem.objects.public().select_related("unit").order_by("-public_at", "-pk")
    every = list(seen)
    figures = measure_problems(every, moment)
    held = hold_back(figures)
    shown = [one for one in every if one.topic == topic] if topic in Need.Topic.values else every
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    return render(request, "needs/open_problems.html", {
        "page": page, "rates": sum_rates(figures.values()), "topic": topic, "topics": Need.Topic.choices,
        "rows": [(one, None if one.pk in held else figures[one.pk].people, TONES[Problem.State(one.state)])
                 for one in page], "demo": is_demo(), "least": LEAST, "many": sum_rates(
                     figures.values()).figures.judged >= LEAST})


@open_to_all
@never_cache
def open_problem(request: HttpRequest, key: int) -> HttpResponse:
    """One problem: its clocks, what became of it, answers and what those who said it say of them."""
    found = get_object_or_404(Problem.objects.select_related("unit", "merged_into"), pk=key)
    if found.public_at is None:
        raise Http404
    moment = now()
    figures = measure_problems([found], moment)[found.pk]
    pause = found.pauses.filter(until=None).first()
    clocks = tell_clocks(list(found.clocks.all()), pause, moment)
    replies = [(one, count_verdicts(one.reply)) for one in found.replies.select_related("reply").order_by("reply__at")]
    return render(request, "needs/open_problem.html", {
        "problem": found, "tone": TONES[Problem.State(found.state)], "pause": pause,
        "people": figures.people if figures.people >= LEAST else None, "least": LEAST,
        "clocks": clocks, "provisional": any(one.provisional for one in clocks),
        "steps": found.steps.filter(is_public=True),
        "replies": [(one, verdicts if verdicts.judged >= LEAST else None) for one, verdicts in replies],
        "meetings": found.meetings.exclude(state=CoordinationMeeting.State.CANCELLED),
        "outcomes": found.outcomes.all(), })


@open_to_all
def open_table(request: HttpRequest) -> HttpResponse:
    """A line a problem, from which the rates of the page can be computed again."""
    del request
    seen = list(Problem.objects.public().select_related("unit").order_by("pk"))
    answer = HttpResponse(write_public_table(seen, now()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="problems.csv"'
    return answer
