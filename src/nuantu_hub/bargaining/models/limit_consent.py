"""Consents: a side lets its limits be compared with the other's on one sweep, and perhaps show where both are met."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.offer_try import OfferTry
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit


class LimitConsent(models.Model):
    """One side's consent for one sweep. ``limits`` are its limits of that moment, ``[outcome, measure, sense, value]``.

    They stay as they were put in: a side that could change its limits and look again would learn the other's step by
    step. ``where``: it also consents to show which values meet both; this can be given later, never taken back.
    """

    sweep = models.ForeignKey(OfferTry, models.CASCADE, related_name="consents")
    side = models.CharField(max_length=8, choices=Delegate.Side.choices)
    limits = models.JSONField(default=list)
    where = models.BooleanField(default=False)
    set_at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["sweep", "side"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sweep", "side"], name="one_limit_consent_a_side")]

    def __str__(self) -> str:
        return f"{self.sweep_id} {self.side}"

    @property
    def talk(self) -> Talk:
        """The talk of its sweep."""
        return self.sweep.talk

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.sweep.talk.unit
