"""Notes of one side's caucus room: nobody else reads them, not the recorder, not the union that keeps the talk."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.bargaining.models.topic import Topic
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.crypto import EncryptedTextField


class CaucusNote(models.Model):
    """What somebody wrote down for the own side alone; ``topic`` where it is about one."""

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="caucus_notes")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="caucus_notes")
    side = models.CharField(max_length=8, choices=Delegate.Side.choices)
    words: Any = EncryptedTextField(_("写给本方的话"))
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.talk_id} {self.side}"

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.talk.unit
