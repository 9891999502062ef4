"""A talk: two sides who bargain under a procedure, from the written request to the text that they sign."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.models.poster import draw_code
from nuantu_hub.people.permissions import units_of

#: Who of the union keeps talks.
TALK_ROLES = (Post.Role.OFFICER, Post.Role.ORGANISER)


class TalkQuerySet(models.QuerySet["Talk"]):
    """Lists of talks."""

    def visible_to(self, account: Any) -> TalkQuerySet:
        """Those of the units where the account keeps talks, and those where it holds a seat."""
        from nuantu_hub.bargaining.models.delegate import Delegate  # only now: delegates know talks
        from nuantu_hub.site.clock import now

        if not isinstance(account, Account):
            return self.none()
        seats = Delegate.objects.sitting_at(now()).filter(account=account).values("talk")
        return self.filter(Q(unit__in=units_of(account, *TALK_ROLES)) | Q(pk__in=seats))


class Talk(models.Model):
    """One talk. ``procedure`` is a key of ``data/procedures.yaml``; ``platform`` and ``partners`` are names as printed.

    ``origin_name`` and ``origin_address`` say from which common problem it was started.
    """

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("等对方答复")
        REFUSED = "refused", _("对方拒绝协商")
        PREPARING = "preparing", _("准备")
        TALKING = "talking", _("在谈")
        SUSPENDED = "suspended", _("中止")
        FROZEN = "frozen", _("文本已定，等签署")
        SIGNED = "signed", _("已签署")
        ENDED = "ended", _("没有谈成")

    token = models.UUIDField(unique=True, default=uuid.uuid4)
    sign = models.CharField(max_length=8, unique=True, default=draw_code)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="bargaining_talks")
    title = models.CharField(_("谈什么"), max_length=80)
    platform = models.CharField(_("平台企业"), max_length=80)
    partners = models.CharField(_("合作商"), max_length=200, blank=True, default="")
    procedure = models.CharField(_("程序"), max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    #: The agreement that the talk starts from: a folder of the shipped agreements, or empty.
    base = models.CharField(_("从哪份协议谈起"), max_length=80, blank=True, default="")
    origin_name = models.CharField(max_length=120, blank=True, default="")
    origin_address = models.CharField(max_length=200, blank=True, default="")

    objects = TalkQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether positions and offers are taken."""
        return self.state in (Talk.State.PREPARING, Talk.State.TALKING)
