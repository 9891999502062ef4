"""Complaints of residents about riders in their compound: without an account, with a clock for the answer."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.models.compound import Compound
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.crypto import EncryptedTextField


def draw_receipt() -> str:
    """By which whoever complained finds the answer again; nothing else leads to it."""
    return secrets.token_urlsafe(12)


class ResidentComplaint(models.Model):
    """Something that a resident does not accept. Who it was is not asked; no rider is named in it."""

    class Kind(models.TextChoices):
        """What it is about, as the buttons say it."""

        SPEED = "speed", _("骑得太快")
        NOISE = "noise", _("吵")
        PARKING = "parking", _("停车挡路")
        WAY = "way", _("走了禁行的路")
        BUILDING = "building", _("楼道和电梯")
        GATE = "gate", _("门口放行")
        OTHER = "other", _("其他")

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("等答复")
        ANSWERED = "answered", _("已答复")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    compound = models.ForeignKey(Compound, models.PROTECT, related_name="complaints")
    receipt = models.CharField(max_length=24, unique=True, default=draw_receipt)
    kind = models.CharField(_("哪一类"), max_length=10, choices=Kind.choices)
    words = EncryptedTextField(blank=True, default="")
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.CharField(max_length=300, blank=True, default="")
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_at", "pk"]

    def __str__(self) -> str:
        return f"{self.compound} {self.pk:05d}"

    @property
    def unit(self) -> Unit:
        """The union of its compound."""
        return self.compound.unit

    def is_overdue(self, moment: datetime) -> bool:
        """Whether it should have been answered by now."""
        return self.state == ResidentComplaint.State.OPEN and moment > self.due_at
