"""A replayed day in the hub: which day, under which agreement, brought in by whom, at which clock it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import is_worker, units_of
from nuantu_hub.seam.reading import RunView, open_view

#: Roles that may look at the runs of their units.
ROLES = (Post.Role.OFFICER, Post.Role.ORGANISER, Post.Role.REVIEWER, Post.Role.STEWARD)


class RunQuerySet(models.QuerySet["Run"]):
    """Lists of runs."""

    def visible_to(self, account: Any) -> RunQuerySet:
        """Staff see the runs of the units that they reach; a worker those of the platforms linked to; else none."""
        if is_worker(account):
            return self.filter(platform__in=account.links.values("platform"))
        return self.filter(unit__in=units_of(account, *ROLES))


class Run(models.Model):
    """One replayed day. ``id`` follows from its contents; its files lie in the data folder under that name.

    ``clock_at`` is the moment at which a worker's page shows the day as today, until days come in live.
    """

    id = models.CharField(primary_key=True, max_length=12)
    platform = models.CharField(max_length=60)
    date = models.DateField()
    name = models.CharField(max_length=120)
    agreement_id = models.CharField(max_length=80)
    agreement_digest = models.CharField(max_length=64)
    orders = models.PositiveIntegerField()
    workers = models.PositiveIntegerField()
    violated = models.PositiveIntegerField()
    clock_at = models.DateTimeField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="runs")
    imported_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="runs")
    imported_at = models.DateTimeField()

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-date", "id"]

    def __str__(self) -> str:
        return f"{self.platform} {self.date}"

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return Path(settings.DATA.runs) / self.id

    @property
    def view(self) -> RunView:
        """Its prepared answers. Raises RunError where its folder was removed."""
        return open_view(self.folder)

    @property
    def clock_t(self) -> int:
        """The clock as seconds since the day began."""
        return int(self.clock_at.timestamp()) - self.view.t0
