"""A station: a warm room for whoever works on the road, where it is, when it is open, what it offers."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Unit

#: Signs of a code on a door's sign that nobody mistakes for another.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def draw_sign() -> str:
    """What the QR on a station's sign carries."""
    return "".join(secrets.choice(SIGNS) for _place in range(8))


class Station(models.Model):
    """A station. Its hours are when it should be open; what works there and who is inside stand elsewhere.

    ``hours`` is an OpenStreetMap ``opening_hours`` value in China's time (``24/7``, ``Mo-Fr 07:00-22:00; PH off``).
    ``lat_deg`` and ``lon_deg`` are WGS 84. ``area_m2`` and ``seats`` are None where nobody measured them.
    """

    class Kind(models.TextChoices):
        """What a station is called, and for whom it was set up; anybody may come in."""

        DRIVERS = "drivers", _("司机之家")
        TAXI = "taxi", _("的士之家")
        RIDE = "ride", _("网约车司机小站")
        WARM = "warm", _("暖心驿站")
        SMART = "smart", _("24小时智能驿站")

    class State(models.TextChoices):
        """Whether it is in use at all, apart from its hours."""

        USED = "used", _("使用中")
        WORKS = "works", _("因施工暂停")
        PAUSED = "paused", _("暂停使用")
        CLOSED = "closed", _("已撤销")
        MOVED = "moved", _("已搬迁")

    #: Given up: counted, listed and searched no more; what happened there stays.
    GONE: ClassVar = (State.CLOSED, State.MOVED)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stations")
    code = models.CharField(_("编号"), max_length=16, unique=True)
    sign = models.CharField(max_length=12, unique=True, default=draw_sign)
    name = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(_("类型"), max_length=10, choices=Kind.choices)
    address = models.CharField(_("地址"), max_length=160)
    lat_deg = models.FloatField(_("纬度"))
    lon_deg = models.FloatField(_("经度"))
    hours = models.CharField(_("开放时间"), max_length=200)
    host = models.CharField(_("场地单位"), max_length=120, blank=True, default="")
    host_rules = models.CharField(_("场地单位的规定"), max_length=300, blank=True, default="")
    area_m2 = models.FloatField(_("面积，平方米"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("可容人数"), null=True, blank=True)
    contact = models.CharField(_("联系方式"), max_length=120, blank=True, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.USED)
    state_why = models.CharField(max_length=200, blank=True, default="")
    state_until = models.DateField(null=True, blank=True)
    moved_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="moved_from")
    opened_on = models.DateField(_("启用日期"), null=True, blank=True)
    token = models.UUIDField(unique=True, null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        """Whether somebody else's room is used, whose rules hold too."""
        return bool(self.host)


class Facility(models.Model):
    """What a station offers by plan. Whether it works at this moment is told by its equipment."""

    class Kind(models.TextChoices):
        """The five free basics of a drivers' home first, then what else there is."""

        PARKING = "parking", _("停车休息")
        HOT_WATER = "hot_water", _("热水")
        MEAL_HEATING = "meal_heating", _("热饭")
        SHOWER = "shower", _("淋浴")
        LAUNDRY = "laundry", _("洗衣")
        SEATS = "seats", _("座椅")
        HEATING = "heating", _("取暖")
        COOLING = "cooling", _("空调")
        FRIDGE = "fridge", _("冰箱")
        PHONE_CHARGING = "phone_charging", _("手机充电")
        BIKE_CHARGING = "bike_charging", _("电动车充电换电")
        TOILET = "toilet", _("卫生间")
        MEDICINE = "medicine", _("应急药箱")
        AED = "aed", _("除颤仪")
        SCREEN = "screen", _("导航智慧屏")
        LEGAL = "legal", _("法律咨询")
        COUNSELLING = "counselling", _("心理服务")
        NURSING = "nursing", _("母婴室")
        STEP_FREE = "step_free", _("无障碍")

    station = models.ForeignKey(Station, models.CASCADE, related_name="facilities")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["station", "kind"], name="one_row_a_facility")]

    def __str__(self) -> str:
        return f"{self.station} {self.kind}"


class KeeperQuerySet(models.QuerySet["Keeper"]):
    """Lists of keepers."""

    def held_at(self, moment: datetime) -> KeeperQuerySet:
        """Those who keep their station at a moment."""
        return self.filter(Q(until=None) | Q(until__gt=moment), since__lte=moment)


class Keeper(models.Model):
    """Who looks after a station, from when until when."""

    station = models.ForeignKey(Station, models.CASCADE, related_name="keepers")
    account = models.ForeignKey(Account, models.CASCADE, related_name="kept_stations")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = KeeperQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["station", "since"]

    def __str__(self) -> str:
        return f"{self.account} {self.station}"
