"""Sets of days that offers are tried on: a folder of generated or delivered days, under a name that both sides know."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account

#: Most days and most orders a day that are generated from the page.
MOST_DAYS, MOST_ORDERS = 60, 5_000


class DaySet(models.Model):
    """A named set of days. ``folder`` is relative to the hub's data folder and holds a folder for each day.

    ``orders`` is the number of orders a generated day, 0 for days that lay in the data folder already.
    """

    class State(models.TextChoices):
        """How far it is."""

        MAKING = "making", _("正在生成")
        READY = "ready", _("可以用")
        FAILED = "failed", _("没做成")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    key = models.SlugField(_("短名"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    folder = models.CharField(_("文件夹"), max_length=200)
    n_days = models.PositiveSmallIntegerField(_("几天"), validators=[MinValueValidator(2),
                                                                   MaxValueValidator(MOST_DAYS)])
    orders = models.PositiveIntegerField(_("每天多少单"), default=0, validators=[MaxValueValidator(MOST_ORDERS)])
    seed = models.PositiveIntegerField(_("种子"), default=1)
    about = models.CharField(_("说明"), max_length=300, blank=True, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.MAKING)
    why_failed = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where its days lie."""
        return Path(settings.DATA.root) / self.folder
