"""One computing of which needs belong together: when, over how many, from what, and what came of it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account


class ClusterRun(models.Model):
    """``inputs_sha256`` is the engine's digest of what it read; the same input gives the same answer."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("排队中")
        RUNNING = "running", _("正在归并")
        DONE = "done", _("归并好了")
        FAILED = "failed", _("没归并成")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    needs = models.PositiveIntegerField(default=0)
    placed = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    inputs_sha256 = models.CharField(max_length=64, blank=True, default="")
    why_failed = models.CharField(max_length=300, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} {self.state}"
