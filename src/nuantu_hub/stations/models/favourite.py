"""The stations that somebody wants to find again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuantu_hub.people.models import Account
from nuantu_hub.stations.models.station import Station


class Favourite(models.Model):
    """A station that an account marked; nobody but the account sees it."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="favourite_stations")
    station = models.ForeignKey(Station, models.CASCADE, related_name="favourites")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "station"], name="one_favourite_a_station")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.station_id}"
