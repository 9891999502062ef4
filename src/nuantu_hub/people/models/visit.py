"""Visits where the union listens and explains (双沟通): planned, moved, held; who was invited and who goes."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.enterprise import Enterprise
from nuantu_hub.people.models.poster import Poster
from nuantu_hub.people.models.unit import Unit

CODE_BYTES = 9
#: People may sign in from this long before the beginning until this long after the end.
EARLY = timedelta(hours=1)
LATE = timedelta(hours=3)


def draw_code() -> str:
    """A short code for a poster, which nobody can guess from another one."""
    return secrets.token_urlsafe(CODE_BYTES)


class VisitQuerySet(models.QuerySet["Visit"]):
    """Lists of visits."""

    def visible_to(self, account: Account) -> VisitQuerySet:
        """Those of the units that the account's posts reach; none for everybody else."""
        from nuantu_hub.people.permissions import units_of  # only now: permissions import the models

        return self.filter(unit__in=units_of(account))


class Visit(models.Model):
    """A visit to where drivers and riders are. ``code`` is what the sign at the place carries."""

    class PlaceKind(models.TextChoices):
        """What kind of place is visited."""

        PARK = "park", _("物流园区")
        FIRM = "firm", _("重点企业")
        MARKET = "market", _("家居建材市场")
        STATION = "station", _("站点或驿站")

    class State(models.TextChoices):
        """Where the visit stands."""

        PLANNED = "planned", _("已计划")
        HELD = "held", _("已举办")
        CANCELLED = "cancelled", _("已取消")

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=20, unique=True, default=draw_code, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="visits")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, blank=True, related_name="visits")
    title = models.CharField(_("主题"), max_length=80)
    place_kind = models.CharField(_("场所"), max_length=10, choices=PlaceKind.choices)
    place = models.CharField(_("地点"), max_length=120)
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    going: models.ManyToManyField[Account, models.Model] = models.ManyToManyField(Account, related_name="visits")
    poster = models.OneToOneField(Poster, models.PROTECT, null=True, related_name="visit")
    planned_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(_("小结"), max_length=600, blank=True, default="")

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def is_open(self, moment: datetime) -> bool:
        """Whether people may sign in at the place at that moment."""
        return self.state != Visit.State.CANCELLED and self.starts_at - EARLY <= moment <= self.ends_at + LATE


class VisitMove(models.Model):
    """A change of place or time, so that who comes to the old place can be told."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="moves")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    place_before = models.CharField(max_length=120)
    starts_before = models.DateTimeField()
    reason = models.CharField(_("原因"), max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.visit} {self.at}"


class VisitGuest(models.Model):
    """Who was invited: an enterprise, a station, a group; not a person by name."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="guests")
    name = models.CharField(_("邀请对象"), max_length=80)
    expected = models.PositiveIntegerField(_("预计人数"), default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.name
