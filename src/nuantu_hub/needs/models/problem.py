"""A common problem: what many people said in their own words, with one name, one owner and clocks that run."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.crypto import EncryptedTextField

#: Who works on common problems from a desk.
PROBLEM_ROLES = (Post.Role.OFFICER, Post.Role.ORGANISER)


def draw_cluster() -> str:
    """An identity for a problem that a person opened; the engine's own are others."""
    return f"h{uuid.uuid4().hex[:15]}"


class ProblemQuerySet(models.QuerySet["Problem"]):
    """Lists of problems."""

    def visible_to(self, account: Any) -> ProblemQuerySet:
        """Those of the units that an officer or organiser reaches, and those that one owns; none for others."""
        return self.filter(Q(unit__in=units_of(account, *PROBLEM_ROLES)) | Q(owner=account, owner__kind=Account.STAFF)
                           if isinstance(account, Account) else Q(pk__in=[]))

    def standing(self) -> ProblemQuerySet:
        """Those that were not folded into another one."""
        return self.exclude(state=Problem.State.MERGED)

    def at_work(self) -> ProblemQuerySet:
        """Those on which something is still to be done."""
        return self.filter(state__in=Problem.AT_WORK)

    def public(self) -> ProblemQuerySet:
        """Those whose name a person has confirmed for everybody to read."""
        return self.standing().exclude(public_at=None)


class Problem(models.Model):
    """One thing that several people said.

    ``cluster`` is the identity by which the engine knows it, and stays whatever its name becomes. ``label`` are
    somebody's own words, chosen by the engine, which only staff read; ``name`` is what a person called it, and from
    ``public_at`` on everybody reads. ``due_at`` is the next of its clocks that run, None where none runs.
    """

    class Urgency(models.TextChoices):
        """How soon it must be answered."""

        URGENT = "urgent", _("紧急")
        SUPPLY = "supply", _("水电气热")
        NORMAL = "normal", _("一般")
        COMPLEX = "complex", _("疑难")

    class State(models.TextChoices):
        """How far it is."""

        FOUND = "found", _("待核对")
        OPEN = "open", _("在办")
        ANSWERED = "answered", _("已答复，等评价")
        SETTLED = "settled", _("办结")
        DROPPED = "dropped", _("不办")
        MERGED = "merged", _("并入别的问题")

    AT_WORK: ClassVar[tuple[str, ...]] = ("found", "open", "answered")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    cluster = models.CharField(max_length=40, unique=True, default=draw_cluster)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="problems")
    name = models.CharField(_("问题叫什么"), max_length=60, blank=True, default="")
    label = EncryptedTextField(blank=True, default="")
    topic = models.CharField(_("哪一类"), max_length=12, blank=True, default="")
    urgency = models.CharField(_("紧急程度"), max_length=8, choices=Urgency.choices, default=Urgency.NORMAL)
    state = models.CharField(max_length=10, choices=State.choices, default=State.FOUND)
    owner = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="owned_problems")
    opened_at = models.DateTimeField()
    public_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[Any]] = [models.F("due_at").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What it is called among staff: its name, and before it has one the words that stand for it."""
        return self.name or self.label

    @property
    def number(self) -> str:
        """How people call it."""
        return f"{self.pk:05d}"

    @property
    def is_at_work(self) -> bool:
        """Whether something is still to be done."""
        return self.state in Problem.AT_WORK
