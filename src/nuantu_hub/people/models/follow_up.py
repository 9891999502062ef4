"""What somebody promised to do about a question, and by when."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.question import QuestionGroup
from nuantu_hub.people.models.unit import Unit


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Lists of follow-ups."""

    def visible_to(self, account: Account) -> FollowUpQuerySet:
        """Those of the units that the account's posts reach; none for everybody else."""
        from nuantu_hub.people.permissions import units_of  # only now: permissions import the models

        return self.filter(unit__in=units_of(account))


class FollowUp(models.Model):
    """A task from a group of questions; open until it has an answer."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(QuestionGroup, models.PROTECT, related_name="follow_ups")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="follow_ups")
    task = models.CharField(_("要做的事"), max_length=200)
    owner = models.ForeignKey(Account, models.PROTECT, null=True, related_name="follow_ups")
    due_on = models.DateField(_("期限"))
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(_("答复"), max_length=600, blank=True, default="")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.task
