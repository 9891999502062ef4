"""Signatures of the parties under a frozen text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.frozen_text import FrozenText
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, Unit


class PartySignature(models.Model):
    """One side's signature, as its signer made it away from the hub; none is ever changed.

    ``public_key`` (32 bytes), ``key_id`` (8) and ``signature`` (64, Ed25519) are in lower-case hexadecimal;
    ``signed_at`` is what the signer wrote, ``received_at`` when it was taken in.
    """

    text = models.ForeignKey(FrozenText, models.PROTECT, related_name="signatures")
    side = models.CharField(_("哪一方"), max_length=8, choices=Delegate.Side.choices)
    name = models.CharField(_("签署人"), max_length=64)
    office = models.CharField(_("职务"), max_length=64)
    public_key = models.CharField(max_length=64)
    key_id = models.CharField(max_length=16)
    signature = models.CharField(max_length=128)
    signed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["text", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["text", "side"], name="one_signature_a_side"),
            models.UniqueConstraint(fields=["text", "public_key"], name="one_side_a_key")]

    def __str__(self) -> str:
        return f"{self.side} {self.key_id}"

    @property
    def talk(self) -> Talk:
        """The talk of its text."""
        return self.text.talk

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.text.talk.unit
