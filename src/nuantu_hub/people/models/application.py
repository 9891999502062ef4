"""An application for membership, from the poster to the decision."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.enterprise import Enterprise
from nuantu_hub.people.models.membership import Standing
from nuantu_hub.people.models.person import Person
from nuantu_hub.people.models.poster import Poster
from nuantu_hub.people.models.unit import Unit
from nuantu_hub.site.crypto import EncryptedTextField


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Lists of applications."""

    def visible_to(self, account: Account) -> ApplicationQuerySet:
        """What was handed in to a unit where the account reviews; none for everybody else."""
        from nuantu_hub.people.permissions import MEMBER_ROLES, units_of  # only now: permissions import the models

        return self.filter(unit__in=units_of(account, *MEMBER_ROLES)).exclude(state=Application.State.UNCONFIRMED)


class Application(models.Model):
    """What a worker told, which union was found for it, by which rule, and what the reviewer said.

    A repeated submit carries the same ``token`` and is the same application. Until the code that was sent to the
    phone comes back, it is ``UNCONFIRMED`` and nobody's work.
    """

    class State(models.TextChoices):
        """How far it is."""

        UNCONFIRMED = "unconfirmed", _("待验证手机")
        WAITING = "waiting", _("待审核")
        APPROVED = "approved", _("通过")
        REJECTED = "rejected", _("未通过")
        WITHDRAWN = "withdrawn", _("已撤回")

    class Rule(models.TextChoices):
        """Which rule found the union."""

        EMPLOYER = "employer", _("你所在的单位已经建会")
        INDUSTRY = "industry", _("你的行业有工会联合会")
        STREET = "street", _("你居住或工作的街道有工会")
        MOBILE = "mobile", _("当地有流动会员联合会")
        POOL = "pool", _("暂时没有对应的工会，先放进区里的周转库")
        PASSED_ON = "passed_on", _("审核员转来")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    state = models.CharField(max_length=12, choices=State.choices, default=State.UNCONFIRMED)
    poster = models.ForeignKey(Poster, models.PROTECT, null=True, related_name="applications")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="applications")
    name = EncryptedTextField()
    phone = EncryptedTextField()
    phone_index = models.CharField(max_length=64, db_index=True)
    id_number = EncryptedTextField(default="")
    id_index = models.CharField(max_length=64, blank=True, default="", db_index=True)
    occupation = models.CharField(max_length=10, choices=Person.Occupation.choices)
    employer = models.CharField(max_length=60, blank=True, default="")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="+")
    partner = models.CharField(max_length=80, blank=True, default="")
    station = models.CharField(max_length=80, blank=True, default="")
    household_code = models.CharField(max_length=6, blank=True, default="")
    residence_street = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="applications")
    standing = models.CharField(max_length=6, choices=Standing.choices)
    rule = models.CharField(max_length=10, choices=Rule.choices)
    round = models.PositiveSmallIntegerField(default=1)
    told_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    code_index = models.CharField(max_length=64, blank=True, default="")
    code_until = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("person", condition=models.Q(state="waiting"), name="one_waiting_application"),
        )
        indexes = (models.Index(fields=["state", "due_at"]),)

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class ReviewStep(models.Model):
    """One step of a review, in the order in which they were taken; rows are added and never changed."""

    class Verdict(models.TextChoices):
        """What was done."""

        SUBMITTED = "submitted", _("提交")
        APPROVED = "approved", _("通过")
        REJECTED = "rejected", _("未通过")
        PASSED_ON = "passed_on", _("转给另一个工会")
        WITHDRAWN = "withdrawn", _("本人撤回")

    application = models.ForeignKey(Application, models.PROTECT, related_name="steps")
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = EncryptedTextField(default="")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application_id} {self.verdict}"
