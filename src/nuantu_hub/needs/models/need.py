"""What one person said: in words, by voice or by picture, with name or without; and everything that came of it.

A need that was said without a name holds nobody: no account, no time finer than the hour, a number that follows no
order. Its writer finds it again by a code of which only a keyed hash is kept.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, StoredFile, Unit, Visit
from nuantu_hub.site.crypto import EncryptedTextField
from nuantu_hub.stations.models import Station

#: Numbers stay readable for a browser, and tell nothing of when a row was made.
LARGEST_KEY = 2**53 - 1


def draw_key() -> int:
    """A number for a row that follows no order."""
    return secrets.randbelow(LARGEST_KEY) + 1


class NeedQuerySet(models.QuerySet["Need"]):
    """Lists of needs."""

    def visible_to(self, account: Account) -> NeedQuerySet:
        """Those of the units whose officer or organiser the account is; none for everybody else."""
        from nuantu_hub.people.models import Post
        from nuantu_hub.people.permissions import units_of  # only now: permissions import the models

        return self.filter(unit__in=units_of(account, Post.Role.OFFICER, Post.Role.ORGANISER))

    def of(self, account: Account) -> NeedQuerySet:
        """What somebody said under the own name."""
        return self.filter(account=account)


class Need(models.Model):
    """One person's need. ``echo_of`` names the need that this person joined ("me too"), in own words or without any.

    ``shown`` is what others may read of it while they type: written by staff, without names; empty until then.

    ``at`` is exact for whoever gave a name, and the beginning of the hour for whoever did not. ``token_index`` is the
    keyed hash of the form's token, so that a repeated submit is the same need; ``claim_index`` that of the code by
    which an anonymous writer follows it. Neither leads back to token or code.
    """

    class Topic(models.TextChoices):
        """What it is about, as the chips say it."""

        DISPATCH = "dispatch", _("派单与时间")
        PAY = "pay", _("报酬")
        GATE = "gate", _("进门")
        STATION = "station", _("驿站")
        OTHER = "other", _("其他")

    class Channel(models.TextChoices):
        """How it came."""

        PHONE = "phone", _("手机")
        STATION = "station", _("驿站")
        HOTLINE = "hotline", _("热线")
        VISIT = "visit", _("走访")

    class State(models.TextChoices):
        """How far it is."""

        SAID = "said", _("等收到")
        HEARD = "heard", _("已收到")
        GROUPED = "grouped", _("已归并")
        ANSWERED = "answered", _("已答复")
        REOPENED = "reopened", _("说没解决")
        CLOSED = "closed", _("已办结")
        ASIDE = "aside", _("不作诉求办理")

    #: Those that somebody still has to do something about.
    OPEN: ClassVar = (State.SAID, State.HEARD, State.GROUPED, State.REOPENED)

    id = models.BigIntegerField(primary_key=True, default=draw_key, editable=False)
    token_index = models.CharField(max_length=64, unique=True)
    claim_index = models.CharField(max_length=64, unique=True, null=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="needs")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="needs")
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="needs")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="needs")
    echo_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="echoes")
    channel = models.CharField(_("从哪里来"), max_length=8, choices=Channel.choices)
    topic = models.CharField(_("哪一类"), max_length=10, choices=Topic.choices)
    place = models.CharField(_("在哪里"), max_length=60, blank=True, default="")
    words = EncryptedTextField(blank=True, default="")
    shown = models.CharField(_("给别人看的话"), max_length=120, blank=True, default="")
    photo = models.OneToOneField(StoredFile, models.SET_NULL, null=True, related_name="+")
    voice = models.OneToOneField(StoredFile, models.SET_NULL, null=True, related_name="+")
    typed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    wants_sms = models.BooleanField(default=False)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.SAID)
    heard_at = models.DateTimeField(null=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "state", "at"], name="needs_by_unit"),
            models.Index(fields=["at"], name="needs_by_hour")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "echo_of"], condition=Q(echo_of__isnull=False),
                                    name="one_echo_a_person"),
            models.CheckConstraint(condition=Q(account=None) | Q(claim_index=None), name="a_name_or_a_code"),
            models.CheckConstraint(condition=Q(account__isnull=False) | Q(wants_sms=False),
                                   name="no_phone_without_name"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What staff and writer call it."""
        return f"N{self.pk % 10**8:08d}"

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody stands behind it for us."""
        return self.account_id is None

    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in Need.OPEN


class NeedStep(models.Model):
    """What staff did about a need, or what its writer said afterwards; who said a need is never in it."""

    class Kind(models.TextChoices):
        """What happened."""

        HEARD = "heard", _("收到")
        TYPED = "typed", _("语音转成文字")
        MOVED = "moved", _("转给另一工会")
        GROUPED = "grouped", _("归并")
        ANSWERED = "answered", _("答复")
        JUDGED = "judged", _("本人评价")
        REOPENED = "reopened", _("重新办理")
        ASIDE = "aside", _("不作诉求办理")

    id = models.BigIntegerField(primary_key=True, default=draw_key, editable=False)
    need = models.ForeignKey(Need, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.need} {self.kind}"

    @property
    def unit(self) -> Unit:
        """The union of its need."""
        return self.need.unit


class Reply(models.Model):
    """One answer, given to everybody who said it; ``Told`` has a row for each of them."""

    token = models.UUIDField(unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="need_replies")
    text = models.CharField(max_length=600)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.unit} {self.at:%Y-%m-%d}"


class Told(models.Model):
    """That the writer of a need was told an answer, and what the writer says: did it help?

    ``judged_at`` is exact for whoever gave a name and the hour for whoever did not.
    """

    class Helped(models.TextChoices):
        """What the writer says of the answer."""

        UNASKED = "", _("还没说")
        YES = "yes", _("解决了")
        PARTLY = "partly", _("解决了一部分")
        NO = "no", _("没解决")

    id = models.BigIntegerField(primary_key=True, default=draw_key, editable=False)
    reply = models.ForeignKey(Reply, models.PROTECT, related_name="told")
    need = models.ForeignKey(Need, models.PROTECT, related_name="told")
    helped = models.CharField(max_length=6, choices=Helped.choices, blank=True, default=Helped.UNASKED)
    words = EncryptedTextField(blank=True, default="")
    judged_at = models.DateTimeField(null=True)
    sms_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["reply__at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["reply", "need"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.reply} → {self.need}"


def floor_hour(moment: datetime) -> datetime:
    """The beginning of the hour of a moment."""
    return moment.replace(minute=0, second=0, microsecond=0)
