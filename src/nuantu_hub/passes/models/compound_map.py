"""Maps of compounds: a draft that is worked on, and versions that phones get."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.models.compound import Compound
from nuantu_hub.people.models import Account, StoredFile, Unit


class CompoundMap(models.Model):
    """A map as GeoJSON (WGS 84). Version 0 is the draft; a published version never changes.

    ``plan`` is the picture that was drawn over, ``plan_fit`` where two of its points lie: for each its place in the
    picture (shares of width and height) and on the globe (degrees).
    """

    class State(models.TextChoices):
        """What it is."""

        DRAFT = "draft", _("草稿")
        PUBLISHED = "published", _("已发布")

    compound = models.ForeignKey(Compound, models.CASCADE, related_name="maps")
    version = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    text = models.TextField(default='{"type":"FeatureCollection","features":[]}')
    plan = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    plan_fit = models.JSONField(null=True, blank=True)
    changes = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["compound", "version"], name="one_map_a_version"),
            models.CheckConstraint(condition=Q(state="draft", version=0) | Q(state="published", version__gt=0),
                                   name="the_draft_is_version_nought")]

    def __str__(self) -> str:
        return f"{self.compound} {self.version}"

    @property
    def unit(self) -> Unit:
        """The union of its compound."""
        return self.compound.unit
