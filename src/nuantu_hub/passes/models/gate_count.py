"""What a gate told of a day: how many were let in and how many were not. No time of day, and nobody's."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuantu_hub.passes.models.gate_number import GateNumber


class GateCount(models.Model):
    """One day of one gate. None stands for fewer than ten, which a gate does not tell and nobody has here.

    ``let_in`` are those whom their code let in, ``degraded`` of them those with old lists, ``refused`` codes that did
    not open, ``manual`` whom a guard let in by hand. ``measured`` were measured from code to barrier, ``seconds`` is
    the sum of it.
    """

    gate = models.ForeignKey(GateNumber, models.PROTECT, related_name="counts")
    day = models.DateField()
    let_in = models.PositiveIntegerField(null=True)
    degraded = models.PositiveIntegerField(null=True)
    refused = models.PositiveIntegerField(null=True)
    manual = models.PositiveIntegerField(null=True)
    measured = models.PositiveIntegerField(null=True)
    seconds = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "gate"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["gate", "day"], name="one_count_a_day_and_gate")]

    def __str__(self) -> str:
        return f"{self.gate_id} {self.day}"
