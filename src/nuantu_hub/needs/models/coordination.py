"""A coordination meeting 协调会: who sits at the table, what each side holds, what was agreed, who does it by when."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.problem import PROBLEM_ROLES, Problem
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.permissions import units_of


class MeetingQuerySet(models.QuerySet["CoordinationMeeting"]):
    """Lists of meetings."""

    def visible_to(self, account: Any) -> MeetingQuerySet:
        """Those of the units that an officer or organiser reaches."""
        return self.filter(unit__in=units_of(account, *PROBLEM_ROLES))


class CoordinationMeeting(models.Model):
    """A meeting on one problem or several. ``minutes`` are staff's; ``told`` is what everybody may read of it."""

    class State(models.TextChoices):
        """How far it is."""

        CALLED = "called", _("已召集")
        HELD = "held", _("开过")
        CANCELLED = "cancelled", _("没开成")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="coordination_meetings")
    title = models.CharField(_("商量什么"), max_length=80)
    place = models.CharField(_("地点"), max_length=120)
    starts_at = models.DateTimeField(_("什么时候"))
    chair = models.ForeignKey(Account, models.PROTECT, related_name="+")
    problems: models.ManyToManyField[Problem, models.Model] = models.ManyToManyField(Problem, related_name="meetings")
    state = models.CharField(max_length=10, choices=State.choices, default=State.CALLED)
    minutes = models.TextField(_("纪要"), blank=True, default="")
    told = models.CharField(_("可以公开的一段"), max_length=400, blank=True, default="")
    called_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class MeetingParty(models.Model):
    """One at the table: on whose side, what it holds, whether it came."""

    class Side(models.TextChoices):
        """On whose side it sits."""

        RIDERS = "riders", _("骑手")
        UNION = "union", _("工会")
        OTHER = "other", _("对方")
        OFFICE = "office", _("政府")

    meeting = models.ForeignKey(CoordinationMeeting, models.CASCADE, related_name="parties")
    name = models.CharField(_("谁"), max_length=60)
    side = models.CharField(_("哪一方"), max_length=8, choices=Side.choices)
    position = models.CharField(_("主张"), max_length=400, blank=True, default="")
    came = models.BooleanField(_("到场"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def unit(self) -> Unit:
        """The union of its meeting."""
        return self.meeting.unit


class MeetingOutcome(models.Model):
    """Something that was agreed: who does it, by when, and whether it was done."""

    class State(models.TextChoices):
        """How far it is."""

        AGREED = "agreed", _("说定")
        DONE = "done", _("办成")
        FAILED = "failed", _("没办成")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    meeting = models.ForeignKey(CoordinationMeeting, models.CASCADE, related_name="outcomes")
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="outcomes")
    words = models.CharField(_("说定了什么"), max_length=300)
    owner = models.CharField(_("谁办"), max_length=60)
    due_on = models.DateField(_("哪天前"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.AGREED)
    result = models.CharField(_("办得怎么样"), max_length=300, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def unit(self) -> Unit:
        """The union of its meeting."""
        return self.meeting.unit

    def is_late(self, day: date) -> bool:
        """Whether it should have been done by a day and was not."""
        return self.state == MeetingOutcome.State.AGREED and day > self.due_on
