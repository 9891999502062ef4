"""Who came to a visit: scanned in by phone, or copied from a sheet of paper."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.visit import Visit
from nuantu_hub.site.crypto import EncryptedTextField


class Attendance(models.Model):
    """One person at one visit, found again by phone, so that nobody counts twice.

    ``member`` is whether an active membership stood at that moment; it stays as it was then.
    """

    class Source(models.TextChoices):
        """How it was taken down."""

        SCAN = "scan", _("扫码")
        SHEET = "sheet", _("纸质签到表")

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="attendances")
    at = models.DateTimeField()
    name = EncryptedTextField(_("姓名"), max_length=60)
    phone = EncryptedTextField(_("手机号"))
    phone_index = models.CharField(max_length=64)
    member = models.BooleanField(default=False)
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="attendances")
    source = models.CharField(max_length=6, choices=Source.choices)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints = (UniqueConstraint(fields=["visit", "phone_index"], name="once_a_visit"),)

    def __str__(self) -> str:
        return f"{self.visit} {self.at}"
