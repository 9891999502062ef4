"""Enterprises where a union is or is to be: platforms, their subsidiaries, partner companies and stations."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.unit import Unit


class Stage(models.TextChoices):
    """How far the founding of a union has come. The order is the order of the steps."""

    CONTACT = "contact", _("初次接触")
    PREPARATION = "preparation", _("筹备")
    ELECTION = "election", _("选举")
    SUBMITTED = "submitted", _("报批中")
    APPROVED = "approved", _("已批复")
    LEGAL_PERSON = "legal_person", _("法人登记")


#: A union stands from its approval on; registration as a legal person comes after.
FOUNDED = (Stage.APPROVED, Stage.LEGAL_PERSON)


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    """Lists of enterprises."""

    def visible_to(self, account: Account) -> EnterpriseQuerySet:
        """Those in the care of a unit that the account's posts reach; none for everybody else."""
        from nuantu_hub.people.permissions import units_of  # only now: permissions import the models

        return self.filter(overseer__in=units_of(account))

    def counted(self) -> EnterpriseQuerySet:
        """Those that a rate counts: not struck off, and seated in the city that keeps the ledger.

        A head office elsewhere is in the ledger so that its subsidiaries hang together, but its union is founded and
        counted where it is seated.
        """
        return self.filter(closed_on=None, seat_elsewhere="")


class Enterprise(models.Model):
    """An enterprise in the ledger of the unit that looks after it (``overseer``)."""

    class Kind(models.TextChoices):
        """What it is to the workers."""

        PLATFORM = "platform", _("平台企业")
        AGGREGATOR = "aggregator", _("聚合平台")
        SUBSIDIARY = "subsidiary", _("子（分）公司")
        PARTNER = "partner", _("合作商")
        STATION = "station", _("站点")
        CARRIER = "carrier", _("货运企业")

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("企业名称"), max_length=120, unique=True)
    kind = models.CharField(_("类型"), max_length=12, choices=Kind.choices)
    trade = models.CharField(_("行业"), max_length=10, choices=Unit.Trade.choices, blank=True, default=Unit.Trade.ALL)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    overseer = models.ForeignKey(Unit, models.PROTECT, related_name="enterprises")
    federation = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="member_enterprises")
    union = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="united_enterprises")
    seat_elsewhere = models.CharField(_("总部所在地（市外）"), max_length=40, blank=True, default="")
    own_workers = models.BooleanField(_("自有司机或骑手"), default=True)
    stage = models.CharField(max_length=14, choices=Stage.choices, default=Stage.CONTACT)
    stage_since = models.DateField()
    closed_on = models.DateField(null=True)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def unit(self) -> Unit:
        """The unit whose posts reach it."""
        return self.overseer

    @property
    def founded(self) -> bool:
        """Whether its union stands."""
        return self.stage in FOUNDED
