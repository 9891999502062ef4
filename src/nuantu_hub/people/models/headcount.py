"""How many workers there are to gather: a number is nothing without its source, its date and how it was counted."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.unit import Unit


class Headcount(models.Model):
    """A count or an estimate of the workers in the area of a unit; the newest by ``as_of`` is in use."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="headcounts")
    trade = models.CharField(_("行业"), max_length=10, choices=Unit.Trade.choices, blank=True, default=Unit.Trade.ALL)
    people = models.PositiveIntegerField(_("人数"))
    as_of = models.DateField(_("截至"))
    source = models.CharField(_("来源"), max_length=200)
    method = models.CharField(_("怎么数的"), max_length=300)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-as_of", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit} {self.people} {self.as_of}"
