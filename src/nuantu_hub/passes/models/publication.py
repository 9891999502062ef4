"""What the hub publishes for gates and phones: signed things, equal for everybody, one row a version."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Publication(models.Model):
    """A signed thing in one version; the highest version of a kind and a number is what is served.

    ``number`` is the list's number of a status list, the compound's of a bundle, the gate's of a descriptor, 0 for the
    trust list. ``body`` are the bytes as served: texts in ASCII. Nothing here is about a person.
    """

    class Kind(models.TextChoices):
        """What it is."""

        TRUST = "trust", _("信任名单")
        STATUS = "status", _("状态名单")
        BUNDLE = "bundle", _("小区约定与地图")
        DESCRIPTOR = "gate", _("门口的码")

    kind = models.CharField(max_length=6, choices=Kind.choices)
    number = models.PositiveBigIntegerField(default=0)
    version = models.PositiveBigIntegerField()
    body = models.BinaryField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "number", "version"], name="one_publication_a_version")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}/{self.version}"
