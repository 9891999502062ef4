"""The link between a platform's pseudonym and an account: made by the worker alone, and opened for the worker alone."""

from __future__ import annotations

from django.db import models

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.crypto import EncryptedTextField


class Link(models.Model):
    """One account's pseudonym at one platform.

    The pseudonym is encrypted; ``pseudonym_key`` is its blind index and keeps two accounts from claiming the same one.
    A withdrawn link is deleted, at once and wholly. Nothing but the worker's own pages reads this table.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="links")
    platform = models.CharField(max_length=60)
    pseudonym = EncryptedTextField()
    pseudonym_key = models.CharField(max_length=64, unique=True)
    way = models.CharField(max_length=6, choices=[("code", "code"), ("export", "export")])
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint("account", "platform", name="one_link_a_platform"),)

    def __str__(self) -> str:
        return f"{self.platform}"


class LinkCode(models.Model):
    """A one-time code that a platform gave to one of its workers: only its hash is known here.

    It goes with its use. ``code_key`` is the blind index of that hash, so that the table alone tells nothing.
    """

    platform = models.CharField(max_length=60)
    code_key = models.CharField(max_length=64, unique=True)
    pseudonym = EncryptedTextField()
    expires_at = models.DateTimeField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="link_codes")

    def __str__(self) -> str:
        return f"{self.platform}"


class LinkTry(models.Model):
    """A wrong code entered by an account; too many in an hour close the door for the rest of it."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="link_tries")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at}"
