"""The record of who did and who read what: rows are added, and the database itself refuses to change them."""

from __future__ import annotations

from typing import Any

from django.db import models

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.unit import Unit


class DeedQuerySet(models.QuerySet["Deed"]):
    """Lists of deeds."""

    def visible_to(self, account: Any) -> DeedQuerySet:
        """Those in the units where the account is steward; at the root also those of no unit; else none."""
        from nuantu_hub.people.permissions import units_of  # only now: permissions import the models

        reach = units_of(account, "steward")
        seen = models.Q(unit__in=reach)
        return self.filter(seen | models.Q(unit=None) if reach.filter(parent=None).exists() else seen)


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Lists of readings."""

    def visible_to(self, account: Any) -> ReadingQuerySet:
        """Those by staff of the units where the account is steward; none for everybody else."""
        from nuantu_hub.people.permissions import units_of  # only now: permissions import the models

        return self.filter(by__posts__unit__in=units_of(account, "steward")).distinct()


class Deed(models.Model):
    """Something done: by whom, to what, with which words; written in the same transaction as the deed itself.

    ``thing`` is the table's label and ``thing_id`` its key as text; no personal word stands in ``detail``, only keys,
    states and counts, so that erasing a person needs no change here.
    """

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="deeds")
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="deeds")
    detail = models.JSONField(default=dict)

    objects = DeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.verb} {self.thing} {self.thing_id}"


class Reading(models.Model):
    """Something sensitive read: by whom, what, and for which purpose."""

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="readings")
    thing = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=60)
    purpose = models.CharField(max_length=60)

    objects = ReadingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.thing} {self.thing_id}"
