"""The meeting that founds a union: who was entitled, who was there, and who was elected with how many votes."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.enterprise import Enterprise
from nuantu_hub.people.models.unit import Unit
from nuantu_hub.site.crypto import EncryptedTextField


class FoundingMeeting(models.Model):
    """A members' meeting that the verb found valid. ``entitled`` are the members who may vote."""

    class Form(models.TextChoices):
        """What the meeting founded."""

        COMMITTEE = "committee", _("基层工会委员会")
        ORGANISER = "organiser", _("组织员一人")
        JOIN = "join", _("加入联合工会")

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="meetings")
    held_on = models.DateField(_("召开日期"))
    place = models.CharField(_("地点"), max_length=120)
    entitled = models.PositiveIntegerField(_("应到会员"))
    present = models.PositiveIntegerField(_("实到会员"))
    form = models.CharField(_("形式"), max_length=10, choices=Form.choices)
    joined = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.held_on}"

    @property
    def unit(self) -> Unit:
        """The unit whose posts reach it."""
        return self.enterprise.overseer


class Elected(models.Model):
    """One person elected at a founding meeting."""

    class Seat(models.TextChoices):
        """What the person was elected to."""

        CHAIR = "chair", _("主席")
        MEMBER = "member", _("委员")
        ORGANISER = "organiser", _("组织员")

    meeting = models.ForeignKey(FoundingMeeting, models.PROTECT, related_name="elected")
    name = EncryptedTextField(_("姓名"), max_length=60)
    seat = models.CharField(max_length=10, choices=Seat.choices)
    votes = models.PositiveIntegerField(_("得票"))

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.seat} {self.votes}"
