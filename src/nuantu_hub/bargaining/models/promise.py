"""Promises: what a side has to have done by a day, where, and what shows that it is done."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.people.models import Account, StoredFile, Unit


class Promise(models.Model):
    """One roll-out of the agreement that a talk starts from. ``places`` are two-digit codes of provinces; none where
    the text names no coverage. ``deadline`` is empty where none is published. What became of it follows from its days
    and its evidence (``domain/promises.py``) and is written down nowhere.
    """

    class Owner(models.TextChoices):
        """Who promised it."""

        WORKERS = "workers", _("劳动者方")
        PLATFORM = "platform", _("平台方")
        PARTNERS = "partners", _("合作商方")
        JOINT = "joint", _("各方一起")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    talk = models.ForeignKey(Talk, models.PROTECT, related_name="promises")
    agreement = models.CharField(max_length=80)
    provision = models.CharField(max_length=80)
    clause_id = models.CharField(max_length=80, blank=True, default="")
    chapter = models.CharField(max_length=12)
    words = models.TextField()
    words_en = models.TextField(blank=True, default="")
    owner = models.CharField(max_length=8, choices=Owner.choices)
    owner_name = models.CharField(max_length=200)
    deadline = models.DateField(null=True, blank=True)
    places = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["talk", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["talk", "agreement", "provision"], name="promise_once_a_talk")]

    def __str__(self) -> str:
        return self.words

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.talk.unit


class PromiseEvidence(models.Model):
    """Something that shows a promise kept, in one province or, with an empty one, everywhere that it was promised.

    ``side`` handed it in; another side accepts it, or disputes it and says why.
    """

    class State(models.TextChoices):
        """What the other side says."""

        WAITING = "waiting", _("等另一方看")
        ACCEPTED = "accepted", _("另一方认可")
        DISPUTED = "disputed", _("另一方不认可")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    promise = models.ForeignKey(Promise, models.PROTECT, related_name="evidence")
    province = models.CharField(_("省份"), max_length=2, blank=True, default="")
    words = models.TextField(_("说明"), max_length=2_000)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    side = models.CharField(max_length=8, choices=Promise.Owner.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField(max_length=1_000, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["promise", "at", "pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def talk(self) -> Talk:
        """The talk of its promise."""
        return self.promise.talk

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.promise.talk.unit
