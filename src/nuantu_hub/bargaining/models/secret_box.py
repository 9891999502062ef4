"""Boxes of a secret live vote: one for each venue where enough may vote, one for all others together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from nuantu_hub.bargaining.models.live_vote import LiveVote
from nuantu_hub.bargaining.models.venue import Venue

#: Boxes are numbered from here on where a ballot is sealed, so that no box of an election has the same number.
FIRST_NUMBER = 1 << 40


class SecretBox(models.Model):
    """A box. ``venue`` is empty for the one that all small venues share.

    ``ticket_key`` signs papers without seeing them, ``box_key`` opens what was sealed to ``box_public``; both are
    stored encrypted and destroyed when the vote closes. ``tally`` is then yes, no and abstentions where the venue's
    result may be told, and empty elsewhere.
    """

    vote = models.ForeignKey(LiveVote, models.CASCADE, related_name="boxes")
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="+")
    ticket_key = models.TextField(blank=True, default="")
    ticket_public = models.CharField(max_length=1_100)
    box_key = models.TextField(blank=True, default="")
    box_public = models.CharField(max_length=44)
    tally = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["vote", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["vote", "venue"], name="one_box_a_venue"),
            models.UniqueConstraint(fields=["vote"], condition=Q(venue=None), name="one_box_for_all_others")]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.venue_id or ''}"

    @property
    def number(self) -> int:
        """By what a ballot is sealed to this box and to no other."""
        return FIRST_NUMBER + self.pk
