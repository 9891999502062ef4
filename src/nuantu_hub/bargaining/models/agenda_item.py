"""The agenda of a meeting."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.meeting import TalkMeeting
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.bargaining.models.topic import Topic
from nuantu_hub.people.models import Unit


class AgendaItem(models.Model):
    """One item; at most one of a meeting is under way."""

    class State(models.TextChoices):
        """How far it is."""

        AHEAD = "ahead", _("未到")
        NOW = "now", _("进行中")
        DONE = "done", _("已结束")
        DROPPED = "dropped", _("撤下")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    meeting = models.ForeignKey(TalkMeeting, models.CASCADE, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("议程"), max_length=80)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.AHEAD)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["meeting", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def talk(self) -> Talk:
        """The talk of its meeting."""
        return self.meeting.talk

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.meeting.talk.unit
