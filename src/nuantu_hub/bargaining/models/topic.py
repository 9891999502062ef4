"""A topic: one clause that is bargained about."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit


class Topic(models.Model):
    """One clause at the table: ``clause_id`` names it in the agreement, ``clause_type`` is the engine's type."""

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("未谈")
        OFFERED = "offered", _("出价中")
        AGREED = "agreed", _("一致")
        PARKED = "parked", _("搁置")
        WITHDRAWN = "withdrawn", _("撤回")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="topics")
    number = models.PositiveSmallIntegerField()
    chapter = models.CharField(_("章"), max_length=12)
    title = models.CharField(_("议题"), max_length=60)
    clause_id = models.CharField(_("条款号"), max_length=40)
    clause_type = models.CharField(_("条款类型"), max_length=60)
    why = models.TextField(_("为什么谈"), max_length=1_000, blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    state_why = models.CharField(max_length=200, blank=True, default="")
    #: The side that asks to open an agreed topic again; the other side's word opens it.
    reopen_side = models.CharField(max_length=8, blank=True, default="")
    origin_name = models.CharField(max_length=120, blank=True, default="")
    origin_address = models.CharField(max_length=200, blank=True, default="")
    raised_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["talk", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["talk", "number"], name="topic_number_once"),
            models.UniqueConstraint(fields=["talk", "clause_id"], name="topic_clause_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.talk.unit
