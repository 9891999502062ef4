"""The steps of founding a union at an enterprise, each with its date, its document and who took it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.enterprise import Enterprise, Stage
from nuantu_hub.people.models.unit import Unit


class Step(models.Model):
    """One step to a stage, forward or back; ``due`` is when the next must have been taken."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=14, choices=Stage.choices)
    on = models.DateField(_("日期"))
    due = models.DateField(null=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    note = models.CharField(_("说明"), max_length=300, blank=True, default="")
    reference = models.CharField(_("文号或凭证"), max_length=80, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.stage} {self.on}"

    @property
    def unit(self) -> Unit:
        """The unit whose posts reach it."""
        return self.enterprise.overseer
