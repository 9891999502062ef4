"""What was begun because of a problem: a fault at a station, a compound to be won over, a topic to bargain about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuantu_hub.needs.models.problem import Problem
from nuantu_hub.people.models import Account, Unit


class ProblemStart(models.Model):
    """``kind`` is the entry of the registry that began it, ``address`` where it stands in the hub."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="starts")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def unit(self) -> Unit:
        """The union of its problem."""
        return self.problem.unit
