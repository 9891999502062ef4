"""What was measured of a piece of equipment, over time."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuantu_hub.stations.models.equipment import Equipment


class Measurement(models.Model):
    """One value at one moment; kept for ninety days, and no closer than ten minutes unless the value changed."""

    equipment = models.ForeignKey(Equipment, models.CASCADE, related_name="measurements")
    at = models.DateTimeField(db_index=True)
    value = models.FloatField()

    class Meta:
        ordering: ClassVar[list[str]] = ["equipment", "at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["equipment", "at"], name="one_value_a_moment")]

    def __str__(self) -> str:
        return f"{self.equipment} {self.at}"
