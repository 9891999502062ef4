"""The speaking queue of a meeting."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.attendance import MeetingSeat
from nuantu_hub.bargaining.models.meeting import TalkMeeting
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Unit


class SpeechTurn(models.Model):
    """One person asks for the floor, is called, speaks, has spoken; a statement may be left in writing."""

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("等发言")
        CALLED = "called", _("已请发言")
        SPEAKING = "speaking", _("正在发言")
        DONE = "done", _("已发言")
        GONE = "gone", _("没有发言")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    meeting = models.ForeignKey(TalkMeeting, models.CASCADE, related_name="turns")
    seat = models.ForeignKey(MeetingSeat, models.CASCADE, related_name="turns")
    about = models.CharField(_("想说什么"), max_length=80, blank=True, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    statement = models.TextField(_("发言记录"), max_length=2_000, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["meeting", "asked_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["seat"], condition=Q(state__in=("asked", "called", "speaking")),
                                    name="one_turn_at_a_time"),
            models.UniqueConstraint(fields=["meeting"], condition=Q(state__in=("called", "speaking")),
                                    name="one_speaker_at_a_time")]

    def __str__(self) -> str:
        return f"{self.seat_id}"

    @property
    def talk(self) -> Talk:
        """The talk of its meeting."""
        return self.meeting.talk

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.meeting.talk.unit
