"""What was computed from votes: the frozen snapshot, seed and answer; and the rounds that ordered statements."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.deliberation import Deliberation
from nuantu_hub.people.models import Account, Unit


class DeliberationRun(models.Model):
    """One computing. ``snapshot`` is the archive in the public format; whoever has it computes the same ``result``.

    The final one is made at closing and published as it comes: nobody can hold it back or choose among several.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("排队中")
        RUNNING = "running", _("正在算")
        DONE = "done", _("算好了")
        FAILED = "failed", _("没算成")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    deliberation = models.ForeignKey(Deliberation, models.CASCADE, related_name="runs")
    is_final = models.BooleanField(default=False)
    seed = models.PositiveIntegerField()
    forced_groups = models.PositiveSmallIntegerField(_("分成几群"), null=True, blank=True)
    voters = models.PositiveIntegerField(default=0)
    votes = models.PositiveIntegerField(default=0)
    snapshot = models.BinaryField(default=bytes)
    inputs_sha256 = models.CharField(max_length=64, blank=True, default="")
    result = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    why_failed = models.CharField(max_length=300, blank=True, default="")
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["deliberation"], condition=models.Q(is_final=True),
                                    name="one_final_run")]

    def __str__(self) -> str:
        return f"{self.deliberation} {self.asked_at:%Y-%m-%d}"

    @property
    def unit(self) -> Unit:
        """The union of its deliberation."""
        return self.deliberation.unit

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or is being computed."""
        return self.state in (DeliberationRun.State.WAITING, DeliberationRun.State.RUNNING)


class RoutingRound(models.Model):
    """The weights by which statements were put before participants from a moment on, with the counts behind them.

    ``weights`` maps a statement's number to ``[agree, disagree, pass, weight]``.
    """

    deliberation = models.ForeignKey(Deliberation, models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    voters = models.PositiveIntegerField(default=0)
    votes = models.PositiveIntegerField(default=0)
    weights = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["deliberation", "number"], name="one_round_a_number")]

    def __str__(self) -> str:
        return f"{self.deliberation} {self.number}"
