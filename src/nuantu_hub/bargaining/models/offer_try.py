"""Tries: offers, or values around them, tried on days; the result is kept with everything it was computed from."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.day_set import DaySet
from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.offer import Offer
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.bargaining.models.topic import Topic
from nuantu_hub.people.models import Account, Unit


class OfferTryQuerySet(models.QuerySet["OfferTry"]):
    """Lists of tries."""

    def seen_by_side(self, side: str) -> OfferTryQuerySet:
        """Those open to the table, and the private ones of a side; an empty side has none of its own."""
        return self.filter(Q(shared=True) | Q(side=side)) if side else self.filter(shared=True)


class OfferTry(models.Model):
    """One try of a topic. The baseline is the clause of the agreement that the talk starts from.

    ``changes`` maps ``left`` and ``right`` to what an offer changes (``["P07.amount=1.50CNY/order"]``); a sweep has
    ``sweep`` instead: ``[["P07.amount", ["1.00CNY/order", …]], …]``, one or two parameters. ``result`` holds the
    engine's answer for ``left``, ``right`` or ``sweep``, ``inputs`` the digests that it names. ``inputs_key`` is the
    digest of what was asked for: the same question is the same row. Not ``shared``, it is private to ``side``.
    """

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("排队中")
        RUNNING = "running", _("正在算")
        DONE = "done", _("算好了")
        FAILED = "failed", _("没算成")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="tries")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="tries")
    side = models.CharField(max_length=8, choices=Delegate.Side.choices)
    shared = models.BooleanField(default=False)
    left = models.ForeignKey(Offer, models.CASCADE, null=True, blank=True, related_name="+")
    right = models.ForeignKey(Offer, models.CASCADE, null=True, blank=True, related_name="+")
    changes = models.JSONField(default=dict)
    sweep = models.JSONField(default=list, blank=True)
    days = models.ForeignKey(DaySet, models.PROTECT, related_name="tries")
    seeds = models.CharField(_("种子"), max_length=40, default="1,2")
    inputs_key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    why_failed = models.CharField(max_length=300, blank=True, default="")
    done_days = models.PositiveIntegerField(default=0)
    of_days = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict, blank=True)
    inputs = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    objects = OfferTryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.asked_at:%Y-%m-%d}"

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.talk.unit

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or is being computed."""
        return self.state in (OfferTry.State.ASKED, OfferTry.State.RUNNING)

    @property
    def parts(self) -> list[tuple[str, Any]]:
        """What the engine is asked in turn: (name, changes) of ``left`` and ``right``, or (``sweep``, axes)."""
        if self.sweep:
            return [("sweep", self.sweep)]
        return [(name, self.changes[name]) for name in ("left", "right") if self.changes.get(name)]
