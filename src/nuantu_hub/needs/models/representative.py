"""Representatives: elected for a term, answerable to those who elected them, recalled by them, replaced in time."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.constituency import Constituency
from nuantu_hub.needs.models.election import Contest, Election
from nuantu_hub.people.models import Person, Post, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.crypto import EncryptedTextField


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    """Lists of representatives."""

    def standing_at(self, moment: Any) -> RepresentativeQuerySet:
        """Those in office at a moment."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=moment), since__lte=moment, until__gt=moment)

    def visible_to(self, account: Any) -> RepresentativeQuerySet:
        """Those of the units where the account is officer; none for everybody else."""
        return self.filter(constituency__unit__in=units_of(account, Post.Role.OFFICER))


class Representative(models.Model):
    """A person's term for a constituency: until its end, or until it ended before."""

    class Ended(models.TextChoices):
        """Why a term ended before its time."""

        NO = "", _("在任")
        RESIGNED = "resigned", _("本人辞任")
        LEFT = "left", _("离开本选区")
        RECALLED = "recalled", _("罢免")
        DIED = "died", _("去世")

    constituency = models.ForeignKey(Constituency, models.PROTECT, related_name="representatives")
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="elected")
    person = models.ForeignKey(Person, models.PROTECT, related_name="terms")
    shown_name = EncryptedTextField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended = models.CharField(max_length=8, choices=Ended.choices, blank=True, default=Ended.NO)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=200, blank=True, default="")

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["constituency", "-since", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contest", "person"], name="elected_once_a_contest")]

    def __str__(self) -> str:
        return f"{self.constituency_id}"

    @property
    def unit(self) -> Unit:
        """The union of the constituency."""
        return self.constituency.unit


class Vacancy(models.Model):
    """A seat that became free: filled within fifteen days, by whoever came next or by another vote."""

    class Way(models.TextChoices):
        """How it was filled."""

        OPEN = "", _("还空着")
        NEXT = "next", _("上次选举的下一位递补")
        VOTE = "vote", _("补选")

    representative = models.OneToOneField(Representative, models.PROTECT, related_name="vacancy")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    election = models.ForeignKey(Election, models.PROTECT, null=True, blank=True, related_name="+")
    way = models.CharField(max_length=4, choices=Way.choices, blank=True, default=Way.OPEN)
    filled_by = models.OneToOneField(Representative, models.PROTECT, null=True, blank=True, related_name="+")
    filled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_at", "pk"]

    def __str__(self) -> str:
        return f"{self.representative_id}"

    @property
    def unit(self) -> Unit:
        """The union of the constituency."""
        return self.representative.constituency.unit


class Mandate(models.Model):
    """What constituents ask of their representatives, how many stand behind it, and what was reported back.

    Who asked is not shown to anybody; the representatives answer all.
    """

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("等代表回应")
        TAKEN = "taken", _("代表在办")
        DONE = "done", _("已回告")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    constituency = models.ForeignKey(Constituency, models.PROTECT, related_name="mandates")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    text = models.CharField(_("请代表办什么"), max_length=200)
    at = models.DateTimeField()
    state = models.CharField(max_length=5, choices=State.choices, default=State.ASKED)
    report = models.CharField(_("办得怎么样"), max_length=600, blank=True, default="")
    reported_by = models.ForeignKey(Representative, models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.pk}"


class MandateSupport(models.Model):
    """That a constituent stands behind a mandate; once."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mandate", "person"], name="supports_a_mandate_once")]

    def __str__(self) -> str:
        return f"{self.mandate_id}"


class RecallPetition(models.Model):
    """Constituents ask for a vote on whether a representative stays; enough names, and there is one."""

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("征集签名")
        REACHED = "reached", _("人数够了，等表决")
        VOTING = "voting", _("表决中")
        RECALLED = "recalled", _("罢免通过")
        KEPT = "kept", _("没有通过")
        LAPSED = "lapsed", _("到期人数不够")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    representative = models.ForeignKey(Representative, models.PROTECT, related_name="petitions")
    reason = models.CharField(_("为什么罢免"), max_length=400)
    reply = models.CharField(_("代表的说明"), max_length=400, blank=True, default="")
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    needed = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    election = models.OneToOneField(Election, models.PROTECT, null=True, blank=True, related_name="petition")

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["representative"], condition=Q(state__in=["open", "reached", "voting"]),
                                    name="one_petition_at_a_time")]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def unit(self) -> Unit:
        """The union of the constituency."""
        return self.representative.constituency.unit


class RecallName(models.Model):
    """One name under a petition; the representative and the public learn their number only."""

    petition = models.ForeignKey(RecallPetition, models.CASCADE, related_name="names")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["petition", "person"], name="signs_a_recall_once")]

    def __str__(self) -> str:
        return f"{self.petition_id}"
