"""Decisions about a station's stars: what the rules gave on the day, who decided, when everybody could read it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account
from nuantu_hub.stations.models.inspection import Inspection
from nuantu_hub.stations.models.station import Station


class StarQuerySet(models.QuerySet["Star"]):
    """Lists of decisions."""

    def published(self) -> StarQuerySet:
        """Those that everybody may read, the newest first."""
        return self.exclude(published_at=None).order_by("-published_at", "-pk")

    def latest_of(self, stations: models.QuerySet[Station] | list[int]) -> StarQuerySet:
        """The newest published decision of each station."""
        newest = self.model.objects.published().filter(station=OuterRef("station")).values("pk")[:1]
        return self.filter(station__in=stations, pk=Subquery(newest))


class Star(models.Model):
    """One decision. ``schedule`` is how the star goes from then on if nobody looks or decides again.

    It is a list of pairs, a day and the stars from that day on, which follows from evidence that ends and from the term
    (``term_until``); it is drawn anew whenever an inspection counts. ``lacks`` is what stood in the way of one star
    more, in words of both languages. ``evidence`` is the last inspection that the decision knew, ``latest`` the last
    one that has counted since.
    """

    class Kind(models.TextChoices):
        """What a decision did."""

        GIVEN = "given", _("评定")
        KEPT = "kept", _("复评不变")
        UP = "up", _("升星")
        DOWN = "down", _("降星")
        REVOKED = "revoked", _("摘星")
        RESTORED = "restored", _("恢复")
        CORRECTED = "corrected", _("更正")
        REFUSED = "refused", _("没有达到")

    token = models.UUIDField(unique=True, null=True)
    station = models.ForeignKey(Station, models.PROTECT, related_name="stars")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    before = models.PositiveSmallIntegerField()
    stars = models.PositiveSmallIntegerField()
    since = models.DateField()
    term_until = models.DateField(null=True)
    schedule = models.JSONField(default=list)
    version = models.PositiveSmallIntegerField()
    evidence = models.ForeignKey(Inspection, models.PROTECT, null=True, related_name="stars")
    latest = models.ForeignKey(Inspection, models.PROTECT, null=True, related_name="+")
    passed = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    lacks = models.JSONField(default=list)
    ground = models.CharField(_("理由"), max_length=300, blank=True, default="")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = StarQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-decided_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["station"], condition=models.Q(published_at=None), name="one_star_draft")]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["station", "-published_at"], name="star_newest")]

    def __str__(self) -> str:
        return f"{self.station} {self.stars}"
