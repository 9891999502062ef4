"""An order to open a door from afar: by whom, why, until when it holds, and what came of it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models.door import Door
from nuantu_hub.stations.models.station import Station


class UnlockOrder(models.Model):
    """Told to the door with its next question, and done when the door says that it opened by this order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.UUIDField(unique=True)
    door = models.ForeignKey(Door, models.PROTECT, related_name="unlock_orders")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    why = models.CharField(_("原因"), max_length=200)
    at = models.DateTimeField()
    until = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "pk"]

    def __str__(self) -> str:
        return f"{self.door} {self.at}"

    @property
    def station(self) -> Station:
        """The station whose door it is."""
        return self.door.station

    @property
    def unit(self) -> Unit:
        """The union of that station."""
        return self.door.station.unit

    def is_over(self, moment: datetime) -> bool:
        """Whether it can no longer open anything."""
        return self.done_at is not None or moment >= self.until
