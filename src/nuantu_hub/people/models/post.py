"""Posts: which account acts for which unit, in which role, from when until when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.unit import Unit


class Post(models.Model):
    """A role in a unit. It reaches the unit and all below it, and nothing else."""

    class Role(models.TextChoices):
        """What the holder does there."""

        REVIEWER = "reviewer", _("会籍审核")
        ORGANISER = "organiser", _("组建工会")
        INSPECTOR = "inspector", _("驿站检查")
        KEEPER = "keeper", _("驿站管理")
        OFFICER = "officer", _("区级干部")
        STEWARD = "steward", _("系统管理")

    account = models.ForeignKey(Account, models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=12, choices=Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account} {self.role} {self.unit}"
