"""The sealed issuance lists of windows, and who holds the shares that open them."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account


class ShareHolderQuerySet(models.QuerySet["ShareHolder"]):
    """Lists of holders."""

    def held_at(self, moment: datetime) -> ShareHolderQuerySet:
        """Those who hold a share of the windows that begin at a moment."""
        return self.filter(Q(until=None) | Q(until__gt=moment), since__lte=moment)


class ShareHolder(models.Model):
    """Somebody who holds one of the three shares, with the X25519 public key (base64, 32 bytes) that it is sealed to.

    The private half is the holder's alone. Two of different seats open a window together; a seat may have several.
    """

    class Seat(models.IntegerChoices):
        """Whose share: number and side."""

        UNION = 1, _("工会")
        STREET = 2, _("街道")
        COMMITTEE = 3, _("小区的委员会")

    zone = models.PositiveSmallIntegerField(default=1)
    seat = models.PositiveSmallIntegerField(choices=Seat.choices)
    name = models.CharField(_("单位"), max_length=80)
    public_key = models.CharField(max_length=44, unique=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = ShareHolderQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["zone", "seat", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def key_bytes(self) -> bytes:
        """The public key, 32 bytes."""
        return base64.b64decode(self.public_key, validate=True)


class EscrowWindow(models.Model):
    """A window of a zone: the public half of its key, and the shares of the private half as they were sealed.

    ``shares`` is ``[[seat, holder's public key, sealed share], …]``, bytes as base64. Nothing in it opens here.
    """

    zone = models.PositiveSmallIntegerField()
    start_s = models.BigIntegerField()
    public_key = models.CharField(max_length=44)
    shares: models.JSONField[Any, Any] = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["zone", "start_s"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["zone", "start_s"], name="one_window_a_zone")]

    def __str__(self) -> str:
        return f"{self.zone}/{self.start_s}"


class SealedRow(models.Model):
    """One row of a window's list, sealed to the window's key: who was given which credentials of gates."""

    window = models.ForeignKey(EscrowWindow, models.CASCADE, related_name="rows")
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.window_id}"
