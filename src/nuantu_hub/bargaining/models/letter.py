"""Letters of a talk: what one side told the other in writing, and the dated facts that clocks go by."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit


class TalkLetter(models.Model):
    """One letter, as both sides have it; none is ever changed.

    ``at`` is when it was handed over, ``made_at`` when it was entered. ``until`` is the last day of a suspension.
    ``answers`` is the letter that it agrees or replies to; ``accepted`` says how a reply ends.
    """

    class Kind(models.TextChoices):
        """What it says."""

        REQUEST = "request", _("书面要约")
        REPLY = "reply", _("书面答复")
        SUSPEND = "suspend", _("提议中止")
        AGREE = "agree", _("同意中止")
        RESUME = "resume", _("恢复协商")
        END = "end", _("结束协商")
        FILED = "filed", _("报送备案")
        OPINION = "opinion", _("审查意见")
        PUBLISHED = "published", _("公布")
        RENEWAL = "renewal", _("要求续订")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    side = models.CharField(_("哪一方"), max_length=8, choices=Delegate.Side.choices)
    at = models.DateTimeField()
    words = models.TextField(_("原文"), max_length=4_000)
    until = models.DateField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    answers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answered_by")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.talk.unit
