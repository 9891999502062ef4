"""The ambiguity register: printed words of a topic that can be read in two ways, until both sides choose one."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.bargaining.models.topic import Topic
from nuantu_hub.people.models import Account, Unit


class TalkAmbiguity(models.Model):
    """Words and their two readings. Each side names the reading that it holds; the same one of both is chosen."""

    class Reading(models.TextChoices):
        """Which of the two."""

        NONE = "", _("没选")
        A = "A", _("读法甲")
        B = "B", _("读法乙")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="ambiguities")
    printed = models.CharField(_("哪几个字"), max_length=80)
    reading_a = models.CharField(_("读法甲"), max_length=200)
    reading_b = models.CharField(_("读法乙"), max_length=200)
    workers_hold = models.CharField(max_length=1, choices=Reading.choices, blank=True, default="")
    platform_hold = models.CharField(max_length=1, choices=Reading.choices, blank=True, default="")
    chosen = models.CharField(max_length=1, choices=Reading.choices, blank=True, default="")
    chosen_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["topic", "pk"]

    def __str__(self) -> str:
        return self.printed

    @property
    def talk(self) -> Talk:
        """The talk of its topic."""
        return self.topic.talk

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.topic.talk.unit
