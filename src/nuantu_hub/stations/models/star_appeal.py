"""An objection to a decision about stars: said by who keeps the station, decided by somebody else than who decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account
from nuantu_hub.stations.models.star import Star
from nuantu_hub.stations.models.station import Station


class StarAppeal(models.Model):
    """An objection. ``items`` are the findings that it says are wrong."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("待答复")
        UPHELD = "upheld", _("申诉成立")
        REJECTED = "rejected", _("申诉不成立")

    token = models.UUIDField(unique=True, null=True)
    star = models.ForeignKey(Star, models.PROTECT, related_name="appeals")
    station = models.ForeignKey(Station, models.PROTECT, related_name="star_appeals")
    by = models.ForeignKey(Account, models.PROTECT, related_name="star_appeals")
    at = models.DateTimeField()
    text = models.CharField(_("为什么不同意"), max_length=600)
    items = models.JSONField(default=list)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.CharField(_("答复"), max_length=600, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    brought = models.OneToOneField(Star, models.PROTECT, null=True, related_name="from_appeal")

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["star"], name="one_appeal_a_star")]

    def __str__(self) -> str:
        return f"{self.station} {self.at}"
