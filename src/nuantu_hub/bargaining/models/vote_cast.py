"""What each of those with a vote said in a live vote."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.attendance import MeetingSeat
from nuantu_hub.bargaining.models.live_vote import LiveVote
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.bargaining.models.venue import Venue
from nuantu_hub.people.models import Unit


class VoteCast(models.Model):
    """One seat of a vote: made without a choice at the opening, changed by its holder until the vote closes.

    ``venue`` is where the seat was at the opening. ``tokens`` are those under which a choice came: one that comes
    again changes nothing. In a secret vote there is neither choice nor time, and the only token is the SHA-256 of the
    blinded paper, which fits every ballot equally well.
    """

    class Choice(models.TextChoices):
        """What was said."""

        NONE = "", _("没有投")
        YES = "yes", _("同意")
        NO = "no", _("反对")
        ABSTAIN = "abstain", _("弃权")

    vote = models.ForeignKey(LiveVote, models.CASCADE, related_name="casts")
    seat = models.ForeignKey(MeetingSeat, models.PROTECT, related_name="casts")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=7, choices=Choice.choices, blank=True, default=Choice.NONE)
    at = models.DateTimeField(null=True, blank=True)
    tokens = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["vote", "venue", "seat"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["vote", "seat"], name="one_cast_a_seat")]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.choice}"

    @property
    def took_part(self) -> bool:
        """Whether something was cast, or a paper of a secret vote was given out."""
        return bool(self.tokens)

    @property
    def talk(self) -> Talk:
        """The talk of its vote."""
        return self.vote.talk

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.vote.unit
