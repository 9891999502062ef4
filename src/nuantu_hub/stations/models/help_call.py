"""A press of the help button: when, who answered, what came of it. Who pressed is not asked."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models.station import Station

#: A keeper answers within this time; then the district's officer is called too, then everybody above.
ANSWER_WITHIN = timedelta(minutes=3)
OFFICER_WITHIN = timedelta(minutes=10)


class HelpCall(models.Model):
    """A call for help from a station, open until somebody has answered and closed it with what it was."""

    class Source(models.TextChoices):
        """Where it was pressed."""

        BUTTON = "button", _("站内按钮")
        PHONE = "phone", _("手机页面")

    class Step(models.IntegerChoices):
        """Whom it rings for."""

        KEEPER = 1, _("值守人")
        OFFICER = 2, _("区级负责人")
        ABOVE = 3, _("上级工会")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    station = models.ForeignKey(Station, models.PROTECT, related_name="help_calls")
    source = models.CharField(max_length=6, choices=Source.choices)
    at = models.DateTimeField()
    presses = models.PositiveSmallIntegerField(default=1)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(_("结果"), max_length=200, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.station} {self.at}"

    @property
    def unit(self) -> Unit:
        """The union of its station."""
        return self.station.unit

    @property
    def due_at(self) -> datetime:
        """Until when somebody should have answered."""
        return self.at + ANSWER_WITHIN

    @property
    def answer_s(self) -> float | None:
        """Seconds until somebody answered; None as long as nobody has."""
        return None if self.answered_at is None else (self.answered_at - self.at).total_seconds()

    def step_at(self, moment: datetime) -> int:
        """Whom an unanswered call rings for at a moment."""
        waited = (self.answered_at or moment) - self.at
        return (self.Step.KEEPER if waited < ANSWER_WITHIN else
                self.Step.OFFICER if waited < OFFICER_WITHIN else self.Step.ABOVE)
