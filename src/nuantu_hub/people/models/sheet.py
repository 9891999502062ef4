"""A paper sign-in sheet that was copied into a file and handed in: what came of each of its lines."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.visit import Visit


class Sheet(models.Model):
    """One file taken over. ``report`` has a line, a fate and what is wrong for each row, and no personal word."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="sheets")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    report = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.visit} {self.at}"
