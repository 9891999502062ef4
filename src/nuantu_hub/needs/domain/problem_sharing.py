"""What writers and everybody may know of problems: told to the pages of needs through their registries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Count, Min, Q
from django.urls import reverse

from nuantu_hub.needs.domain.shared_problems import Findable, SharedProblem
from nuantu_hub.needs.models import CoordinationMeeting, Need, Problem, ProblemClock, ProblemMember


def count_people(problems: Collection[int]) -> dict[int, int]:
    """How many people said what belongs to each problem: needs and those who joined them, but what was put aside."""
    counted: dict[int, int] = defaultdict(int)
    for path in ("problem_member__problem", "echo_of__problem_member__problem"):
        rows = Need.objects.filter(**{f"{path}__in": list(problems)}).exclude(state=Need.State.ASIDE).order_by()
        for key, count in rows.values_list(path).annotate(count=Count("pk")):
            counted[key] += count
    return dict(counted)


def tell_problems(keys: Collection[int]) -> dict[int, SharedProblem]:
    """The problems of needs by the needs' keys, those that a person has checked and named."""
    members = dict(ProblemMember.objects.filter(need__in=list(keys), problem__in=Problem.objects.public())
                   .values_list("need_id", "problem_id"))
    problems = Problem.objects.in_bulk(set(members.values()))
    people, meetings = count_people(problems), _list_meetings(problems)
    grouped = dict(ProblemClock.objects.filter(problem__in=problems, step=ProblemClock.Step.SORTED, round=0)
                   .values_list("problem_id", "done_at"))
    due = _list_results(problems)
    told = {}
    for key, one in problems.items():
        met = meetings.get(key)
        told[key] = SharedProblem(
            title=one.name, url=reverse("needs:open_problem", args=[key]), people=people.get(key, 0),
            grouped_at=grouped.get(key) or one.public_at, meeting_at=met[0] if met else None,
            parties=met[1] if met else 0, due_at=due.get(key))
    return {need: told[problem] for need, problem in members.items()}


def _list_meetings(problems: Collection[int]) -> dict[int, tuple[datetime, int]]:
    """The last meeting of each problem that was not called off: when, and how many sides came or are asked."""
    rows = CoordinationMeeting.objects.filter(problems__in=list(problems)).exclude(
        state=CoordinationMeeting.State.CANCELLED).order_by("starts_at").annotate(
        sides=Count("parties", filter=~Q(parties__came=False), distinct=True)).values_list(
        "problems", "starts_at", "sides")
    return {key: (starts_at, sides) for key, starts_at, sides in rows}


def _list_results(problems: Collection[int]) -> dict[int, datetime]:
    """Until when each problem's result is due; none for those whose clocks stand."""
    rows = ProblemClock.objects.filter(problem__in=list(problems), step=ProblemClock.Step.SETTLED, done_at=None,
                                       void_at=None).exclude(problem__pauses__until=None,
                                                             problem__pauses__isnull=False)
    return dict(rows.values_list("problem_id", "due_at"))


def list_named() -> Iterable[Findable]:
    """The names of problems at work, each leading to the first of its needs, which whoever says the same joins."""
    rows = ProblemMember.objects.filter(problem__in=Problem.objects.public().at_work()).exclude(
        need__state=Need.State.ASIDE).order_by("problem_id").values("problem_id", "problem__name").annotate(
        first=Min("need_id"))
    return [Findable(row["first"], row["problem__name"]) for row in rows]
