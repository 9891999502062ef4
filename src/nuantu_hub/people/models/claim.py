"""Who has taken on what is due: one open claim for each thing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, UniqueConstraint

from nuantu_hub.people.models.account import Account


class Claim(models.Model):
    """Somebody's word to see to a thing that a page of due things names by ``key``."""

    key = models.CharField(max_length=120)
    account = models.ForeignKey(Account, models.PROTECT, related_name="claims")
    at = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (UniqueConstraint(fields=["key"], condition=Q(given_up_at=None), name="one_claim_a_thing"),)

    def __str__(self) -> str:
        return f"{self.account} {self.key}"
