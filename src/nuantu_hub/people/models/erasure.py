"""A person's wish to be erased: asked, confirmed, done."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuantu_hub.people.models.account import Account


class Erasure(models.Model):
    """One wish. Until it is confirmed nothing happens; once it is done it cannot be taken back."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="erasures")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account"], condition=models.Q(done_at=None), name="one_open_erasure"),
        ]

    def __str__(self) -> str:
        return f"erasure {self.pk}"
