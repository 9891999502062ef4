"""Checking in by choice: marks of one day that nobody can read when the day is over, and what is left of them."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q

from nuantu_hub.people.models import Unit
from nuantu_hub.site.crypto import EncryptedTextField
from nuantu_hub.stations.models.station import Station


def draw_day_secret() -> str:
    """64 hexadecimal signs."""
    return secrets.token_hex(32)


class DayKey(models.Model):
    """The secret of one day. Its row is deleted at midnight, China's time; no other copy of it is kept."""

    day = models.DateField(unique=True)
    secret = EncryptedTextField(default=draw_day_secret)

    def __str__(self) -> str:
        return str(self.day)


class CheckIn(models.Model):
    """Somebody chose to be counted at a station. ``mark`` stands for the person on this day alone.

    It is an HMAC of the account's key under the secret of the day. Rows are deleted with that secret, when the persons
    of the day have been counted.
    """

    day = models.DateField()
    station = models.ForeignKey(Station, models.PROTECT, related_name="check_ins")
    mark = models.CharField(max_length=64)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["day", "mark"], condition=Q(until=None), name="one_place_at_a_time")]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["station", "day"], name="check_ins_of_a_day")]

    def __str__(self) -> str:
        return f"{self.station_id} {self.day}"


class PersonCount(models.Model):
    """How many different persons checked in on a day, at one station or anywhere in a unit's reach."""

    day = models.DateField()
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="person_counts")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="station_persons")
    persons = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["day", "station"], condition=Q(unit=None), name="one_station_count_a_day"),
            models.UniqueConstraint(fields=["day", "unit"], condition=Q(station=None), name="one_unit_count_a_day"),
            models.CheckConstraint(condition=Q(station=None) ^ Q(unit=None), name="counted_at_one_of_both")]

    def __str__(self) -> str:
        return f"{self.day}: {self.persons}"
