"""Constituencies: who elects together, by province, by occupation or by platform."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Person, Post, Unit
from nuantu_hub.people.permissions import units_of


class ConstituencyQuerySet(models.QuerySet["Constituency"]):
    """Lists of constituencies."""

    def visible_to(self, account: Any) -> ConstituencyQuerySet:
        """Those of the units where the account is officer; none for everybody else."""
        return self.filter(unit__in=units_of(account, Post.Role.OFFICER))


class Constituency(models.Model):
    """Members of a unit's branch who share a province, an occupation or a platform.

    ``code`` is the first two digits of the province's code, an occupation of ``Person.Occupation``, or a platform's
    name. ``merged_into`` is the one with which a constituency elects that is too small for a secret ballot.
    """

    class Kind(models.TextChoices):
        """What its members share."""

        PROVINCE = "province", _("省份")
        OCCUPATION = "occupation", _("工种")
        PLATFORM = "platform", _("平台")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="constituencies")
    kind = models.CharField(_("按什么划分"), max_length=10, choices=Kind.choices)
    code = models.CharField(_("代码"), max_length=60)
    name = models.CharField(_("名称"), max_length=60)
    seats = models.PositiveSmallIntegerField(_("代表名额"), default=1)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = ConstituencyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "kind", "code"], name="one_constituency_of_a_kind")]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Its name in the language of the page, where it is no proper name."""
        if self.kind == Constituency.Kind.OCCUPATION and self.code in Person.Occupation.values:
            return str(Person.Occupation(self.code).label)
        return self.name
