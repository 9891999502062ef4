"""Which answer was given to a problem, and what it says it did."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.need import Reply
from nuantu_hub.needs.models.problem import Problem
from nuantu_hub.people.models import Unit


class ProblemReply(models.Model):
    """An answer to all who said it. ``round`` is how often the problem had been reopened before."""

    class Result(models.TextChoices):
        """What the answer says it did; honest beforehand, since those who said it judge it."""

        DONE = "done", _("办成了")
        PARTLY = "partly", _("办成一部分")
        PLANNED = "planned", _("定了办法和日期")
        NOT = "not", _("办不了，说明为什么")

    reply = models.OneToOneField(Reply, models.PROTECT, primary_key=True, related_name="problem_reply")
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="replies")
    result = models.CharField(_("办成没有"), max_length=8, choices=Result.choices)
    round = models.PositiveSmallIntegerField(default=0)
    judge_until = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["reply__at"]

    def __str__(self) -> str:
        return f"{self.problem_id} {self.result}"

    @property
    def unit(self) -> Unit:
        """The union of its problem."""
        return self.problem.unit
