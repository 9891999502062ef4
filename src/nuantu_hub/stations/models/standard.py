"""The star standard that holds here: each time one is adopted its whole text is kept, and nothing of it changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account


class Standard(models.Model):
    """A standard as it was adopted, with all its versions and the days from which they are in force."""

    token = models.UUIDField(unique=True, null=True)
    name = models.CharField(max_length=80)
    text = models.TextField(_("内容"))
    digest = models.CharField(max_length=64)
    note = models.CharField(_("说明"), max_length=300)
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-adopted_at", "-pk"]

    def __str__(self) -> str:
        return self.name
