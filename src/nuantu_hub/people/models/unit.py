"""Union units: one tree from the national union to the street, with federations and enterprises at its branches."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.Model):
    """A union unit. ``path`` holds the ids from the root down, so that a branch is one prefix."""

    class Kind(models.TextChoices):
        """What a unit is."""

        NATIONAL = "national", _("全国总工会")
        PROVINCE = "province", _("省级工会")
        CITY = "city", _("市级工会")
        DISTRICT = "district", _("区县工会")
        STREET = "street", _("街道乡镇工会")
        ENTERPRISE = "enterprise", _("企业工会")
        FEDERATION = "federation", _("行业工会联合会")
        MOBILE = "mobile", _("流动会员联合会")

    class Trade(models.TextChoices):
        """Whom a federation gathers; other units gather all trades."""

        ALL = "", _("不分行业")
        TRUCK = "truck", _("货车司机")
        RIDE = "ride", _("网约车司机")
        FOOD = "food", _("外卖配送员")
        PARCEL = "parcel", _("快递员")

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(_("名称"), max_length=120)
    place_code = models.CharField(_("行政区划代码"), max_length=6, blank=True, default="")
    path = models.CharField(max_length=200, unique=True)
    trade = models.CharField(_("行业"), max_length=10, choices=Trade.choices, blank=True, default=Trade.ALL)
    contact = models.CharField(_("对外联系方式"), max_length=120, blank=True, default="")
    opened_on = models.DateField(_("成立日期"), null=True)
    closed_on = models.DateField(_("撤销日期"), null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["path"]

    def __str__(self) -> str:
        return self.name

    def holds(self, other: Unit) -> bool:
        """Whether another unit is this one or stands below it."""
        return other.path.startswith(self.path)


def plant_unit(name: str, kind: str, parent: Unit | None = None, place_code: str = "") -> Unit:
    """Add a unit to the tree."""
    unit = Unit(name=name, kind=kind, parent=parent, place_code=place_code, path="?")
    unit.path = f"new-{id(unit)}"
    unit.save()
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit
