"""The clocks of a problem, when each ran and stood, and why."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.problem import Problem
from nuantu_hub.people.models import Account


class ProblemClock(models.Model):
    """One of the four clocks in one round; a problem that is reopened starts another round.

    ``is_provisional`` says that the holidays on which the end rests are not published yet.
    """

    class Step(models.TextChoices):
        """What is to be done until then."""

        RECEIVED = "received", _("收到")
        SORTED = "sorted", _("归并")
        ANSWERED = "answered", _("答复")
        SETTLED = "settled", _("结果")

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="clocks")
    step = models.CharField(max_length=10, choices=Step.choices)
    round = models.PositiveSmallIntegerField(default=0)
    urgency = models.CharField(max_length=8, choices=Problem.Urgency.choices)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    is_provisional = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True, blank=True)
    void_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["round", "due_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("problem", "step", "round"), name="problem_clock_once")]

    def __str__(self) -> str:
        return f"{self.problem_id} {self.step} {self.round}"

    @property
    def runs(self) -> bool:
        """Whether it was neither reached nor given up."""
        return self.done_at is None and self.void_at is None

    def is_late(self, moment: datetime) -> bool:
        """Whether it ended later than it should have, or should have ended by now."""
        return self.void_at is None and (self.done_at or moment) > self.due_at


class ProblemPause(models.Model):
    """While the clocks of a problem stand, and why."""

    class Reason(models.TextChoices):
        """Reasons for which a clock may stand; no other one counts."""

        WORDS = "words", _("等提的人补充")
        LAW = "law", _("等法定程序")
        SEASON = "season", _("要到季节才能做")
        WEATHER = "weather", _("灾害或极端天气")
        SITE = "site", _("现场不能施工")

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="pauses")
    reason = models.CharField(_("为什么停钟"), max_length=10, choices=Reason.choices)
    words = models.CharField(_("怎么回事"), max_length=200)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    review_on = models.DateField(_("哪天再看"))

    class Meta:
        ordering: ClassVar[list[str]] = ["since", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("problem",), condition=models.Q(until=None), name="problem_pause_once")]

    def __str__(self) -> str:
        return f"{self.problem_id} {self.reason}"
