"""Who sits in a meeting, where, and whether the roll call found them there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.meeting import TalkMeeting
from nuantu_hub.bargaining.models.talk import Talk
from nuantu_hub.bargaining.models.venue import Venue
from nuantu_hub.people.models import Account, Unit


class MeetingSeatQuerySet(models.QuerySet["MeetingSeat"]):
    """Lists of seats."""

    def present(self) -> MeetingSeatQuerySet:
        """Those whom the roll call found and who have not left."""
        return self.filter(present_since__isnull=False, left_at=None)


class MeetingSeat(models.Model):
    """One person in one meeting, in one venue at a time.

    A second venue that calls the same person moves nobody: it stands in ``asked_by`` until the first one lets go.
    """

    class Kind(models.TextChoices):
        """How the person takes part."""

        SITE = "site", _("现场")
        ONLINE = "online", _("线上")

    meeting = models.ForeignKey(TalkMeeting, models.CASCADE, related_name="seats")
    account = models.ForeignKey(Account, models.PROTECT, related_name="meeting_seats")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="seats")
    shown_name = models.CharField(_("桌牌"), max_length=60)
    side = models.CharField(_("哪一方"), max_length=8, choices=Delegate.Side.choices)
    kind = models.CharField(_("怎么参加"), max_length=6, choices=Kind.choices, default=Kind.SITE)
    has_vote = models.BooleanField(_("有表决权"), default=True)
    present_since = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(Venue, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingSeatQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["venue", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "account"], name="one_seat_a_meeting"),
            models.CheckConstraint(condition=Q(left_at=None) | Q(present_since__isnull=False),
                                   name="leaves_who_was_there")]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def talk(self) -> Talk:
        """The talk of its meeting."""
        return self.meeting.talk

    @property
    def unit(self) -> Unit:
        """The union that keeps the talk."""
        return self.meeting.talk.unit

    @property
    def is_present(self) -> bool:
        """Whether the roll call found the person and nobody wrote down since that they left."""
        return self.present_since is not None and self.left_at is None
