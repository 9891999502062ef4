"""A trial before a purchase: what is to be bought, how far it is, and the seed that nobody knows before the draw."""

from __future__ import annotations

import secrets
import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import is_worker, units_of
from nuantu_hub.stations.models.station import draw_sign

#: Who looks after trials at a desk.
TRIAL_ROLES = (Post.Role.OFFICER, Post.Role.ORGANISER)


def draw_seed() -> str:
    """The seed of a trial's draw and figures: drawn with the trial, told when it was used."""
    return secrets.token_hex(16)


class TrialQuerySet(models.QuerySet["Trial"]):
    """Lists of trials."""

    def visible_to(self, account: Any) -> TrialQuerySet:
        """Those of the units where the account buys; for whoever keeps a station those that are handed out there."""
        if not isinstance(account, Account) or is_worker(account) or not account.is_active:
            return self.none()
        return self.filter(unit__in=units_of(account, *TRIAL_ROLES))

    def asking(self) -> TrialQuerySet:
        """Those that still ask riders what they need and who would try."""
        return self.filter(state__in=(Trial.State.SURVEY, Trial.State.SAMPLING))


class Trial(models.Model):
    """Something to be bought for riders after riders tried it.

    ``seed`` is drawn when the trial begins, and only its digest is shown (``seed_sha256``); it is told with the draw.
    So neither whoever holds it can choose it afterwards, nor whoever volunteers can reckon with it.
    ``origin`` is where it came from, as a path of this hub (a common problem), or empty.
    """

    class State(models.TextChoices):
        """How far it is, in order."""

        SURVEY = "survey", _("摸底中")
        SAMPLING = "sampling", _("收样品")
        TRYING = "trying", _("试用中")
        WEIGHING = "weighing", _("看结果")
        DECIDED = "decided", _("已选定")
        APPROVED = "approved", _("预算已批")
        ORDERED = "ordered", _("已下单")
        HANDING = "handing", _("发放中")
        CLOSED = "closed", _("已结清")
        DROPPED = "dropped", _("不做了")

    #: The order of the steps, for whoever draws the way.
    COURSE: ClassVar = (State.SURVEY, State.SAMPLING, State.TRYING, State.WEIGHING, State.DECIDED, State.APPROVED,
                        State.ORDERED, State.HANDING, State.CLOSED)

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="trials")
    sign = models.CharField(max_length=12, unique=True, default=draw_sign)
    name = models.CharField(_("买什么"), max_length=60)
    why = models.CharField(_("为什么买"), max_length=400)
    origin = models.CharField(max_length=120, blank=True, default="")
    sizes: models.JSONField[Any, Any] = models.JSONField(_("尺码"), default=list)
    places = models.PositiveSmallIntegerField(_("试用人数"), default=12)
    turns = models.PositiveSmallIntegerField(_("每人试几款"), default=2)
    days = models.PositiveSmallIntegerField(_("每款试几天"), default=5)
    members_only = models.BooleanField(_("只发给会员"), default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SURVEY)
    seed = models.CharField(max_length=64, default=draw_seed)
    seed_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    objects = TrialQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_drawn(self) -> bool:
        """Whether it was drawn who tries what."""
        return self.state not in (Trial.State.SURVEY, Trial.State.SAMPLING) and hasattr(self, "draw")

    @property
    def is_decided(self) -> bool:
        """Whether it is known what is bought."""
        return self.state in Trial.COURSE[4:]


class TrialStep(models.Model):
    """What became of a trial, step by step, in words for everybody."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=Trial.State.choices)
    why = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.trial} {self.state}"
