"""The one-time code with which a guard's phone is bound to a gate."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from nuantu_hub.passes.models.gate_number import GateNumber
from nuantu_hub.people.models import Account

#: Time enough to walk from the desk to the gate.
LIVES = timedelta(minutes=30)


class GuardCode(models.Model):
    """Eight digits that the compound's desk draws for one gate; only their blind index is kept, and they work once.

    The latest code of a gate is the only one that works. What phone took it stands nowhere but in the gate's public
    key, and whose phone it is stands nowhere at all.
    """

    gate = models.ForeignKey(GateNumber, models.CASCADE, related_name="guard_codes")
    code_index = models.CharField(max_length=64)
    drawn_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.gate_id} {self.drawn_at:%Y-%m-%d %H:%M}"
