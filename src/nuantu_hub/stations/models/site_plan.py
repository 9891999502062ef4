"""A computed proposal of where the next stations go, with what it was computed from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import units_of


class SitePlanQuerySet(models.QuerySet["SitePlan"]):
    """Lists of plans."""

    def visible_to(self, account: Any) -> SitePlanQuerySet:
        """Those of the units that an officer or an inspector reaches; none for everybody else."""
        return self.filter(unit__in=units_of(account, Post.Role.OFFICER, Post.Role.INSPECTOR))


class SitePlan(models.Model):
    """One computing. ``problem`` is the file that the solver got, ``result`` its answer, both as JSON.

    ``shares`` says what one unit of each source counts; with ``around_the_clock`` only stations that never close count
    as standing. A published plan is read by everybody until it is withdrawn.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("排队中")
        RUNNING = "running", _("正在算")
        DONE = "done", _("算好了")
        FAILED = "failed", _("没算成")

    token = models.UUIDField(unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="site_plans")
    sites = models.PositiveSmallIntegerField(_("选几座"))
    walk_minutes = models.PositiveSmallIntegerField(_("步行几分钟"))
    around_the_clock = models.BooleanField(_("只把24小时开放的算作已有"), default=False)
    shares = models.JSONField(default=dict)
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="site_plans")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    why_failed = models.CharField(max_length=300, blank=True, default="")
    problem = models.TextField(blank=True, default="")
    result = models.JSONField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SitePlanQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit} {self.asked_at:%Y-%m-%d}"

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or is being computed."""
        return self.state in (SitePlan.State.WAITING, SitePlan.State.RUNNING)
