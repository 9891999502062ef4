"""Live votes of a meeting, by name or secret, over in minutes."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.frozen_text import FrozenText
from nuantu_hub.bargaining.models.meeting import TalkMeeting
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit


class LiveVoteQuerySet(models.QuerySet["LiveVote"]):
    """Lists of votes."""

    def due_to_close(self, moment: datetime) -> LiveVoteQuerySet:
        """Open ones whose time is over."""
        return self.filter(state=LiveVote.State.OPEN, closes_at__lte=moment)


class LiveVote(models.Model):
    """A question that all with a vote answer. Who that is was frozen at the opening: a ``VoteCast`` each.

    The counts are written when it closes, in the same transaction; before, they are empty. ``text`` is the frozen text
    that it is about, and ``text_digest`` that text's digest as it stood at the opening; empty where it is about none.
    In a secret vote a ``VoteCast`` says who took part and never how; where few did, no counts are written at all.
    ``untold`` are ballots that no count tells: invalid ones, and all where few voted.
    """

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("正在表决")
        CLOSED = "closed", _("表决结束")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    meeting = models.ForeignKey(TalkMeeting, models.CASCADE, related_name="votes")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(_("表决什么"), max_length=200)
    is_secret = models.BooleanField(_("不记名"), default=False)
    text = models.ForeignKey(FrozenText, models.PROTECT, null=True, blank=True, related_name="votes")
    text_digest = models.CharField(max_length=64, blank=True, default="")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    entitled = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    yes = models.PositiveIntegerField(null=True, blank=True)
    no = models.PositiveIntegerField(null=True, blank=True)
    abstain = models.PositiveIntegerField(null=True, blank=True)
    untold = models.PositiveIntegerField(default=0)
    is_carried = models.BooleanField(null=True, blank=True)

    objects = LiveVoteQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["meeting", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "number"], name="vote_number_once")]

    def __str__(self) -> str:
        return self.question

    @property
    def talk(self) -> Talk:
        """The talk of its meeting."""
        return self.meeting.talk

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.meeting.talk.unit

    @property
    def is_closed(self) -> bool:
        """Whether its result stands."""
        return self.state == LiveVote.State.CLOSED
