"""What somebody agreed to: for which purpose, in which words, from when until when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuantu_hub.people.models.account import Account


class Consent(models.Model):
    """One agreement, given and perhaps withdrawn. Rows are never rewritten: agreeing again is another row.

    ``purpose`` and ``version`` name the words in ``people/consents.yaml`` that were on the screen.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=40)
    version = models.CharField(max_length=10)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-given_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "purpose"], condition=models.Q(withdrawn_at=None),
                                    name="one_standing_consent"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"
