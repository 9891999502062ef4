"""Venues of a meeting: where people sit together, or where a province comes in online."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.meeting import TalkMeeting
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit


class Venue(models.Model):
    """One venue. ``province`` is the two-digit code of the province that it speaks for, or empty; ``keeper`` calls
    its roll.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    meeting = models.ForeignKey(TalkMeeting, models.CASCADE, related_name="venues")
    name = models.CharField(_("会场"), max_length=40)
    province = models.CharField(_("省份"), max_length=2, blank=True, default="")
    keeper = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["meeting", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "name"], name="venue_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def talk(self) -> Talk:
        """The talk of its meeting."""
        return self.meeting.talk

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.meeting.talk.unit
