"""A register of members handed in as one file, tried row by row before it is taken over."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.unit import Unit
from nuantu_hub.site.crypto import EncryptedTextField


class BulkImportQuerySet(models.QuerySet["BulkImport"]):
    """Lists of registers."""

    def visible_to(self, account: Account) -> BulkImportQuerySet:
        """Those for units where the account looks after members; none for everybody else."""
        from nuantu_hub.people.permissions import MEMBER_ROLES, units_of  # only now: permissions import the models

        return self.filter(unit__in=units_of(account, *MEMBER_ROLES))


class BulkImport(models.Model):
    """One file for one unit's branch: tried first, then taken over; both in the background with ``done`` of ``rows``.

    ``body`` is the file as it came, base64, encrypted.
    """

    class State(models.TextChoices):
        """How far it is."""

        TRYING = "trying", _("正在试算")
        TRIED = "tried", _("已试算")
        TAKING = "taking", _("正在写入")
        TAKEN = "taken", _("已写入")
        REFUSED = "refused", _("读不了")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="bulk_imports")
    by = models.ForeignKey(Account, models.PROTECT, related_name="bulk_imports")
    at = models.DateTimeField()
    file_name = models.CharField(max_length=120)
    body = EncryptedTextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.TRYING)
    trouble = models.CharField(max_length=300, blank=True, default="")
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    objects = BulkImportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class ImportRow(models.Model):
    """What a line of the file says and what came or would come of it."""

    class Fate(models.TextChoices):
        """What a row does."""

        NEW = "new", _("新增")
        FILLED = "filled", _("补全空项")
        SAME = "same", _("已有，不变")
        BAD = "bad", _("有问题")

    bulk_import = models.ForeignKey(BulkImport, models.CASCADE, related_name="lines")
    line = models.PositiveIntegerField()
    cells = EncryptedTextField()
    fate = models.CharField(max_length=6, choices=Fate.choices)
    field = models.CharField(max_length=30, blank=True, default="")
    what = models.CharField(max_length=200, blank=True, default="")
    fix = models.CharField(max_length=200, blank=True, default="")
    taken = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint("bulk_import", "line", name="one_row_a_line"),)

    def __str__(self) -> str:
        return f"{self.line} {self.fate}"
