"""What became of a problem, step by step: who did what, and why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.problem import Problem
from nuantu_hub.people.models import Account


class ProblemStep(models.Model):
    """One step. ``other`` is the problem that it was split from, folded into or given needs of.

    ``count`` is how many needs it concerned. What only staff may read has ``is_public`` False.
    """

    class Kind(models.TextChoices):
        """What happened."""

        FOUND = "found", _("归并成一个问题")
        JOINED = "joined", _("又有人说")
        SORTED = "sorted", _("核对、命名")
        RENAMED = "renamed", _("改名")
        URGED = "urged", _("改紧急程度")
        TAKEN = "taken", _("认领")
        GIVEN = "given", _("交给")
        MOVED = "moved", _("交给别的工会")
        SPLIT = "split", _("拆出")
        SPLIT_OFF = "split_off", _("从别的问题拆来")
        MERGED = "merged", _("并入")
        MERGED_IN = "merged_in", _("别的问题并入")
        PAUSED = "paused", _("停钟")
        RESUMED = "resumed", _("钟接着走")
        REFERRED = "referred", _("转部门")
        RETURNED = "returned", _("部门退回")
        HEARD = "heard", _("部门答复")
        RECALLED = "recalled", _("收回转办")
        CALLED = "called", _("召集协调会")
        MET = "met", _("开了协调会")
        DONE = "done", _("办成一项")
        ANSWERED = "answered", _("答复")
        TOLD = "told", _("告诉提的人")
        REOPENED = "reopened", _("没解决，重开")
        SETTLED = "settled", _("办结")
        DROPPED = "dropped", _("不办")
        STARTED = "started", _("由此开始")

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=600, blank=True, default="")
    other = models.ForeignKey(Problem, models.PROTECT, null=True, blank=True, related_name="+")
    count = models.PositiveIntegerField(null=True, blank=True)
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.problem_id} {self.kind}"
