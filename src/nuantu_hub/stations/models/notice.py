"""What a station, or all stations of a union, tell whoever comes: shown only after somebody else approved it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models.station import Station


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Lists of notices."""

    def shown_at(self, moment: datetime) -> NoticeQuerySet:
        """Those that everybody sees at a moment."""
        return self.filter(Q(until=None) | Q(until__gt=moment), state=Notice.State.APPROVED, since__lte=moment)

    def visible_to(self, account: Any) -> NoticeQuerySet:
        """Those that an account wrote or may decide, and those of stations it keeps; none for everybody else."""
        if not isinstance(account, Account) or not account.is_active or account.kind != Account.STAFF:
            return self.none()
        kept = account.kept_stations.held_at(now()).values("station")
        return self.filter(Q(unit__in=units_of(account, Post.Role.OFFICER, Post.Role.INSPECTOR))
                           | Q(station__in=kept) | Q(written_by=account))


class Notice(models.Model):
    """A notice of one station, or with no ``station`` of all stations of ``unit`` and below it."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("等待审核")
        APPROVED = "approved", _("已发布")
        REFUSED = "refused", _("没有通过")
        WITHDRAWN = "withdrawn", _("已撤回")

    token = models.UUIDField(unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="station_notices")
    station = models.ForeignKey(Station, models.PROTECT, null=True, blank=True, related_name="notices")
    title = models.CharField(_("标题"), max_length=60)
    words = models.CharField(_("内容"), max_length=500)
    since = models.DateTimeField(_("从"))
    until = models.DateTimeField(_("到"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    written_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="written_notices")
    written_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="decided_notices")
    decided_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True, default="")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-since", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(state="approved") | (Q(decided_at__isnull=False) & ~Q(decided_by=models.F("written_by"))),
                name="no_notice_approved_by_its_writer")]

    def __str__(self) -> str:
        return self.title
