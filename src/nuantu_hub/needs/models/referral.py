"""A problem referred to a department that answers for it, with the department's own clock."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.problem import Problem
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.permissions import units_of


class Department(models.Model):
    """Somebody outside the union who can do something about problems: an office, a firm, a property manager."""

    class Kind(models.TextChoices):
        """What it is."""

        STREET = "street", _("街道乡镇")
        OFFICE = "office", _("政府部门")
        PLATFORM = "platform", _("平台企业")
        PARTNER = "partner", _("合作商")
        PROPERTY = "property", _("物业")
        OTHER = "other", _("其他单位")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="departments")
    kind = models.CharField(_("哪一类"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("单位"), max_length=60)
    contact = models.CharField(_("怎么联系"), max_length=120, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Lists of referrals."""

    def visible_to(self, account: Any) -> ReferralQuerySet:
        """Those of the problems that an account sees."""
        from nuantu_hub.needs.models.problem import PROBLEM_ROLES

        return self.filter(problem__unit__in=units_of(account, *PROBLEM_ROLES))

    def waiting(self) -> ReferralQuerySet:
        """Those that the department owes an answer to."""
        return self.filter(state=Referral.State.SENT)


class Referral(models.Model):
    """What a department was asked, until when, and what it said."""

    class State(models.TextChoices):
        """How far it is."""

        SENT = "sent", _("等答复")
        ANSWERED = "answered", _("已答复")
        RETURNED = "returned", _("退回")
        RECALLED = "recalled", _("已收回")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="referrals")
    department = models.ForeignKey(Department, models.PROTECT, related_name="referrals")
    asked = models.CharField(_("请他们做什么"), max_length=400)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    is_provisional = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENT)
    answer = models.CharField(_("怎么答复"), max_length=600, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.department} {self.problem_id}"

    @property
    def unit(self) -> Unit:
        """The union of its problem."""
        return self.problem.unit

    def is_late(self, moment: datetime) -> bool:
        """Whether the answer came later than it should have, or should be here by now."""
        return self.state != Referral.State.RECALLED and (self.ended_at or moment) > self.due_at
