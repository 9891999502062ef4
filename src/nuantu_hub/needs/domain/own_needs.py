"""What somebody said and joined, with everything that came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from nuantu_hub.needs.domain.shared_problems import SharedProblem, tell_shared
from nuantu_hub.needs.models import Need, NeedStep, Told
from nuantu_hub.people.models import Account


@dataclass(frozen=True, slots=True)
class OwnNeed:
    """A need with its history, its answers (the newest first) and the problem that it became a part of."""

    need: Need
    steps: tuple[NeedStep, ...]
    told: tuple[Told, ...]
    problem: SharedProblem | None
    joined: int

    @property
    def latest(self) -> Told | None:
        """The answer that counts now."""
        return self.told[0] if self.told else None


def tell_own(needs: Sequence[Need]) -> list[OwnNeed]:
    """Everything about these needs, in a fixed number of questions."""
    keys = [need.pk for need in needs]
    roots = {need.pk: need.echo_of_id or need.pk for need in needs}
    steps: dict[int, list[NeedStep]] = {}
    for step in NeedStep.objects.filter(need__in=keys).order_by("at", "pk"):
        steps.setdefault(step.need_id, []).append(step)
    told: dict[int, list[Told]] = {}
    for one in Told.objects.filter(need__in=keys).select_related("reply__unit").order_by("-reply__at", "-pk"):
        told.setdefault(one.need_id, []).append(one)
    problems = tell_shared(set(roots.values()))
    joined = _count_joined(set(roots.values()))
    return [OwnNeed(need, tuple(steps.get(need.pk, ())), tuple(told.get(need.pk, ())), problems.get(roots[need.pk]),
                    joined.get(roots[need.pk], 0)) for need in needs]


def list_own(account: Account, most: int = 50) -> list[OwnNeed]:
    """What somebody said under the own name, the newest first."""
    rows = Need.objects.of(account).select_related("unit", "station", "echo_of").order_by("-at", "pk")
    return tell_own(list(rows[:most]))


def _count_joined(roots: set[int]) -> dict[int, int]:
    rows = Need.objects.filter(echo_of__in=roots).exclude(state=Need.State.ASIDE).order_by()
    return dict(rows.values_list("echo_of").annotate(count=Count("pk")))
