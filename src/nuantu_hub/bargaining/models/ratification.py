"""Ratification: those who are represented agree to a frozen text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.frozen_text import FrozenText
from nuantu_hub.bargaining.models.live_vote import LiveVote
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit


class Ratification(models.Model):
    """How a text was agreed to. Of a vote: how many were entitled, came, were in favour, against.

    ``vote`` is the meeting's live vote that the figures are of; None where they were entered by hand, of a vote that
    was held elsewhere.
    """

    class Way(models.TextChoices):
        """What the procedure asks for."""

        VOTE = "vote", _("表决")
        CONFIRMATION = "confirmation", _("代表确认")

    text = models.OneToOneField(FrozenText, models.PROTECT, related_name="ratification")
    way = models.CharField(_("怎么通过"), max_length=12, choices=Way.choices)
    entitled = models.PositiveIntegerField(_("应到"))
    present = models.PositiveIntegerField(_("实到"))
    yes = models.PositiveIntegerField(_("同意"))
    no = models.PositiveIntegerField(_("反对"), default=0)
    at = models.DateTimeField(_("什么时候"))
    vote = models.OneToOneField(LiveVote, models.PROTECT, null=True, blank=True, related_name="ratification")
    words = models.CharField(_("说明"), max_length=500, blank=True, default="")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["text"]

    def __str__(self) -> str:
        return f"{self.way} {self.yes}/{self.entitled}"

    @property
    def talk(self) -> Talk:
        """The talk of its text."""
        return self.text.talk

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.text.talk.unit
