"""An alarm of a door: held open, somebody behind somebody, opened by force, too many wrong codes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models.door import Door
from nuantu_hub.stations.models.station import Station


class Alarm(models.Model):
    """What a door rings for, from the first time until somebody has looked and says what it was.

    It tells of a door, never of a person: ``count`` is how often it rang since ``since``.
    """

    class Kind(models.TextChoices):
        """What happened, by the door's own words."""

        HELD_OPEN = "held_open", _("门没关")
        TAILGATING = "tailgating", _("一次开门进了不止一人")
        TAMPER = "tamper", _("设备被拆动")
        LOCKED_OUT = "locked_out", _("连续输错，键盘锁定")
        CLOCK_JUMP = "clock_jump", _("门上的时钟跳了")
        FIRE = "fire", _("消防开门")

    door = models.ForeignKey(Door, models.PROTECT, related_name="alarms")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    since = models.DateTimeField()
    last_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(_("看到的情况"), max_length=200, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["-last_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["door", "kind"], condition=Q(closed_at=None), name="one_open_alarm_a_kind")]

    def __str__(self) -> str:
        return f"{self.door} {self.kind}"

    @property
    def station(self) -> Station:
        """The station whose door it is."""
        return self.door.station

    @property
    def unit(self) -> Unit:
        """The union of that station."""
        return self.door.station.unit
