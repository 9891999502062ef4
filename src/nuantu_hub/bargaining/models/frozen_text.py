"""The text that both sides froze: the whole agreement, byte for byte, that signatures are under."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit


class FrozenText(models.Model):
    """One frozen text of a talk; its bytes are never changed, another text is another number.

    ``parts`` are the digests of its provisions and clauses by id, by which what was altered is named. ``void_sides``
    are those that agreed to void it, for the reason ``void_why``.
    """

    class State(models.TextChoices):
        """Whether it is the one to sign."""

        STANDING = "standing", _("定稿")
        VOID = "void", _("作废")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    talk = models.ForeignKey(Talk, models.PROTECT, related_name="frozen_texts")
    number = models.PositiveSmallIntegerField()
    agreement_id = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    text_sha256 = models.CharField(max_length=64)
    terms_sha256 = models.CharField(max_length=64)
    parts = models.JSONField()
    effective_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.STANDING)
    void_sides = models.JSONField(default=list, blank=True)
    void_why = models.CharField(_("为什么作废"), max_length=300, blank=True, default="")
    voided_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["talk", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["talk", "number"], name="frozen_number_once"),
            models.UniqueConstraint(fields=["talk"], condition=Q(state="standing"), name="one_standing_text_a_talk")]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.number}"

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.talk.unit

    @property
    def data(self) -> bytes:
        """The agreement's bytes as they are stored now; whether they are the frozen ones is not looked at here."""
        return bytes(self.body)
