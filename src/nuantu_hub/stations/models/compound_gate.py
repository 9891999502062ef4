"""Gates of compounds: where a rider gets in, how, and which way the doors lie. Stations show them on their screens."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Post, Unit
from nuantu_hub.people.permissions import units_of


class CompoundGateQuerySet(models.QuerySet["CompoundGate"]):
    """Lists of gates."""

    def visible_to(self, account: Any) -> CompoundGateQuerySet:
        """Those of the units that an officer or an inspector reaches; none for everybody else."""
        return self.filter(unit__in=units_of(account, Post.Role.OFFICER, Post.Role.INSPECTOR))

    def in_use(self) -> CompoundGateQuerySet:
        """Those that were not closed for good."""
        return self.filter(closed_on=None)


class CompoundGate(models.Model):
    """One gate of a compound or an office building."""

    class Entry(models.TextChoices):
        """What a rider has to do there."""

        FREE = "free", _("直接进")
        CODE = "code", _("扫码进")
        SIGN = "sign", _("登记进")
        WALK = "walk", _("停车步行进")
        NONE = "none", _("骑手不能进")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="compound_gates")
    code = models.CharField(_("编号"), max_length=16, unique=True)
    compound = models.CharField(_("小区或楼宇"), max_length=60)
    name = models.CharField(_("门"), max_length=30)
    lat_deg = models.FloatField(_("纬度"))
    lon_deg = models.FloatField(_("经度"))
    entry = models.CharField(_("怎么进"), max_length=6, choices=Entry.choices)
    hours = models.CharField(_("开放时间"), max_length=80, blank=True, default="")
    route = models.CharField(_("进门怎么走"), max_length=160, blank=True, default="")
    checked_on = models.DateField(_("核对日期"))
    closed_on = models.DateField(null=True, blank=True)

    objects = CompoundGateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["compound", "code"]

    def __str__(self) -> str:
        return f"{self.compound} {self.name}"
