"""What was asked at visits. The same question asked at many places is one group, followed up once."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.attendance import Attendance
from nuantu_hub.people.models.unit import Unit
from nuantu_hub.people.models.visit import Visit


class Topic(models.TextChoices):
    """What a question is about."""

    PAY = "pay", _("报酬")
    ORDERS = "orders", _("派单")
    REST = "rest", _("休息")
    INSURANCE = "insurance", _("社保与职业伤害")
    ROADS = "roads", _("通行与停车")
    STATIONS = "stations", _("驿站")
    FAMILY = "family", _("家庭与子女")
    JOINING = "joining", _("入会")
    OTHER = "other", _("其他")


class QuestionGroup(models.Model):
    """Questions that ask the same."""

    topic = models.CharField(max_length=10, choices=Topic.choices)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"


class QuestionQuerySet(models.QuerySet["Question"]):
    """Lists of questions."""

    def visible_to(self, account: Account) -> QuestionQuerySet:
        """Those asked at visits of units that the account's posts reach."""
        from nuantu_hub.people.permissions import units_of  # only now: permissions import the models

        return self.filter(visit__unit__in=units_of(account))


class Question(models.Model):
    """A question in the asker's words, without a name unless the asker wishes to hear back."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="questions")
    group = models.ForeignKey(QuestionGroup, models.PROTECT, related_name="questions")
    topic = models.CharField(_("主题"), max_length=10, choices=Topic.choices)
    text = models.CharField(_("问题"), max_length=300)
    asker = models.ForeignKey(Attendance, models.SET_NULL, null=True, related_name="questions")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def unit(self) -> Unit:
        """The unit whose posts reach it."""
        return self.visit.unit
