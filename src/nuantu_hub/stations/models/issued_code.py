"""A one-time code that was shown to somebody at a door; to whom, the hub does not know."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuantu_hub.stations.models.door import Door


class IssuedCode(models.Model):
    """That a serial of a door's window of ten minutes was given out. The code itself is stored nowhere."""

    door = models.ForeignKey(Door, models.CASCADE, related_name="issued_codes")
    window = models.BigIntegerField()
    serial = models.PositiveSmallIntegerField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["door", "window", "serial"], name="one_code_a_serial")]

    def __str__(self) -> str:
        return f"{self.door} {self.window}/{self.serial}"
