"""What is asked of the thing that is bought, dated before anybody tried it: requirements and weighted criteria."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.trial import Trial
from nuantu_hub.people.models import Account


class TrialSpec(models.Model):
    """One version of the specification. The newest holds; none is added once somebody has told how it was."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="specs")
    version = models.PositiveSmallIntegerField()
    words = models.CharField(_("要求"), max_length=600)
    cap_minor = models.PositiveIntegerField(_("单价上限，分"))
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trial", "version"], name="one_trial_spec_a_version")]

    def __str__(self) -> str:
        return f"{self.trial} {self.version}"


class Criterion(models.Model):
    """Something that testers give 1 to 5 on. On a criterion of safety a 1 says: dangerous, stop."""

    class Key(models.TextChoices):
        """What is looked at, as the form asks it."""

        WARMTH = "warmth", _("暖不暖")
        WHEELS = "wheels", _("离车轮")
        VISIBILITY = "visibility", _("挡不挡灯和视线")
        FIRE = "fire", _("怕不怕火")
        WASHING = "washing", _("好不好洗")
        HANDLING = "handling", _("穿脱方便")

    SAFETY: ClassVar = (Key.WHEELS, Key.VISIBILITY, Key.FIRE)

    spec = models.ForeignKey(TrialSpec, models.CASCADE, related_name="criteria")
    key = models.CharField(max_length=10, choices=Key.choices)
    weight = models.PositiveSmallIntegerField(_("占多少，%"))

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["spec", "key"], name="one_criterion_a_spec")]

    def __str__(self) -> str:
        return f"{self.spec} {self.key}"

    @property
    def is_safety(self) -> bool:
        """Whether a 1 on it stops the sample."""
        return self.key in Criterion.SAFETY
