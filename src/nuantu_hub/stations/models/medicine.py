"""The medicine box of a station: what should be in it, what is, until when it keeps, and where it went."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models.station import Station


class MedicineItem(models.Model):
    """What should be in the box, and how much of it at least. No prescription medicine."""

    station = models.ForeignKey(Station, models.CASCADE, related_name="medicine_items")
    name = models.CharField(_("名称"), max_length=40)
    piece = models.CharField(_("单位"), max_length=8, default="个")
    least = models.PositiveSmallIntegerField(_("至少要有"), default=1)
    dropped_at = models.DateTimeField(null=True, blank=True)
    token = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering: ClassVar[list[str]] = ["station", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def unit(self) -> Unit:
        """The union of its station."""
        return self.station.unit


class MedicineLot(models.Model):
    """Some of an item with one day until which it keeps (None: it does not go off), and how much is left."""

    item = models.ForeignKey(MedicineItem, models.CASCADE, related_name="lots")
    keeps_until = models.DateField(_("有效期至"), null=True, blank=True)
    left = models.PositiveSmallIntegerField(_("剩余"))

    class Meta:
        ordering: ClassVar[list[str]] = ["item", "keeps_until", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "keeps_until"], name="one_lot_a_day"),
            models.UniqueConstraint(fields=["item"], condition=models.Q(keeps_until=None), name="one_lasting_lot")]

    def __str__(self) -> str:
        return f"{self.item} {self.keeps_until}"

    @property
    def station(self) -> Station:
        """The station in whose box it lies."""
        return self.item.station


class MedicineMove(models.Model):
    """What came in or went out. Who takes something is not asked; who fills the box up is staff."""

    class Kind(models.TextChoices):
        """Why the count changed."""

        FILLED = "filled", _("补充")
        TAKEN = "taken", _("取用")
        DISCARDED = "discarded", _("过期清理")
        COUNTED = "counted", _("盘点更正")

    lot = models.ForeignKey(MedicineLot, models.CASCADE, related_name="moves")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    change = models.SmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    token = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.lot} {self.change:+}"
