"""Stretches of time in which a door was in touch with the hub: what is measured of its opening hours."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuantu_hub.stations.models.door import Door
from nuantu_hub.stations.models.station import Station


class DoorSpan(models.Model):
    """From when until when a door was heard of without a pause of more than a minute.

    ``restarted`` tells that the controller began anew before this stretch: in the pause it had no power. Where it did
    not, it ran on without the hub, and its keypad opened.
    """

    door = models.ForeignKey(Door, models.PROTECT, related_name="spans")
    station = models.ForeignKey(Station, models.PROTECT, related_name="spans")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    restarted = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["began_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["station", "ended_at"], name="spans_of_a_station"),
            models.Index(fields=["door", "ended_at"], name="spans_of_a_door")]

    def __str__(self) -> str:
        return f"{self.station_id} {self.began_at} {self.ended_at}"
