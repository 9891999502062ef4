"""Signed agreements: the text with the signatures under it, published, in force from its date."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from nuantu_hub.bargaining.models.frozen_text import FrozenText
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.models.poster import draw_code


class SignedQuerySet(models.QuerySet["SignedAgreement"]):
    """Lists of signed agreements."""

    def in_force_on(self, day: date) -> SignedQuerySet:
        """Those whose dates include a day; both ends count."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), effective_on__lte=day)


class SignedAgreement(models.Model):
    """One signed agreement. ``signed`` are the bytes of the machine form, the block of signatures in them.

    ``signed_on`` is the day of the last signature. ``log_leaf`` is the number of its leaf in the log of decisions, None
    until it is entered.
    """

    text = models.OneToOneField(FrozenText, models.PROTECT, related_name="in_force")
    sign = models.CharField(max_length=8, unique=True, default=draw_code)
    platform = models.CharField(max_length=80)
    signed = models.BinaryField()
    signed_on = models.DateField()
    effective_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField()
    log_leaf = models.PositiveIntegerField(null=True, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    objects = SignedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-effective_on", "-pk"]

    def __str__(self) -> str:
        return self.text.title

    @property
    def talk(self) -> Talk:
        """The talk of its text."""
        return self.text.talk

    @property
    def unit(self) -> Unit:
        """The union that kept the talk."""
        return self.text.talk.unit

    @property
    def data(self) -> bytes:
        """The signed bytes as they are stored now; whether they are the signed ones is not looked at here."""
        return bytes(self.signed)
