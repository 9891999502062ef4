"""A suspension of passes: decided by a person with a reason and an end, objected to, and looked at again by another."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.crypto import EncryptedTextField


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    """Lists of suspensions."""

    def standing_at(self, moment: datetime) -> SuspensionQuerySet:
        """Those in force at a moment."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=moment), since__lte=moment, until__gt=moment)

    def visible_to(self, account: Any) -> SuspensionQuerySet:
        """Those of the units where the account is officer; none for everybody else."""
        return self.filter(unit__in=units_of(account, Post.Role.OFFICER))


class Suspension(models.Model):
    """Until ``until`` nothing is issued for gates. Doors of stations stay open: nobody is left in the cold."""

    class Cause(models.TextChoices):
        """Why; each is something that was found by people, none a number."""

        INCIDENT = "incident", _("小区事件查实")
        LENT = "lent", _("把码给别人用")
        SPEED = "speed", _("院内骑行屡劝不改")
        OTHER = "other", _("其他")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, models.CASCADE, related_name="pass_suspensions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    cause = models.CharField(_("原因"), max_length=10, choices=Cause.choices)
    words = EncryptedTextField(_("查明了什么"))
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    ended_why = models.CharField(max_length=200, blank=True, default="")

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-since", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account"], condition=Q(ended_at=None), name="one_suspension_at_a_time")]

    def __str__(self) -> str:
        return f"{self.pk}"

    def is_standing(self, moment: datetime) -> bool:
        """Whether it is in force at a moment."""
        return self.since <= moment < min(self.until, self.ended_at or self.until)


class SuspensionAppeal(models.Model):
    """What the worker says against it, once, and the answer of somebody who did not decide it."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("待答复")
        UPHELD = "upheld", _("申诉成立")
        REJECTED = "rejected", _("申诉不成立")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    suspension = models.OneToOneField(Suspension, models.CASCADE, related_name="appeal")
    text = EncryptedTextField(_("为什么不同意"))
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answer = EncryptedTextField(_("答复"), blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["due_at", "pk"]

    def __str__(self) -> str:
        return f"{self.suspension_id}"

    @property
    def unit(self) -> Unit:
        """The union that answers."""
        return self.suspension.unit
