"""Offers: what a side would sign for one topic, version after version; none is ever changed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.bargaining.models.topic import Topic
from nuantu_hub.people.models import Account, Unit


class Offer(models.Model):
    """One version of a clause. ``clause`` is the clause as the agreement file would hold it (type, params, strength,
    kind, obligor, selector …); ``words`` is the sentence to be printed.

    A draft stays in its side's caucus room until it is ``put`` on the table.
    """

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("本方草稿")
        STANDING = "standing", _("在桌上")
        SUPERSEDED = "superseded", _("被本方新报价取代")
        WITHDRAWN = "withdrawn", _("撤回")
        ACCEPTED = "accepted", _("双方接受")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="offers")
    side = models.CharField(max_length=8, choices=Delegate.Side.choices)
    version = models.PositiveSmallIntegerField()
    words = models.TextField(_("条款原文"), max_length=2_000)
    clause = models.JSONField(default=dict)
    note = models.CharField(_("给对方的一句话"), max_length=300, blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    put_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["topic", "version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["topic", "version"], name="offer_version_once")]

    def __str__(self) -> str:
        return f"{self.topic_id} v{self.version}"

    @property
    def talk(self) -> Talk:
        """The talk of its topic."""
        return self.topic.talk

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.topic.talk.unit
