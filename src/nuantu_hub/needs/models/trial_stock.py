"""Goods and where they are: every movement is a row, and what lies where is their sum. Who took one signed for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.trial import Trial
from nuantu_hub.needs.models.trial_purchase import TrialLot
from nuantu_hub.people.models import Account, Person, StoredFile, Unit
from nuantu_hub.stations.models import Station


class StockMove(models.Model):
    """Pieces that came to a place or left it; ``station`` None is the union's own store."""

    class Kind(models.TextChoices):
        """Why."""

        RECEIVED = "received", _("到货")
        MOVED = "moved", _("调拨")
        HANDED = "handed", _("发放")
        RETURNED = "returned", _("退回")
        COUNTED = "counted", _("盘点")
        LEFT = "left", _("余货处理")

    token = models.UUIDField(unique=True)
    trial = models.ForeignKey(Trial, models.CASCADE, related_name="moves")
    lot = models.ForeignKey(TrialLot, models.PROTECT, related_name="moves")
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="+")
    size = models.CharField(max_length=20, blank=True, default="")
    pieces = models.IntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    why = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.trial} {self.pieces}"


class TrialHandout(models.Model):
    """One piece for one person, at whichever station, signed for. The database lets nobody have a second one."""

    token = models.UUIDField(unique=True)
    trial = models.ForeignKey(Trial, models.CASCADE, related_name="handouts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="trial_handouts")
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="+")
    lot = models.ForeignKey(TrialLot, models.PROTECT, related_name="handouts")
    size = models.CharField(max_length=20, blank=True, default="")
    signature = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_why = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trial", "person"], condition=Q(returned_at=None),
                                    name="one_piece_a_person")]

    def __str__(self) -> str:
        return f"{self.trial} {self.pk}"

    @property
    def unit(self) -> Unit:
        """The union whose goods they are."""
        return self.trial.unit


class TrialRecall(models.Model):
    """A defect: everybody who holds one of the lot (None: of any) is told to stop using it and bring it back."""

    token = models.UUIDField(unique=True)
    trial = models.ForeignKey(Trial, models.CASCADE, related_name="recalls")
    lot = models.ForeignKey(TrialLot, models.PROTECT, null=True, related_name="recalls")
    what = models.CharField(_("哪里有问题"), max_length=200)
    do = models.CharField(_("怎么办"), max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.trial} {self.pk}"

    @property
    def unit(self) -> Unit:
        """The union whose goods they are."""
        return self.trial.unit


class RecallNotice(models.Model):
    """That one holder is told of a recall: in the hub at once, by message to a phone, and whether it was seen."""

    recall = models.ForeignKey(TrialRecall, models.CASCADE, related_name="notices")
    handout = models.ForeignKey(TrialHandout, models.CASCADE, related_name="notices")
    messaged_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["recall", "handout"], name="one_notice_a_recall")]

    def __str__(self) -> str:
        return f"{self.recall} {self.handout_id}"
