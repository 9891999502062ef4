"""A list of stations handed in as one file: tried row by row first, then taken over."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.stations.models.station import Station


class StationImportQuerySet(models.QuerySet["StationImport"]):
    """Lists of files."""

    def visible_to(self, account: Any) -> StationImportQuerySet:
        """Those for units of which the account is officer; none for everybody else."""
        if not isinstance(account, Account):
            return self.none()
        return self.filter(unit__in=units_of(account, Post.Role.OFFICER))


class StationImport(models.Model):
    """One file for the stations of one unit and below it."""

    class State(models.TextChoices):
        """How far it is."""

        TRIED = "tried", _("已试算")
        TAKEN = "taken", _("已写入")

    token = models.UUIDField(unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="station_imports")
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="station_imports")
    at = models.DateTimeField()
    file_name = models.CharField(max_length=120)
    state = models.CharField(max_length=6, choices=State.choices, default=State.TRIED)
    taken_at = models.DateTimeField(null=True)

    objects = StationImportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class StationImportRow(models.Model):
    """What a line of the file says, and what came or would come of it. ``changes`` names the fields that differ."""

    class Fate(models.TextChoices):
        """What a row does."""

        NEW = "new", _("新增")
        MOVED = "moved", _("搬迁")
        CHANGED = "changed", _("更新")
        SAME = "same", _("已有，不变")
        BAD = "bad", _("有问题")

    station_import = models.ForeignKey(StationImport, models.CASCADE, related_name="lines")
    line = models.PositiveIntegerField()
    cells = models.JSONField()
    fate = models.CharField(max_length=7, choices=Fate.choices)
    field = models.CharField(max_length=30, blank=True, default="")
    what = models.CharField(max_length=200, blank=True, default="")
    fix = models.CharField(max_length=200, blank=True, default="")
    changes = models.JSONField(default=list)
    station = models.ForeignKey(Station, models.SET_NULL, null=True, related_name="+")
    taken = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["line"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["station_import", "line"], name="one_station_row_a_line")]

    def __str__(self) -> str:
        return f"{self.line} {self.fate}"
