"""Status lists: one bit a credential that was given, for one window of four hours and one class."""

from __future__ import annotations

import base64
import secrets
from typing import ClassVar

from django.db import models

from nuantu_hub.site.crypto import EncryptedTextField

#: Places of a list, and its bytes: a place is a bit.
PLACES = 2**20
LIST_BYTES = PLACES // 8
SECRET_BYTES = 32


def draw_list_secret() -> str:
    """What the order of a list's places follows from: 32 bytes, as base64."""
    return base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def draw_empty_bits() -> bytes:
    """A list on which nobody stands."""
    return bytes(LIST_BYTES)


class StatusList(models.Model):
    """One list; its own key is its number, which follows from window, class and part.

    ``given`` counts the places that credentials have, ``decoys`` those that are set and belong to nobody; both are
    drawn in the order that ``secret`` gives, from its two ends. ``bits`` are the places that are set, ``withdrawn`` of
    them since the last publication.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    credential_class = models.PositiveSmallIntegerField()
    start_s = models.BigIntegerField(db_index=True)
    secret = EncryptedTextField(default=draw_list_secret)
    given = models.PositiveIntegerField(default=0)
    decoys = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    bits = models.BinaryField(default=draw_empty_bits)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def secret_bytes(self) -> bytes:
        """The secret, 32 bytes."""
        return base64.b64decode(self.secret, validate=True)
