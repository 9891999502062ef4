"""Which problem a need belongs to, one at a time; who joined it by "me too" belongs where it does."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from nuantu_hub.needs.models.need import Need, NeedQuerySet
from nuantu_hub.needs.models.problem import Problem


class ProblemMember(models.Model):
    """A need in a problem. ``by_hand`` is what a person decided: no later run takes it out again.

    It has no number of its own, and ``since`` is cut to the hour, so that it tells nothing of when somebody wrote.
    """

    need = models.OneToOneField(Need, models.CASCADE, primary_key=True, related_name="problem_member")
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="members")
    since = models.DateTimeField()
    by_hand = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.problem_id} {self.need_id}"


def list_said(problem: Problem) -> NeedQuerySet:
    """What everybody said of a problem: its needs and those who joined them; each is one person."""
    return Need.objects.filter(Q(problem_member__problem=problem) | Q(echo_of__problem_member__problem=problem))
