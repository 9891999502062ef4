"""Something that was found wrong: to be mended by a day, looked at again by somebody else than who mended it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account
from nuantu_hub.stations.models.inspection import Inspection
from nuantu_hub.stations.models.station import Station


class FindingQuerySet(models.QuerySet["Finding"]):
    """Lists of findings."""

    def visible_to(self, account: Account) -> FindingQuerySet:
        """Those at stations that the account oversees, inspects or keeps; none for everybody else."""
        from nuantu_hub.people.permissions import units_of  # only now: permissions import the models
        from nuantu_hub.site.clock import now

        if not account.is_authenticated or account.kind != Account.STAFF:
            return self.none()
        kept = account.kept_stations.held_at(now()).values("station")
        return self.filter(Q(station__unit__in=units_of(account, "officer", "inspector")) | Q(station__in=kept))

    def still_open(self) -> FindingQuerySet:
        """Those that nobody has seen mended."""
        return self.exclude(state=Finding.State.CLOSED)


class Finding(models.Model):
    """An item of the standard that did not hold. ``false_mends`` counts how often "mended" was not true."""

    class State(models.TextChoices):
        """Where the mending stands."""

        OPEN = "open", _("待整改")
        MENDED = "mended", _("待复查")
        CLOSED = "closed", _("已复查合格")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    station = models.ForeignKey(Station, models.PROTECT, related_name="findings")
    item = models.CharField(max_length=40)
    role = models.CharField(max_length=10)
    note = models.CharField(_("看到什么"), max_length=300, blank=True, default="")
    opened_at = models.DateTimeField()
    due_on = models.DateField(_("整改期限"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    mended_at = models.DateTimeField(null=True)
    mended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="mended_findings")
    mended_said = models.CharField(_("怎么整改的"), max_length=300, blank=True, default="")
    false_mends = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    recheck = models.ForeignKey(Inspection, models.PROTECT, null=True, related_name="rechecked_findings")

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["inspection", "item"], name="one_finding_an_item")]

    def __str__(self) -> str:
        return f"{self.station} {self.item}"
