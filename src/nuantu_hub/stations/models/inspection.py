"""An inspection: who looks at which station on which day, what was found, and whether it counts as evidence."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, StoredFile
from nuantu_hub.stations.models.inspection_plan import InspectionPlan
from nuantu_hub.stations.models.station import Station


class InspectionQuerySet(models.QuerySet["Inspection"]):
    """Lists of inspections."""

    def visible_to(self, account: Account) -> InspectionQuerySet:
        """Those at stations that the account oversees or inspects, and its own; none for everybody else.

        A keeper is not among them: most inspections are not announced.
        """
        from nuantu_hub.people.permissions import units_of  # only now: permissions import the models

        return self.filter(station__unit__in=units_of(account, "officer", "inspector"))

    def counted(self) -> InspectionQuerySet:
        """Those that are evidence, the oldest first."""
        return self.filter(state=Inspection.State.COUNTED).order_by("held_at", "pk")


class Inspection(models.Model):
    """An inspection of a station.

    ``answers`` are the findings by item, yes or no or a number. ``distance_m`` is how far from the station the phone
    was when it was handed in (None: the phone did not say), ``accuracy_m`` how sure it was; where it was is not kept.
    ``version`` is the version of the standard that was looked at. ``by_rules`` are the stars that all evidence gave
    once this inspection counted. ``withdrawn_on``: an appeal was upheld, and from then on ``withdrawn`` does not count.
    """

    class Kind(models.TextChoices):
        """Why somebody goes."""

        ROUTINE = "routine", _("例行检查")
        COMPLAINT = "complaint", _("投诉核查")
        RATING = "rating", _("评星检查")
        RECHECK = "recheck", _("整改复查")

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", _("待检查")
        SENT = "sent", _("待复核")
        COUNTED = "counted", _("已生效")
        DISPUTED = "disputed", _("复核有异议")
        OFF = "off", _("已取消")

    token = models.UUIDField(unique=True, null=True)
    sheet_token = models.UUIDField(unique=True, null=True)
    station = models.ForeignKey(Station, models.PROTECT, related_name="inspections")
    plan = models.ForeignKey(InspectionPlan, models.PROTECT, null=True, related_name="inspections")
    kind = models.CharField(_("种类"), max_length=10, choices=Kind.choices, default=Kind.ROUTINE)
    announced = models.BooleanField(_("提前告知"), default=False)
    on = models.DateField(_("哪天去"))
    inspector = models.ForeignKey(Account, models.PROTECT, related_name="inspections")
    second = models.ForeignKey(Account, models.PROTECT, null=True, related_name="second_inspections")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    version = models.PositiveSmallIntegerField(null=True)
    answers = models.JSONField(default=dict)
    note = models.CharField(_("说明"), max_length=600, blank=True, default="")
    held_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    distance_m = models.PositiveIntegerField(null=True)
    accuracy_m = models.PositiveIntegerField(null=True)
    far_why = models.CharField(max_length=200, blank=True, default="")
    photos_told = models.PositiveSmallIntegerField(default=0)
    needs_second = models.BooleanField(default=False)
    second_at = models.DateTimeField(null=True)
    second_said = models.CharField(max_length=300, blank=True, default="")
    counted_at = models.DateTimeField(null=True)
    passed = models.PositiveSmallIntegerField(null=True)
    asked = models.PositiveSmallIntegerField(null=True)
    stars_before = models.PositiveSmallIntegerField(null=True)
    by_rules = models.PositiveSmallIntegerField(null=True)
    off_why = models.CharField(max_length=200, blank=True, default="")
    withdrawn_on = models.DateField(null=True)
    withdrawn = models.JSONField(default=list)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "on"], name="inspection_state_day"),
                                                 models.Index(fields=["station", "held_at"], name="inspection_at")]

    def __str__(self) -> str:
        return f"{self.station} {self.on}"

    @property
    def day(self) -> date:
        """The day on which it was held, or for which it is planned."""
        return localdate(self.held_at) if self.held_at is not None else self.on


class InspectionPhoto(models.Model):
    """A picture of one item, sent by itself, so that a poor network loses little."""

    token = models.UUIDField(unique=True)
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="photos")
    item = models.CharField(max_length=40)
    file = models.OneToOneField(StoredFile, models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.inspection} {self.item}"
