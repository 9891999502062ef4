"""Meetings of a talk: one meeting held in many venues at once."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.models.poster import draw_code


class TalkMeeting(models.Model):
    """One meeting. The chiefs of both sides chair in turn: ``chair_side`` says whose turn it is.

    ``present_of``/``present_in`` is the share of those with a vote that must be present (2 of 3),
    ``agree_of``/``agree_in`` the share of all with a vote that must agree (1 of 2; with ``agree_more`` exactly that is
    not enough); both as they stood when it was called. ``rule_from`` says whether the talk's procedure has them or the
    sides took them over, because it has none. ``sign`` names its public page.
    """

    class State(models.TextChoices):
        """How far it is."""

        CALLED = "called", _("已召集")
        OPEN = "open", _("开会中")
        CLOSED = "closed", _("已散会")
        CANCELLED = "cancelled", _("已取消")

    class RuleFrom(models.TextChoices):
        """Where the shares come from."""

        PROCEDURE = "procedure", _("按本次程序")
        AGREED = "agreed", _("双方约定")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    sign = models.CharField(max_length=8, unique=True, default=draw_code)
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("会议名称"), max_length=80)
    starts_at = models.DateTimeField(_("开始时间"))
    state = models.CharField(max_length=9, choices=State.choices, default=State.CALLED)
    state_why = models.CharField(max_length=200, blank=True, default="")
    video_url = models.URLField(_("视频会议地址"), max_length=300, blank=True, default="")
    chair_side = models.CharField(max_length=8, choices=Delegate.Side.choices)
    present_of = models.PositiveSmallIntegerField(default=2)
    present_in = models.PositiveSmallIntegerField(default=3)
    agree_of = models.PositiveSmallIntegerField(default=1)
    agree_in = models.PositiveSmallIntegerField(default=2)
    agree_more = models.BooleanField(default=False)
    rule_from = models.CharField(max_length=9, choices=RuleFrom.choices, default=RuleFrom.AGREED)
    called_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    minutes = models.TextField(_("会议纪要"), max_length=20_000, blank=True, default="")
    minutes_version = models.PositiveSmallIntegerField(default=0)
    workers_approved_at = models.DateTimeField(null=True, blank=True)
    platform_approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["talk", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["talk", "number"], name="meeting_number_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.talk.unit

    @property
    def is_open(self) -> bool:
        """Whether it is held at this moment."""
        return self.state == TalkMeeting.State.OPEN

    @property
    def is_ahead(self) -> bool:
        """Whether it can still be prepared."""
        return self.state in (TalkMeeting.State.CALLED, TalkMeeting.State.OPEN)

    @property
    def is_approved(self) -> bool:
        """Whether both chiefs approved the minutes as they stand."""
        return self.workers_approved_at is not None and self.platform_approved_at is not None
