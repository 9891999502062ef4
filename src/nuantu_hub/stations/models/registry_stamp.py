"""Whether the registry has changed: whoever keeps a copy of it sees by one number whether the copy still holds."""

from __future__ import annotations

from django.db import models


class RegistryStamp(models.Model):
    """The only row: drawn anew by the database itself whenever a station or a facility is added, changed or removed.

    It is drawn, not counted, so that a number that was rolled back never comes again for something else. No row stands
    for a registry that nothing was ever put into.
    """

    number = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return str(self.number)
