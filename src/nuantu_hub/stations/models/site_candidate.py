"""Places where a station could stand: rooms that somebody offers, plots, logistics parks, service areas."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Post, Unit
from nuantu_hub.people.permissions import units_of


class SiteCandidateQuerySet(models.QuerySet["SiteCandidate"]):
    """Lists of candidates."""

    def visible_to(self, account: Any) -> SiteCandidateQuerySet:
        """Those of the units that an officer or an inspector reaches; none for everybody else."""
        return self.filter(unit__in=units_of(account, Post.Role.OFFICER, Post.Role.INSPECTOR))

    def at_hand(self) -> SiteCandidateQuerySet:
        """Those that were not dropped."""
        return self.filter(dropped_on=None)


class SiteCandidate(models.Model):
    """A place that could be had. Of parks and service areas the trucks a day count, of the others the walk."""

    class Kind(models.TextChoices):
        """What kind of place it is."""

        HALL = "hall", _("党群服务中心")
        BANK = "bank", _("银行网点")
        FUEL = "fuel", _("加油站")
        SHOP = "shop", _("便利店")
        STREET = "street", _("街道自有用房")
        PARK = "park", _("物流园区")
        AREA = "area", _("高速服务区")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="site_candidates")
    code = models.CharField(_("编号"), max_length=16, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(_("类型"), max_length=8, choices=Kind.choices)
    lat_deg = models.FloatField(_("纬度"))
    lon_deg = models.FloatField(_("经度"))
    area_m2 = models.FloatField(_("面积，平方米"), null=True, blank=True)
    trucks_per_day = models.PositiveIntegerField(_("每天货车数"), null=True, blank=True)
    counted_on = models.DateField(_("数车的日期"), null=True, blank=True)
    has_home = models.BooleanField(_("已有司机之家"), default=False)
    road = models.CharField(_("高速公路"), max_length=40, blank=True, default="")
    road_km = models.FloatField(_("桩号，公里"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=120, blank=True, default="")
    dropped_on = models.DateField(null=True, blank=True)
    dropped_why = models.CharField(max_length=120, blank=True, default="")

    objects = SiteCandidateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_for_trucks(self) -> bool:
        """Whether it is judged by trucks instead of by walks."""
        return self.kind in (SiteCandidate.Kind.PARK, SiteCandidate.Kind.AREA)


class TruckRoad(models.Model):
    """A motorway as far as a union looks after it, between two km marks."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="truck_roads")
    name = models.CharField(_("高速公路"), max_length=40)
    from_km = models.FloatField()
    to_km = models.FloatField()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_road_of_a_name")]

    def __str__(self) -> str:
        return self.name
