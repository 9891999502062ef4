"""Starting something from a problem: what can be started stands in a registry that the apps fill."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse

from nuantu_hub.needs.domain.problem_clocks import note
from nuantu_hub.needs.models import Problem, ProblemStart, ProblemStep
from nuantu_hub.needs.models.problem_member import list_said
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.gathering import STARTS, Matter, Start


def tell_matter(problem: Problem) -> Matter:
    """A problem as other apps get it: no word of anybody who said it."""
    return Matter(f"problem-{problem.pk}", problem.name, problem.unit_id, problem.topic, list_said(problem).count(),
                  reverse("needs:problem", args=[problem.pk]))


def list_starts(account: Account) -> list[Start]:
    """What an account may start."""
    return [one for one in STARTS if account.has_perm(one.permission)]


def find_start(account: Account, key: str) -> Start | None:
    """The entry of a key, if the account may start it."""
    return next((one for one in list_starts(account) if one.key == key), None)


@transaction.atomic
def start_from(*, by: Account, problem: Problem, start: Start, told: dict[str, Any]) -> ProblemStart:
    """Start something; the problem keeps what was begun and where it stands. The same thing twice is kept once."""
    begun = start.begin(by, tell_matter(problem), told)
    made, is_new = ProblemStart.objects.get_or_create(
        problem=problem, kind=start.key, address=begun.address,
        defaults={"title": begun.title[:120], "by": by, "at": problem.opened_at})
    if is_new:
        step = note(problem, ProblemStep.Kind.STARTED, by=by, words=f"{start.title}：{begun.title}"[:600])
        made.at = step.at
        made.save(update_fields=["at"])
        record_deed(by, "problem began something", made, problem.unit, kind=start.key)
    return made
