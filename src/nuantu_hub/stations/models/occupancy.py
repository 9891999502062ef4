"""How many are inside a station, as its door last counted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuantu_hub.stations.models.station import Station


class DoorOccupancy(models.Model):
    """The number that the counter at the door last told, and when."""

    station = models.OneToOneField(Station, models.PROTECT, primary_key=True, related_name="door_occupancy")
    people = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["station"]

    def __str__(self) -> str:
        return f"{self.station_id}: {self.people}"
