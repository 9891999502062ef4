"""Limits: up to where a side would go, known to those who speak for it and to nobody else."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit


class SideLimitQuerySet(models.QuerySet["SideLimit"]):
    """Lists of limits."""

    def of_side(self, talk: Talk, side: str) -> SideLimitQuerySet:
        """Those that a side has set in a talk; none for an empty side."""
        return self.filter(talk=talk, side=side, ended_at=None) if side else self.none()


class SideLimit(models.Model):
    """One limit. ``value`` is whole: minor units an hour or an order, seconds, metres an hour, or per mille, as the
    outcome is counted (see ``domain/outcomes.py``); it speaks of the level under the offer, or of the change to it.
    """

    class Sense(models.TextChoices):
        """Which way it limits."""

        AT_LEAST = "at_least", _("至少")
        AT_MOST = "at_most", _("至多")

    class Measure(models.TextChoices):
        """What it limits."""

        AFTER = "after", _("照报价以后的数")
        DIFF = "diff", _("比现行的变化")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="limits")
    side = models.CharField(max_length=8, choices=Delegate.Side.choices)
    outcome = models.CharField(_("看哪个数"), max_length=40)
    measure = models.CharField(_("限什么"), max_length=8, choices=Measure.choices, default=Measure.AFTER)
    sense = models.CharField(_("方向"), max_length=8, choices=Sense.choices)
    value = models.BigIntegerField()
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    objects = SideLimitQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["outcome", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["talk", "side", "outcome", "measure", "sense"],
                                    condition=models.Q(ended_at=None), name="one_limit_a_way")]

    def __str__(self) -> str:
        return f"{self.talk_id} {self.outcome}"

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.talk.unit
