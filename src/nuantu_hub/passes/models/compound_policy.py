"""What the parties of a compound agreed: a dated object with versions, that gates evaluate and phones show."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.models.compound import Compound, Party
from nuantu_hub.people.models import Account, Unit


class PolicyQuerySet(models.QuerySet["CompoundPolicy"]):
    """Lists of policies."""

    def in_force(self, moment: datetime) -> PolicyQuerySet:
        """Those that are agreed and in force at a moment; at most one of each compound."""
        return self.filter(Q(until=None) | Q(until__gt=moment), state=CompoundPolicy.State.AGREED, since__lte=moment)


class CompoundPolicy(models.Model):
    """One version. ``text`` is the policy as gates read it, JSON; ``until`` is set when the next one begins."""

    class State(models.TextChoices):
        """How far it is."""

        PROPOSED = "proposed", _("待各方表态")
        AGREED = "agreed", _("已商定")
        REFUSED = "refused", _("有一方不同意")
        WITHDRAWN = "withdrawn", _("撤回")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    compound = models.ForeignKey(Compound, models.CASCADE, related_name="policies")
    version = models.PositiveIntegerField()
    text = models.TextField()
    since = models.DateTimeField(_("从什么时候起"))
    until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    why = models.CharField(_("为什么这样改"), max_length=200, blank=True, default="")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["compound", "version"], name="one_policy_a_version"),
            models.UniqueConstraint(fields=["compound"], condition=Q(state="proposed"), name="one_proposal_at_a_time")]

    def __str__(self) -> str:
        return f"{self.compound} {self.version}"

    @property
    def unit(self) -> Unit:
        """The union of its compound."""
        return self.compound.unit


class PolicyVoice(models.Model):
    """What one side says of a proposed policy, once."""

    policy = models.ForeignKey(CompoundPolicy, models.CASCADE, related_name="voices")
    role = models.CharField(max_length=10, choices=Party.Role.choices)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agrees = models.BooleanField()
    why = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["policy", "role"], name="one_voice_a_side")]

    def __str__(self) -> str:
        return f"{self.policy} {self.role}"
