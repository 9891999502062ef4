"""A deliberation: a question put to many, open between two moments, its statements voted on one by one."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.models.poster import draw_code
from nuantu_hub.people.permissions import units_of

#: Who looks after deliberations.
ROLES = (Post.Role.OFFICER, Post.Role.ORGANISER)
#: Between closing and counting: whoever voted in the last second is through by then.
GRACE = timedelta(seconds=60)


def draw_seed() -> int:
    """The seed of the order of statements and of the computing; drawn once, shown from the first day on."""
    return secrets.randbelow(1_000_000)


class DeliberationQuerySet(models.QuerySet["Deliberation"]):
    """Lists of deliberations."""

    def visible_to(self, account: Any) -> DeliberationQuerySet:
        """Those of the units where the account looks after them; none for everybody else."""
        return self.filter(unit__in=units_of(account, *ROLES))

    def announced(self) -> DeliberationQuerySet:
        """Those that everybody may see."""
        return self.filter(announced_at__isnull=False)

    def open_at(self, moment: datetime) -> DeliberationQuerySet:
        """Those in which votes are taken at a moment."""
        return self.announced().filter(called_off_at=None, closed_at=None, opens_at__lte=moment, closes_at__gt=moment)

    def due_to_close(self, moment: datetime) -> DeliberationQuerySet:
        """Those whose time is over and whose votes are not frozen yet."""
        return self.announced().filter(called_off_at=None, closed_at=None, closes_at__lte=moment - GRACE)


class Deliberation(models.Model):
    """One question. ``seed`` orders the statements and seeds the computing.

    ``origin_name`` and ``origin_address`` say from which common problem it was started, for staff alone.
    Announced, everything but the dates stands; a change of the closing day is told with its reason. At ``closed_at``
    the votes are frozen in a snapshot, and after the computing nothing is left that leads from a vote to a person.
    """

    class Moderation(models.TextChoices):
        """When a statement is looked at."""

        STRICT = "strict", _("先看后放：看过才给大家表态")
        AFTER = "after", _("先放后看：马上给大家表态，有问题再撤")

    class Who(models.TextChoices):
        """Who votes."""

        WORKERS = "workers", _("所有登录的骑手和司机")
        MEMBERS = "members", _("只限本工会和下级的会员")

    class State(models.TextChoices):
        """How far it is; follows from the dates."""

        DRAFT = "draft", _("草稿")
        AHEAD = "ahead", _("还没开始")
        OPEN = "open", _("正在征求意见")
        COUNTING = "counting", _("正在算结果")
        DONE = "done", _("有结果了")
        CALLED_OFF = "off", _("已取消")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    sign = models.CharField(max_length=8, unique=True, default=draw_code)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="deliberations")
    title = models.CharField(_("议题"), max_length=60)
    question = models.CharField(_("问大家什么"), max_length=160)
    background = models.TextField(_("背景"), max_length=2_000, blank=True, default="")
    opens_at = models.DateTimeField(_("开始"))
    closes_at = models.DateTimeField(_("截止"))
    moderation = models.CharField(_("看法怎么审"), max_length=8, choices=Moderation.choices, default=Moderation.STRICT)
    who = models.CharField(_("谁能表态"), max_length=8, choices=Who.choices, default=Who.WORKERS)
    seed = models.PositiveIntegerField(default=draw_seed)
    origin_name = models.CharField(max_length=120, blank=True, default="")
    origin_address = models.CharField(max_length=200, blank=True, default="")
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_why = models.CharField(max_length=200, blank=True, default="")

    objects = DeliberationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-opens_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(closes_at__gt=models.F("opens_at")), name="talk_closes_after_opening")]

    def __str__(self) -> str:
        return self.title

    def tell_state(self, moment: datetime) -> State:
        """How far it is at a moment."""
        state = Deliberation.State
        if self.called_off_at is not None:
            return state.CALLED_OFF
        if self.announced_at is None:
            return state.DRAFT
        if self.counted_at is not None:
            return state.DONE
        if moment < self.opens_at:
            return state.AHEAD
        return state.OPEN if moment < self.closes_at and self.closed_at is None else state.COUNTING

    def is_open(self, moment: datetime) -> bool:
        """Whether votes and statements are taken at a moment."""
        return self.tell_state(moment) == Deliberation.State.OPEN


class DeliberationChange(models.Model):
    """A change of the closing day after the announcement, told to everybody with its reason."""

    deliberation = models.ForeignKey(Deliberation, models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    before = models.DateTimeField()
    after = models.DateTimeField()
    why = models.CharField(_("为什么改"), max_length=200)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.deliberation} {self.after:%Y-%m-%d}"
