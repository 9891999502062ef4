"""What an inspector has to do with a station or its host beside inspecting: said by oneself, kept for the draw."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account
from nuantu_hub.stations.models.station import Station


class Interest(models.Model):
    """Somebody's tie to a station or to a host by its name; while it stands, that person does not inspect there."""

    token = models.UUIDField(unique=True, null=True)
    account = models.ForeignKey(Account, models.CASCADE, related_name="interests")
    station = models.ForeignKey(Station, models.CASCADE, null=True, blank=True, related_name="interests")
    host = models.CharField(_("场地单位"), max_length=120, blank=True, default="")
    why = models.CharField(_("什么关系"), max_length=200)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-since", "-pk"]

    def __str__(self) -> str:
        return f"{self.account} {self.station or self.host}"
