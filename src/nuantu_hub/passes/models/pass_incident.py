"""Something that happened in a compound, for which two of three holders may look for one rider, once."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.models.compound import Compound
from nuantu_hub.passes.models.escrow_window import ShareHolder
from nuantu_hub.passes.models.pass_gate import PassGate
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.crypto import EncryptedTextField


class PassIncident(models.Model):
    """What the gate handed over, who opened the list of that window, and whether somebody was found.

    ``day_key`` and ``trace`` are what the gate kept of one use; both are blanked when the search is done, or given up.
    ``handed`` is the first holder's share, sealed to the second. ``starts`` are the windows still to be looked
    through, the first of them now: close to a window's edge there are two.
    """

    class Kind(models.TextChoices):
        """What it is about, as the buttons say it."""

        INJURY = "injury", _("有人受伤")
        DAMAGE = "damage", _("东西损坏")
        THEFT = "theft", _("财物丢失")
        THREAT = "threat", _("威胁或骚扰")
        OTHER = "other", _("其他")

    class State(models.TextChoices):
        """How far it is."""

        REPORTED = "reported", _("等第一方打开")
        HANDED = "handed", _("等第二方打开")
        SEARCHED = "searched", _("已查")
        DROPPED = "dropped", _("不查了")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    compound = models.ForeignKey(Compound, models.PROTECT, related_name="incidents")
    gate = models.ForeignKey(PassGate, models.PROTECT, related_name="+")
    kind = models.CharField(_("哪一类"), max_length=10, choices=Kind.choices)
    words = EncryptedTextField(_("发生了什么"))
    minute = models.DateTimeField(_("哪一分钟"))
    day_key = EncryptedTextField(blank=True, default="")
    trace = EncryptedTextField(blank=True, default="")
    starts: models.JSONField[Any, Any] = models.JSONField(default=list)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.REPORTED)
    handed = models.TextField(blank=True, default="")
    first_seat = models.PositiveSmallIntegerField(choices=ShareHolder.Seat.choices, null=True, blank=True)
    first_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)
    second_seat = models.PositiveSmallIntegerField(choices=ShareHolder.Seat.choices, null=True, blank=True)
    second_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=200, blank=True, default="")
    is_found = models.BooleanField(null=True, blank=True)
    leaf = models.PositiveIntegerField(null=True, blank=True)
    rider = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="pass_incidents")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.compound} {self.pk:05d}"

    @property
    def unit(self) -> Unit:
        """The union of its compound."""
        return self.compound.unit

    @property
    def is_open(self) -> bool:
        """Whether it can still be looked for."""
        return self.state in (PassIncident.State.REPORTED, PassIncident.State.HANDED)
