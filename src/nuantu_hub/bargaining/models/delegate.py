"""Delegates: who sits at the table, for which side, in which seat, since when."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit


class DelegateQuerySet(models.QuerySet["Delegate"]):
    """Lists of seats."""

    def sitting_at(self, moment: datetime) -> DelegateQuerySet:
        """Seats that are held at a moment."""
        return self.filter(Q(until=None) | Q(until__gt=moment), since__lte=moment)


class Delegate(models.Model):
    """A seat of an account in a talk. The neutral recorder and observers speak for no side."""

    class Side(models.TextChoices):
        """For whom it sits there."""

        WORKERS = "workers", _("劳动者方")
        PLATFORM = "platform", _("平台方")
        PARTNERS = "partners", _("合作商方")
        NEUTRAL = "neutral", _("中立")

    class Role(models.TextChoices):
        """What it does there."""

        CHIEF = "chief", _("首席代表")
        DELEGATE = "delegate", _("协商代表")
        ADVISER = "adviser", _("顾问")
        RECORDER = "recorder", _("记录员")
        OBSERVER = "observer", _("观察员")

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="delegates")
    account = models.ForeignKey(Account, models.PROTECT, related_name="bargaining_seats")
    side = models.CharField(_("哪一方"), max_length=8, choices=Side.choices)
    role = models.CharField(_("席位"), max_length=8, choices=Role.choices)
    shown_name = models.CharField(_("桌牌"), max_length=60)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=200, blank=True, default="")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = DelegateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["talk", "side", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["talk", "account"], condition=Q(until=None), name="one_seat_a_talk")]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.talk.unit

    @property
    def may_speak(self) -> bool:
        """Whether the seat speaks for its side: makes offers, sees the side's caucus room."""
        return self.side != Delegate.Side.NEUTRAL and self.role in (Delegate.Role.CHIEF, Delegate.Role.DELEGATE)
