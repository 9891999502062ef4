"""A transfer of membership from one unit to another: who asked, who agreed, what came of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.person import Person
from nuantu_hub.people.models.unit import Unit
from nuantu_hub.site.crypto import EncryptedTextField


class TransferQuerySet(models.QuerySet["Transfer"]):
    """Lists of transfers."""

    def visible_to(self, account: Account) -> TransferQuerySet:
        """Those from or to a unit where the account looks after members; none for everybody else."""
        from nuantu_hub.people.permissions import MEMBER_ROLES, units_of  # only now: permissions import the models

        reach = units_of(account, *MEMBER_ROLES)
        return self.filter(models.Q(giving__in=reach) | models.Q(receiving__in=reach))


class Transfer(models.Model):
    """Asked by the worker or by either unit; done when the worker and the receiving unit have both agreed."""

    class Side(models.TextChoices):
        """Who asked."""

        WORKER = "worker", _("本人")
        GIVING = "giving", _("转出工会")
        RECEIVING = "receiving", _("接收工会")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("等待同意")
        DONE = "done", _("已转接")
        DECLINED = "declined", _("未同意")
        WITHDRAWN = "withdrawn", _("已撤回")

    class Heard(models.TextChoices):
        """How the worker's agreement reached us."""

        HERE = "here", _("本人在手机上同意")
        PAPER = "paper", _("本人书面同意，原件存工会")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.PROTECT, related_name="transfers")
    giving = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    receiving = models.ForeignKey(Unit, models.PROTECT, related_name="transfers_in")
    side = models.CharField(max_length=10, choices=Side.choices)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = EncryptedTextField(default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    worker_agreed_at = models.DateTimeField(null=True)
    worker_heard = models.CharField(max_length=6, choices=Heard.choices, blank=True, default="")
    unit_agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answer = EncryptedTextField(default="")

    objects = TransferQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("person", condition=models.Q(state="waiting"), name="one_waiting_transfer"),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
