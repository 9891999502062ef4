"""The index of cameras: where each hangs, what it sees, how long its pictures are kept, and who looked at them.

The pictures themselves are not here. Nothing leads from a camera or from a look at it to a door, a code or a visit.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models.station import Station


class Camera(models.Model):
    """One camera of a station, as the sign on the wall and this index name it."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="cameras")
    place = models.CharField(_("位置"), max_length=60)
    covers = models.CharField(_("拍到哪里"), max_length=120)
    kept_days = models.PositiveSmallIntegerField(_("保存几天"))
    held_by = models.CharField(_("谁保管录像"), max_length=80)
    since = models.DateField(_("启用日期"))
    until = models.DateField(_("停用日期"), null=True, blank=True)
    token = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering: ClassVar[list[str]] = ["station", "pk"]

    def __str__(self) -> str:
        return f"{self.station} {self.place}"

    @property
    def unit(self) -> Unit:
        """The union of its station."""
        return self.station.unit


class CameraLook(models.Model):
    """That somebody looked at recorded pictures: which stretch of time, why, and on whose demand. Never changed."""

    class Ground(models.TextChoices):
        """On what ground they may be looked at."""

        POLICE = "police", _("公安机关依法调取")
        PERSON = "person", _("被拍到的本人查看")
        SAFETY = "safety", _("站内发生人身或财产损害")

    camera = models.ForeignKey(Camera, models.PROTECT, related_name="looks")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("看的录像从"))
    ends_at = models.DateTimeField(_("到"))
    ground = models.CharField(_("依据"), max_length=8, choices=Ground.choices)
    why = models.CharField(_("原因和文号"), max_length=200)
    token = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.camera} {self.at}"
