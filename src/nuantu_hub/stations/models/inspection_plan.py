"""A plan of inspections, drawn from a seed: what went into the draw is kept, so that anybody can draw it again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Unit


class InspectionPlan(models.Model):
    """The inspections of a span of days for a unit and everything below it.

    ``seed_digest`` is shown from the beginning and ``seed`` only after ``last_day``: who knew the seed could tell which
    day an unannounced inspection comes. ``told`` is what was drawn from: stations with their risk, inspectors with
    those they may not inspect, days, the most a day.
    """

    token = models.UUIDField(unique=True, null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspection_plans")
    first_day = models.DateField(_("第一天"))
    last_day = models.DateField(_("最后一天"))
    most_a_day = models.PositiveSmallIntegerField(_("每人每天最多"))
    unannounced_percent = models.PositiveSmallIntegerField(_("不打招呼的比例"))
    seed = models.CharField(max_length=64)
    seed_digest = models.CharField(max_length=64)
    told = models.JSONField()
    left_out = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-first_day", "-pk"]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day}"
