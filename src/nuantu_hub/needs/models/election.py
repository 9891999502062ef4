"""An election: one call, one contest for each constituency, one box whose key is held by three."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.constituency import Constituency
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import units_of

#: Whoever got a ballot paper before the polls closed may put it into the box for so long after.
GRACE = timedelta(minutes=10)


class ElectionQuerySet(models.QuerySet["Election"]):
    """Lists of elections."""

    def visible_to(self, account: Any) -> ElectionQuerySet:
        """Those of the units where the account is officer, and those that it watches; none for everybody else."""
        return self.filter(Q(unit__in=units_of(account, Post.Role.OFFICER))
                           | Q(pk__in=ElectionWatcher.objects.filter(account=account).values("election")))

    def published(self) -> ElectionQuerySet:
        """Those that everybody may read of: all that were called."""
        return self.exclude(state=Election.State.DRAFT)


class Election(models.Model):
    """A call to elect, or to vote on a recall.

    ``rule`` names the rule of counting, fixed with the call. ``seed`` is drawn with the call and shown after the count;
    ``seed_sha256`` is shown from the call on, so that nobody could choose the lots afterwards; until then it is stored
    encrypted. ``box_public`` is the
    key that ballots are sealed to; its other half exists in three shares, sealed to three holders, and nowhere else.
    """

    class Kind(models.TextChoices):
        """What is voted on."""

        REGULAR = "regular", _("换届选举")
        BY = "by", _("补选")
        RECALL = "recall", _("罢免表决")

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("筹备")
        NOMINATING = "nominating", _("提名")
        POLLING = "polling", _("投票")
        CLOSED = "closed", _("待开箱")
        COUNTED = "counted", _("已计票")
        VOID = "void", _("作废")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="elections")
    kind = models.CharField(_("选什么"), max_length=8, choices=Kind.choices, default=Kind.REGULAR)
    name = models.CharField(_("名称"), max_length=80)
    rule = models.CharField(_("计票规则"), max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    nominate_until = models.DateTimeField(_("提名截止"))
    opens_at = models.DateTimeField(_("投票开始"))
    closes_at = models.DateTimeField(_("投票截止"))
    term_months = models.PositiveSmallIntegerField(_("任期，月"), default=36)
    seed = models.TextField(blank=True, default="")
    seed_sha256 = models.CharField(max_length=64)
    box_public = models.CharField(max_length=44, blank=True, default="")
    box_shares = models.JSONField(default=list)
    handed = models.TextField(blank=True, default="")
    handed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    handed_to = models.PositiveSmallIntegerField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    list_sha256 = models.CharField(max_length=64, blank=True, default="")
    void_why = models.CharField(max_length=200, blank=True, default="")
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects = ElectionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-opens_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def is_polling(self, moment: datetime) -> bool:
        """Whether ballot papers are given out at a moment."""
        return self.state == Election.State.POLLING and self.opens_at <= moment < self.closes_at

    def takes_ballots(self, moment: datetime) -> bool:
        """Whether the box takes a ballot at a moment."""
        return self.state == Election.State.POLLING and self.opens_at <= moment < self.closes_at + GRACE


class Contest(models.Model):
    """One constituency's vote in an election.

    ``ticket_key`` signs ballot papers without seeing them (RSA, encrypted); it is destroyed when the polls close, and
    ``ticket_public`` (modulus and exponent in hexadecimal) stays. ``mixed`` is how many ballots lay in the box when its
    rows were last written anew in another order. ``result`` is what the count gave, as ``ballot_counting`` tells it.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="contests")
    constituency = models.ForeignKey(Constituency, models.PROTECT, related_name="contests")
    seats = models.PositiveSmallIntegerField()
    ticket_key = models.TextField(blank=True, default="")
    ticket_public = models.CharField(max_length=1_100, blank=True, default="")
    mixed = models.PositiveIntegerField(default=0)
    sealed_sha256 = models.CharField(max_length=64, blank=True, default="")
    result = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["election", "constituency"], name="one_contest_a_constituency")]

    def __str__(self) -> str:
        return f"{self.election_id} {self.constituency_id}"

    @property
    def unit(self) -> Unit:
        """The union that runs it."""
        return self.election.unit


class ElectionWatcher(models.Model):
    """Somebody who watches an election; with a ``seat`` also holds one of three shares of the key to its box.

    ``public_key`` is the half that the hub knows of a key drawn in the holder's own browser.
    """

    class Seat(models.IntegerChoices):
        """Who holds a share."""

        COMMITTEE = 1, _("选举委员会")
        OBSERVER = 2, _("监票人")
        SUPERIOR = 3, _("上级工会")

    election = models.ForeignKey(Election, models.CASCADE, related_name="watchers")
    account = models.ForeignKey(Account, models.PROTECT, related_name="watched_elections")
    body = models.CharField(_("代表哪一方"), max_length=80)
    seat = models.PositiveSmallIntegerField(_("保管钥匙"), choices=Seat.choices, null=True, blank=True)
    public_key = models.CharField(max_length=44, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["seat", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["election", "account"], name="watches_once"),
            models.UniqueConstraint(fields=["election", "seat"], condition=Q(seat__isnull=False),
                                    name="one_holder_a_seat")]

    def __str__(self) -> str:
        return self.body

    @property
    def unit(self) -> Unit:
        """The union that runs the election."""
        return self.election.unit


class WatcherRemark(models.Model):
    """What a watcher found, for the record of the result."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="remarks")
    watcher = models.ForeignKey(ElectionWatcher, models.PROTECT, related_name="remarks")
    text = models.CharField(_("记下什么"), max_length=400)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.watcher_id} {self.at:%Y-%m-%d}"
