"""Person-times at a station's door, hour by hour."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuantu_hub.stations.models.station import Station


class VisitCount(models.Model):
    """How often somebody went in, out, and was not let in within one hour of a day in China's time.

    An hour without a row is an hour in which nothing was counted. A person who comes twice counts twice.
    """

    station = models.ForeignKey(Station, models.PROTECT, related_name="visit_counts")
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    entered = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "hour"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["station", "day", "hour"], name="one_count_an_hour")]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["day"], name="counts_of_a_day")]

    def __str__(self) -> str:
        return f"{self.station_id} {self.day} {self.hour}: {self.entered}"
