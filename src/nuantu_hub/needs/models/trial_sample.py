"""A supplier's sample: shown to testers by its letter alone until it is decided."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.trial import Trial
from nuantu_hub.people.models import Account, Unit


class TrialSample(models.Model):
    """One sample. ``sizes`` and ``vehicles`` are what it is made for; an empty list says: any.

    ``out_why`` is set when it is out for safety: no points bring it back.
    """

    token = models.UUIDField(unique=True)
    trial = models.ForeignKey(Trial, models.CASCADE, related_name="samples")
    letter = models.CharField(max_length=1)
    supplier = models.CharField(_("供应商"), max_length=80)
    price_minor = models.PositiveIntegerField(_("单价，分"))
    sizes: models.JSONField[Any, Any] = models.JSONField(default=list)
    vehicles: models.JSONField[Any, Any] = models.JSONField(default=list)
    certificate = models.CharField(_("阻燃检测报告编号"), max_length=60, blank=True, default="")
    certificate_until = models.DateField(_("报告有效到"), null=True, blank=True)
    out_why = models.CharField(max_length=300, blank=True, default="")
    out_at = models.DateTimeField(null=True, blank=True)
    out_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["letter"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trial", "letter"], name="one_sample_a_letter")]

    def __str__(self) -> str:
        return f"{self.trial} {self.letter}"

    @property
    def unit(self) -> Unit:
        """The union whose trial it is."""
        return self.trial.unit

    @property
    def is_out(self) -> bool:
        """Whether it is out for safety."""
        return self.out_at is not None

    def is_certified(self, day: date) -> bool:
        """Whether a report on fire safety is there and holds on a day."""
        return bool(self.certificate) and self.certificate_until is not None and self.certificate_until >= day
