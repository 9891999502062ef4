"""Membership: one row for each stretch in one unit. Rows are added and closed; the database refuses the rest."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.person import Person
from nuantu_hub.people.models.unit import Unit


class Standing(models.TextChoices):
    """Whether a member stands in a unit or waits in a district's holding pool, with the online benefits alone."""

    FULL = "full", _("正式会员")
    POOL = "pool", _("周转库会员")


class Membership(models.Model):
    """A person in a unit from ``since`` until ``until`` (None: still), why it began and why it ended."""

    class Began(models.TextChoices):
        """Why a stretch began."""

        JOINED = "joined", _("入会")
        RETURNED = "returned", _("重新入会")
        TRANSFERRED = "transferred", _("转入")
        IMPORTED = "imported", _("名册导入")
        MERGED = "merged", _("从本人另一份记录接续")
        PARTED = "parted", _("撤销合并后恢复")

    class Ended(models.TextChoices):
        """Why a stretch ended."""

        TRANSFERRED = "transferred", _("转出")
        LEFT = "left", _("退会")
        MERGED = "merged", _("与本人另一份记录合并")
        PARTED = "parted", _("合并已撤销")

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    standing = models.CharField(max_length=6, choices=Standing.choices)
    since = models.DateTimeField()
    began = models.CharField(max_length=12, choices=Began.choices)
    until = models.DateTimeField(null=True)
    ended = models.CharField(max_length=12, choices=Ended.choices, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint("person", condition=models.Q(until=None), name="one_open_membership"),
            models.CheckConstraint(condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                                   name="membership_ends_after_it_began"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.unit_id}"
