"""How often the registry has changed: whoever keeps a copy of it sees by one number whether the copy still holds."""

from __future__ import annotations

from django.db import models


class RegistryStamp(models.Model):
    """The only row: raised by the database itself whenever a station or a facility is added, changed or removed."""

    number = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.number)
