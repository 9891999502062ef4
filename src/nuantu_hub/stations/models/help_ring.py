"""Who was told by short message that somebody calls for help, and whether the message went out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account
from nuantu_hub.stations.models.help_call import HelpCall


class HelpRing(models.Model):
    """One account that a call rings for, told once on its phone; tried again as long as nobody answers."""

    class State(models.TextChoices):
        """What became of the message."""

        WAITING = "waiting", _("正在发")
        SENT = "sent", _("短信已发")
        FAILED = "failed", _("短信没有发出")
        NO_PHONE = "no_phone", _("没有留手机号")

    call = models.ForeignKey(HelpCall, models.CASCADE, related_name="rings")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    step = models.PositiveSmallIntegerField(choices=HelpCall.Step.choices)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "account"], name="one_ring_a_call")]

    def __str__(self) -> str:
        return f"{self.call} {self.account}"
