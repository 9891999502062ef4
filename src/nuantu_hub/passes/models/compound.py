"""Compounds that take the pass: how far each is, which parties stand behind it, and what each of them signed."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models.station import SIGNS


def draw_sign() -> str:
    """Eight signs by which everybody finds a compound's page; nothing can be told from them."""
    return "".join(secrets.choice(SIGNS) for _sign in range(8))


class CompoundQuerySet(models.QuerySet["Compound"]):
    """Lists of compounds."""

    def visible_to(self, account: Any) -> CompoundQuerySet:
        """An officer sees those of the own units, an outside party the ones that it stands for; others none."""
        if not isinstance(account, Account) or not account.is_active or account.kind != Account.STAFF:
            return self.none()
        stood_for = account.compound_parties.held_at(now()).values("compound")
        return self.filter(Q(unit__in=units_of(account, Post.Role.OFFICER)) | Q(pk__in=stood_for))

    def shown(self) -> CompoundQuerySet:
        """Those that everybody may know of: tried, in use, or paused."""
        return self.filter(state__in=(Compound.State.TRIAL, Compound.State.LIVE, Compound.State.PAUSED))


class Compound(models.Model):
    """A compound. ``baseline_s`` is what an entry takes there without the pass, seconds, and how that was measured."""

    class State(models.TextChoices):
        """How far it is."""

        PREPARING = "preparing", _("筹备")
        TRIAL = "trial", _("试用")
        LIVE = "live", _("正式")
        PAUSED = "paused", _("已暂停")
        CLOSED = "closed", _("已退出")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="compounds")
    sign = models.CharField(max_length=8, unique=True, default=draw_sign)
    name = models.CharField(_("小区名称"), max_length=60)
    address = models.CharField(_("地址"), max_length=120)
    lat_deg = models.FloatField(_("纬度"))
    lon_deg = models.FloatField(_("经度"))
    contact = models.CharField(_("物业值班电话"), max_length=60, blank=True, default="")
    baseline_s = models.PositiveIntegerField(_("没有码时进门要多久，秒"), null=True, blank=True)
    baseline_how = models.CharField(_("怎么量的"), max_length=120, blank=True, default="")
    baseline_on = models.DateField(_("哪天量的"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    state_since = models.DateTimeField()
    state_why = models.CharField(max_length=160, blank=True, default="")
    state_until = models.DateField(null=True, blank=True)

    objects = CompoundQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_passes(self) -> bool:
        """Whether its gates take the pass today."""
        return self.state in (Compound.State.TRIAL, Compound.State.LIVE)


class PartyQuerySet(models.QuerySet["Party"]):
    """Lists of parties."""

    def held_at(self, moment: datetime) -> PartyQuerySet:
        """Those who stand for their side at a moment."""
        return self.filter(Q(until=None) | Q(until__gt=moment), since__lte=moment)


class Party(models.Model):
    """Who stands for one side of a compound. The union's side is its officer and has no row here.

    ``share_key`` is the public key to which this side's share of every window is sealed; a manager holds none.
    """

    class Role(models.TextChoices):
        """The four sides that agree about a compound."""

        PROPERTY = "property", _("物业")
        COMMITTEE = "committee", _("居民委员会")
        STREET = "street", _("街道")
        UNION = "union", _("工会一方")

    compound = models.ForeignKey(Compound, models.CASCADE, related_name="parties")
    role = models.CharField(_("哪一方"), max_length=10, choices=Role.choices)
    account = models.ForeignKey(Account, models.PROTECT, related_name="compound_parties")
    body = models.CharField(_("单位名称"), max_length=80)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    share_key = models.CharField(max_length=64, blank=True, default="")

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["since", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["compound", "role"], condition=Q(until=None), name="one_party_a_side"),
            models.CheckConstraint(condition=~Q(role="union"), name="the_union_is_no_outside_party")]

    def __str__(self) -> str:
        return f"{self.compound} {self.role}"


class SignOff(models.Model):
    """One side says that its step is done. Taken back, it stays with its end."""

    compound = models.ForeignKey(Compound, models.CASCADE, related_name="sign_offs")
    role = models.CharField(max_length=10, choices=Party.Role.choices)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    says = models.CharField(_("说明"), max_length=200, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["compound", "role"], condition=Q(ended_at=None),
                                    name="one_sign_off_a_side")]

    def __str__(self) -> str:
        return f"{self.compound} {self.role}"


class CompoundStep(models.Model):
    """A change of a compound's state, with its reason and its end where it has one."""

    compound = models.ForeignKey(Compound, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=Compound.State.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=160, blank=True, default="")
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.compound} {self.state}"
