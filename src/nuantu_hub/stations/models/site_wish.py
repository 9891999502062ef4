"""What people ask for: a station at a place; and who else wants it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.crypto import EncryptedTextField
from nuantu_hub.stations.models.station import Station


class SiteWishQuerySet(models.QuerySet["SiteWish"]):
    """Lists of wishes."""

    def shown(self) -> SiteWishQuerySet:
        """Those that everybody sees: what waits for a look and what was put aside is left out."""
        return self.exclude(state__in=(SiteWish.State.WAITING, SiteWish.State.ASIDE))

    def visible_to(self, account: Any) -> SiteWishQuerySet:
        """Those of the units that an officer or an inspector reaches; none for everybody else."""
        return self.filter(unit__in=units_of(account, Post.Role.OFFICER, Post.Role.INSPECTOR))


class SiteWish(models.Model):
    """A wish for a station at a place. ``place`` is public, ``words`` only for the staff who answer.

    ``account`` is None for a wish of somebody who did not sign in; such a wish is shown once staff have looked at it.
    """

    class Need(models.TextChoices):
        """What is missing there."""

        WARM = "warm", _("歇脚取暖")
        MEAL = "meal", _("热饭热水")
        CHARGE = "charge", _("充电换电")
        TOILET = "toilet", _("上厕所")
        NIGHT = "night", _("夜里没处去")
        TRUCK = "truck", _("货车停车休息")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("等工会看一眼")
        OPEN = "open", _("征集中")
        PLANNED = "planned", _("已列入计划")
        BUILT = "built", _("已建成")
        DECLINED = "declined", _("暂不建")
        ASIDE = "aside", _("不公开")

    token = models.UUIDField(unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="site_wishes")
    place = models.CharField(_("地点"), max_length=80)
    lat_deg = models.FloatField(_("纬度"))
    lon_deg = models.FloatField(_("经度"))
    need = models.CharField(_("最缺什么"), max_length=8, choices=Need.choices)
    words = EncryptedTextField(_("想说的话"), blank=True, default="")
    account = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="site_wishes")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.CharField(_("答复"), max_length=300, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    station = models.ForeignKey(Station, models.PROTECT, null=True, blank=True, related_name="wishes")

    objects = SiteWishQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.place


class SiteVote(models.Model):
    """One more who wants it: an account once, or a browser of somebody who did not sign in once.

    ``device`` is a blind index of the browser's session; votes of browsers are told apart and never weigh.
    """

    wish = models.ForeignKey(SiteWish, models.CASCADE, related_name="votes")
    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True, related_name="site_votes")
    device = models.CharField(max_length=64, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["wish", "account"], condition=Q(account__isnull=False),
                                    name="one_vote_a_person"),
            models.UniqueConstraint(fields=["wish", "device"], condition=~Q(device=""), name="one_vote_a_browser"),
            models.CheckConstraint(condition=Q(account__isnull=False, device="") | (Q(account=None) & ~Q(device="")),
                                   name="a_vote_is_a_persons_or_a_browsers")]

    def __str__(self) -> str:
        return f"{self.wish} {self.at}"
