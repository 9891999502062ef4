"""Questions of a meeting that somebody owes an official answer, until a day."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.meeting import TalkMeeting
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit


class OfficialAnswer(models.Model):
    """A question, who answers for it until when, and the answer in words."""

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    meeting = models.ForeignKey(TalkMeeting, models.CASCADE, related_name="answers")
    question = models.CharField(_("问题"), max_length=300)
    owner = models.ForeignKey(Delegate, models.PROTECT, related_name="+")
    due_on = models.DateField(_("最迟哪天答"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    words = models.TextField(_("答复"), max_length=2_000, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["meeting", "due_on", "pk"]

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
