"""What became of a unit: every opening, renaming, moving and closing stays readable."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.unit import Unit


class UnitChange(models.Model):
    """One change of a unit, with the words before and after it and the reason that was given."""

    class What(models.TextChoices):
        """What changed."""

        OPENED = "opened", _("成立")
        RENAMED = "renamed", _("更名")
        CONTACT = "contact", _("改联系方式")
        CLOSED = "closed", _("撤销")

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="changes")
    what = models.CharField(max_length=10, choices=What.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    before = models.CharField(max_length=120, blank=True, default="")
    after = models.CharField(max_length=120, blank=True, default="")
    reason = models.CharField(_("依据"), max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit} {self.what}"
