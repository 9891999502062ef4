"""Ballots of secret live votes: no person, no seat, no time, no order of rows."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.live_vote import LiveVote
from nuantu_hub.bargaining.models.secret_box import SecretBox


class SecretBallot(models.Model):
    """A ballot in a box. ``key`` is the SHA-256 of its paper's random number; all bodies have the same length.

    After the closing the body is gone and the key stays, so that a ballot that comes again is acknowledged again.
    """

    key = models.CharField(max_length=64, primary_key=True)
    box = models.ForeignKey(SecretBox, models.CASCADE, related_name="ballots", db_index=False)
    body = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return self.key[:8]


class OpenedVote(models.Model):
    """A ballot of the published list of a secret vote: the code that its voter kept, and the choice.

    Where few voted the list has the beginnings of the codes and no choices. ``key`` is drawn by lot.
    """

    class Choice(models.TextChoices):
        """What the ballot says."""

        UNTOLD = "", _("不公布")
        YES = "yes", _("同意")
        NO = "no", _("反对")
        ABSTAIN = "abstain", _("弃权")
        INVALID = "invalid", _("无效")

    key = models.CharField(max_length=64, primary_key=True)
    vote = models.ForeignKey(LiveVote, models.CASCADE, related_name="opened", db_index=False)
    code = models.CharField(max_length=19)
    choice = models.CharField(max_length=7, choices=Choice.choices, blank=True, default=Choice.UNTOLD)

    def __str__(self) -> str:
        return self.code
