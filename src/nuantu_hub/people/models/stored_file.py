"""Files that people hand in. What they are follows from their content, never from their name."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.unit import Unit
from nuantu_hub.site.crypto import EncryptedTextField


class StoredFile(models.Model):
    """A file in the data folder: encrypted, under a random name, outside everything that is served.

    ``thing`` and ``thing_id`` name the row it belongs to, as a deed does; ``unit`` is the unit whose staff may read
    it, ``account`` who handed it in; None for what a stranger did, such as the picture of something broken.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="stored_files")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="stored_files")
    thing = models.CharField(max_length=60, blank=True, default="")
    thing_id = models.CharField(max_length=60, blank=True, default="")
    name = EncryptedTextField()
    kind = models.CharField(max_length=40)
    size_bytes = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def path(self) -> Path:
        """Where its encrypted bytes lie."""
        return Path(settings.DATA.files) / self.id.hex[:2] / self.id.hex
