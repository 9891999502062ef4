"""A thing in a station that works or does not: a heater, a fridge, chargers, the water, and what is measured of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models.station import Facility, Station

#: A measured value older than this says nothing of now.
STALE_AFTER = timedelta(minutes=15)


class Equipment(models.Model):
    """One piece of equipment. ``mark`` is the controller's name of it (``heater-1``), empty without a sensor.

    ``low`` and ``high`` are the values between which all is well, None where there is no such end. ``value`` is what
    was measured last, at ``measured_at``: degrees Celsius, how many of ``total`` are free, or 1 and 0 for works or not.
    """

    class Measure(models.TextChoices):
        """What its sensor tells."""

        NONE = "none", _("没有传感器")
        CELSIUS = "celsius", _("温度，摄氏度")
        FREE = "free", _("空闲数")
        WORKS = "works", _("能不能用")

    station = models.ForeignKey(Station, models.CASCADE, related_name="equipment")
    facility = models.CharField(_("设施"), max_length=16, choices=Facility.Kind.choices)
    name = models.CharField(_("名称"), max_length=40)
    measure = models.CharField(_("测什么"), max_length=8, choices=Measure.choices, default=Measure.NONE)
    mark = models.CharField(_("设备标识"), max_length=40, blank=True, default="")
    low = models.FloatField(_("不低于"), null=True, blank=True)
    high = models.FloatField(_("不高于"), null=True, blank=True)
    total = models.PositiveSmallIntegerField(_("总数"), null=True, blank=True)
    value = models.FloatField(null=True, blank=True)
    measured_at = models.DateTimeField(null=True, blank=True)
    installed_on = models.DateField(_("安装日期"), null=True, blank=True)
    removed_on = models.DateField(_("撤走日期"), null=True, blank=True)
    token = models.UUIDField(unique=True, null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["station", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["station", "mark"], condition=~models.Q(mark=""),
                                    name="one_equipment_a_mark")]

    def __str__(self) -> str:
        return f"{self.station} {self.name}"

    @property
    def unit(self) -> Unit:
        """The union of its station."""
        return self.station.unit

    def is_stale(self, moment: datetime) -> bool:
        """Whether it has a sensor and nothing was heard of it lately."""
        return self.measure != Equipment.Measure.NONE and (
            self.measured_at is None or moment - self.measured_at > STALE_AFTER)
