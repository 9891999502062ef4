"""The one registry of gate ids: a compound's gate and a station's door never share one."""

from __future__ import annotations

import base64
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.stations.models import Door


class GateNumber(models.Model):
    """A number that presentations are bound to; the row's own key is the number (u32).

    A number that was given is never given again. ``door`` is the station's door that has it; a compound's gate points
    here from its own table. ``device_key`` is the public Ed25519 key (base64, 32 bytes) with which whatever stands at
    the gate signs the counts of its days; empty while nothing does.
    """

    class Kind(models.TextChoices):
        """What stands there, and so which credentials are taken: a gate takes class 1 only, a door class 2 only."""

        GATE = "gate", _("小区的门")
        DOOR = "door", _("驿站的门")

    kind = models.CharField(max_length=4, choices=Kind.choices)
    door = models.OneToOneField(Door, models.PROTECT, null=True, blank=True, related_name="gate_number")
    device_key = models.CharField(max_length=44, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(kind="door") | models.Q(door=None),
                                   name="only_doors_of_stations_have_a_door")]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def credential_class(self) -> int:
        """The class of credentials that is taken there: 1 at gates, 2 at doors."""
        return 1 if self.kind == self.Kind.GATE else 2

    @property
    def key_bytes(self) -> bytes:
        """The public key of what stands there, 32 bytes; empty where nothing does."""
        return base64.b64decode(self.device_key, validate=True)
