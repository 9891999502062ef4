"""Who stands for election: put forward, accepted, found eligible, and with which number on the ballot paper."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.models.election import Contest
from nuantu_hub.people.models import Account, Person, Unit
from nuantu_hub.site.crypto import EncryptedTextField


class Candidacy(models.Model):
    """A line of the ballot paper.

    In a vote on a recall the two lines have no ``person``; their ``option`` says what they mean. ``shown_name`` is the
    name that the candidate stands under, published with the candidate's own consent.
    """

    class State(models.TextChoices):
        """How far it is."""

        PROPOSED = "proposed", _("等本人接受")
        ACCEPTED = "accepted", _("等资格审查")
        ELIGIBLE = "eligible", _("正式候选人")
        REFUSED = "refused", _("资格不符")
        DECLINED = "declined", _("本人不接受")
        WITHDRAWN = "withdrawn", _("本人退出")

    class Option(models.TextChoices):
        """A line that is no person."""

        NONE = "", _("候选人")
        RECALL = "recall", _("同意罢免")
        KEEP = "keep", _("不同意罢免")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="candidacies")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="candidacies")
    option = models.CharField(max_length=6, choices=Option.choices, blank=True, default=Option.NONE)
    proposed_by_other = models.BooleanField(default=False)
    shown_name = EncryptedTextField(_("以什么名字参选"), blank=True, default="")
    statement = EncryptedTextField(_("想为大家做什么"), blank=True, default="")
    state = models.CharField(max_length=9, choices=State.choices, default=State.PROPOSED)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    refused_why = models.CharField(_("哪一条不符"), max_length=200, blank=True, default="")
    checked_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["contest", "number", "at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contest", "person"], condition=Q(person__isnull=False),
                                    name="stands_once"),
            models.UniqueConstraint(fields=["contest", "number"], condition=Q(number__isnull=False),
                                    name="one_number_a_line")]

    def __str__(self) -> str:
        return f"{self.contest_id} {self.number}"

    @property
    def unit(self) -> Unit:
        """The union that runs the election."""
        return self.contest.election.unit

    @property
    def label(self) -> str:
        """What the line says."""
        return str(Candidacy.Option(self.option).label) if self.option else str(self.shown_name)
