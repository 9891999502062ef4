"""A request: a worker does not agree with an amount, a limit or a decision, and asks for an answer in time."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.days.models.run import Run
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import is_worker, units_of
from nuantu_hub.site.crypto import EncryptedTextField, blind_index


def own_key(account: Account) -> str:
    """By what an account finds its own requests; staff and the database alone cannot tell whose they are."""
    return blind_index(str(account.pk), "days.request")


class RequestQuerySet(models.QuerySet["Request"]):
    """Lists of requests."""

    def visible_to(self, account: Any) -> RequestQuerySet:
        """A worker sees the own ones, officers those that their units owe an answer; nobody else any."""
        if is_worker(account):
            return self.filter(owner_key=own_key(account))
        return self.filter(unit__in=units_of(account, Post.Role.OFFICER))


class Request(models.Model):
    """What is not agreed with: clause, events and arithmetic as they stood, words of the worker, and whose turn it is.

    The worker's name stands nowhere: an order names a pseudonym, and the two are joined by the worker alone.
    ``stage`` is 1, or 2 after an appeal to the unit above; ``due_at`` is when the answer is owed.
    """

    class State(models.TextChoices):
        """Whose turn it is."""

        OPEN = "open", _("等待认领")
        CLAIMED = "claimed", _("正在处理")
        ANSWERED = "answered", _("已答复")
        CLOSED = "closed", _("已结束")
        WITHDRAWN = "withdrawn", _("本人撤回")

    class Outcome(models.TextChoices):
        """What the answer says."""

        RIGHT = "right", _("你是对的，要更正")
        PARTLY = "partly", _("部分要更正")
        STANDS = "stands", _("核对无误，维持原样")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.UUIDField(unique=True)
    owner_key = models.CharField(max_length=64, db_index=True)
    run = models.ForeignKey(Run, models.PROTECT, related_name="requests")
    clause_id = models.CharField(max_length=80)
    clause_type = models.CharField(max_length=8)
    order_id = models.CharField(max_length=100, blank=True, default="")
    event_ids = models.JSONField(default=list)
    arithmetic = models.JSONField(default=list)
    amount_minor = models.BigIntegerField(null=True)
    words = EncryptedTextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    stage = models.PositiveSmallIntegerField(default=1)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="requests")
    due_clause = models.CharField(max_length=80, blank=True, default="")
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    claimed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="claimed_requests")

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["due_at", "id"]

    def __str__(self) -> str:
        return f"{self.clause_id} {self.state}"

    @property
    def number(self) -> str:
        """What people call it by: the first signs of its id."""
        return self.id.hex[:6].upper()

    @property
    def waits(self) -> bool:
        """Whether an answer is owed."""
        return self.state in (self.State.OPEN, self.State.CLAIMED)


class RequestStep(models.Model):
    """What happened to a request, in order. ``by`` is None for what the worker did; rows are only added."""

    class Kind(models.TextChoices):
        """What happened."""

        OPENED = "opened", _("提出")
        CLAIMED = "claimed", _("认领")
        RELEASED = "released", _("退回队列")
        ANSWERED = "answered", _("答复")
        APPEALED = "appealed", _("不服答复，转上一级")
        ACCEPTED = "accepted", _("接受答复")
        WITHDRAWN = "withdrawn", _("撤回")

    request = models.ForeignKey(Request, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="request_steps")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="request_steps")
    outcome = models.CharField(max_length=8, choices=Request.Outcome.choices, blank=True, default="")
    words = EncryptedTextField(blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"
