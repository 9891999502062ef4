"""A fault: somebody says that something is broken, somebody repairs it, somebody else says that it works again."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, StoredFile, Unit
from nuantu_hub.people.permissions import is_worker
from nuantu_hub.site.crypto import EncryptedTextField, blind_index
from nuantu_hub.stations.models.station import Facility, Station


def reporter_key(account: Account) -> str:
    """By what an account finds the faults that it reported; nobody else can tell whose they are."""
    return blind_index(str(account.pk), "stations.fault")


class FaultQuerySet(models.QuerySet["Fault"]):
    """Lists of faults."""

    def visible_to(self, account: Any) -> FaultQuerySet:
        """A worker sees those that they reported, who looks after stations those of their stations."""
        from nuantu_hub.stations.permissions import stations_of  # only now: permissions import the models

        if is_worker(account):
            return self.filter(reporter_key=reporter_key(account))
        return self.filter(station__in=stations_of(account))

    def still_open(self) -> FaultQuerySet:
        """Those that are not repaired, or of which nobody else has said that they are."""
        return self.exclude(state__in=(Fault.State.CONFIRMED, Fault.State.DROPPED))

    def broken(self) -> FaultQuerySet:
        """Those that nobody has repaired yet."""
        return self.filter(state__in=(Fault.State.OPEN, Fault.State.TAKEN))


class Fault(models.Model):
    """Something broken at a station, from its report to the word of somebody else that it works again.

    ``facility`` is empty for a fault of the door or of cleanliness. ``also`` counts further reports of the same thing,
    ``reopened`` how often "fixed" turned out not to be true.
    """

    class Kind(models.TextChoices):
        """What is broken, as the buttons say it."""

        WATER = "water", _("热水")
        POWER = "power", _("充电")
        DOOR = "door", _("门")
        CLEAN = "clean", _("卫生")
        HEAT = "heat", _("冷暖")
        KITCHEN = "kitchen", _("微波炉冰箱")
        MEDICINE = "medicine", _("药箱")
        OTHER = "other", _("其他")

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("待认领")
        TAKEN = "taken", _("在修")
        FIXED = "fixed", _("已修，待别人确认")
        CONFIRMED = "confirmed", _("确认修好")
        DROPPED = "dropped", _("不是故障")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    station = models.ForeignKey(Station, models.PROTECT, related_name="faults")
    kind = models.CharField(_("哪里坏了"), max_length=10, choices=Kind.choices)
    facility = models.CharField(_("设施"), max_length=16, choices=Facility.Kind.choices, blank=True, default="")
    reporter_key = models.CharField(max_length=64, blank=True, default="", db_index=True)
    reported_at = models.DateTimeField()
    due_at = models.DateTimeField()
    owner = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    also = models.PositiveSmallIntegerField(default=0)
    reopened = models.PositiveSmallIntegerField(default=0)
    fixed_at = models.DateTimeField(null=True, blank=True)
    fixed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = FaultQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["due_at", "pk"]

    def __str__(self) -> str:
        return f"{self.station} {self.number}"

    @property
    def number(self) -> str:
        """How people call it."""
        return f"{self.pk:05d}"

    @property
    def unit(self) -> Unit:
        """The union of its station."""
        return self.station.unit

    def is_overdue(self, moment: datetime) -> bool:
        """Whether it should have been repaired by now and is not."""
        return self.state in (Fault.State.OPEN, Fault.State.TAKEN) and moment > self.due_at


class FaultStep(models.Model):
    """What became of a fault, step by step. ``key`` is set where a person reported or answered: it names nobody."""

    class Kind(models.TextChoices):
        """What happened."""

        REPORTED = "reported", _("报修")
        ALSO = "also", _("又有人报")
        TAKEN = "taken", _("认领")
        GIVEN = "given", _("派给")
        NUDGED = "nudged", _("催办")
        FIXED = "fixed", _("说修好了")
        CONFIRMED = "confirmed", _("确认修好")
        REOPENED = "reopened", _("没修好，重开")
        DROPPED = "dropped", _("不是故障")

    fault = models.ForeignKey(Fault, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=64, blank=True, default="")
    words = EncryptedTextField(blank=True, default="")
    photo = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    token = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.fault} {self.kind}"
