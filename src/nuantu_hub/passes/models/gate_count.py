"""What a gate told of a day: how many were let in and how many were not. No time of day, and nobody's."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuantu_hub.passes.models.gate_number import GateNumber


class GateCount(models.Model):
    """One day of one gate. None stands for a number from 1 to 9, which the gate does not tell and nobody has here.

    ``median_ms`` is the median from the first sight of a code to the answer, None where fewer than ten were let in.
    """

    gate = models.ForeignKey(GateNumber, models.PROTECT, related_name="counts")
    day = models.DateField()
    green = models.PositiveIntegerField(null=True)
    amber = models.PositiveIntegerField(null=True)
    red = models.PositiveIntegerField(null=True)
    manual = models.PositiveIntegerField(null=True)
    median_ms = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "gate"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["gate", "day"], name="one_count_a_day_and_gate")]

    def __str__(self) -> str:
        return f"{self.gate_id} {self.day}"
