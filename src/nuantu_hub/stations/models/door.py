"""A station's door as the hub knows its controller: whose key, what both share, who let it in, when it was heard."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.doors import show_fingerprint
from nuantu_hub.site.crypto import EncryptedTextField
from nuantu_hub.stations.models.station import Station

SECRET_BYTES = 32
#: A controller tells of itself every two seconds; unheard for this long, its door counts as offline.
OFFLINE_AFTER = timedelta(seconds=90)


def draw_secret() -> str:
    """What a door and the hub share, from which codes follow: 32 bytes, as base64."""
    return base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


class DoorQuerySet(models.QuerySet["Door"]):
    """Lists of doors."""

    def in_use(self) -> DoorQuerySet:
        """Those that were let in and not taken out of use."""
        return self.filter(state=Door.State.APPROVED)

    def visible_to(self, account: Account) -> DoorQuerySet:
        """Those of the stations that the account looks after; none for everybody else."""
        from nuantu_hub.stations.permissions import stations_of  # only now: permissions import the models

        return self.filter(station__in=stations_of(account))


class Door(models.Model):
    """One controller at one station; at most one of a station is not revoked, a replaced one leaves its row behind.

    ``device_key`` is the controller's public Ed25519 key, base64. ``last_seq`` is the number of the last event that
    was taken over from it. ``told`` is what it last said of itself: ``{"contact": "closed", "locked": true}``.
    ``config_version`` and ``allow_version`` grow with every change that the controller has to hear of.
    """

    class State(models.TextChoices):
        """Whether the hub believes the controller."""

        WAITING = "waiting", _("等待批准")
        APPROVED = "approved", _("使用中")
        REVOKED = "revoked", _("已停用")

    station = models.ForeignKey(Station, models.PROTECT, related_name="doors")
    name = models.CharField(_("设备名称"), max_length=80, blank=True, default="")
    device_key = models.CharField(max_length=44, unique=True)
    secret = EncryptedTextField(default=draw_secret)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    enrolled_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_why = models.CharField(_("停用原因"), max_length=200, blank=True, default="")
    last_seen_at = models.DateTimeField(null=True, blank=True)
    last_seq = models.BigIntegerField(default=0)
    told: models.JSONField[Any, Any] = models.JSONField(default=dict)
    held_open_s = models.PositiveSmallIntegerField(_("门开多久算没关，秒"), default=60)
    config_version = models.PositiveIntegerField(default=1)
    allow_version = models.PositiveIntegerField(default=1)

    objects = DoorQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["station", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["station"], condition=~Q(state="revoked"), name="one_live_door_a_station")]

    def __str__(self) -> str:
        return f"{self.station} {self.pk}"

    @property
    def unit(self) -> Unit:
        """The union that the door's station belongs to."""
        return self.station.unit

    @property
    def secret_bytes(self) -> bytes:
        """The shared secret, 32 bytes."""
        return base64.b64decode(self.secret, validate=True)

    @property
    def key_bytes(self) -> bytes:
        """The controller's public key, 32 bytes."""
        return base64.b64decode(self.device_key, validate=True)

    @property
    def fingerprint(self) -> str:
        """What the controller shows of its key and the desk compares before it lets it in: ``1a2b 3c4d 5e6f 7a8b``."""
        return show_fingerprint(self.key_bytes)

    def is_online(self, moment: datetime) -> bool:
        """Whether it was heard of lately."""
        return self.last_seen_at is not None and moment - self.last_seen_at <= OFFLINE_AFTER
