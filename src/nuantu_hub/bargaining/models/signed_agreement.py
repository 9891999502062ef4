"""Signed agreements: the text with the signatures under it, published, in force from its date."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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

    ``signed_on`` is the day of the last signature. ``log_leaf`` is the number of its leaf in the log of agreements,
    None until it is entered; ``log_entry`` are receipt, leaf, key and checkpoint as the engine told them, ``log_why``
    is the sentence of what failed or of a witness that refused, ``log_published`` whether every witness cosigned.
    """

    class LogState(models.TextChoices):
        """Whether it stands in the log of agreements."""

        WAITING = "waiting", _("等着记入日志")
        ENTERED = "entered", _("已记入日志")
        FAILED = "failed", _("没有记入日志")

    text = models.OneToOneField(FrozenText, models.PROTECT, related_name="in_force")
    sign = models.CharField(max_length=8, unique=True, default=draw_code)
    platform = models.CharField(max_length=80)
    signed = models.BinaryField()
    signed_on = models.DateField()
    effective_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField()
    log_state = models.CharField(max_length=7, choices=LogState.choices, default=LogState.WAITING)
    log_why = models.CharField(max_length=300, blank=True, default="")
    log_leaf = models.PositiveIntegerField(null=True, blank=True)
    log_entry = models.JSONField(null=True, blank=True)
    log_published = models.BooleanField(default=False)
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
    def is_entered(self) -> bool:
        """Whether nothing of its entry is left to do: it stands in the log, and no witness refused."""
        return self.log_state == SignedAgreement.LogState.ENTERED and not self.log_why

    @property
    def data(self) -> bytes:
        """The signed bytes as they are stored now; whether they are the signed ones is not looked at here."""
        return bytes(self.signed)
