"""The caucus rooms: what a side writes down for itself alone."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import CaucusNote, Delegate, Offer, Talk, Topic
from nuantu_hub.bargaining.permissions import find_seat
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

WORDS_MOST = 2_000


def find_room(account: Account, talk: Talk) -> str:
    """The side whose caucus room an account may enter, its advisers too; empty for everybody else."""
    seat = find_seat(account, talk)
    return seat.side if seat is not None and seat.side != Delegate.Side.NEUTRAL else ""


@transaction.atomic
def write_note(*, by: Account, talk: Talk, words: str, token: UUID, topic: Topic | None = None) -> CaucusNote:
    """Write a note for the own side; the same token is the same note. Raises TalkRefused outside the room."""
    known = CaucusNote.objects.filter(token=token, by=by).first()
    if known is not None:
        return known
    side = find_room(by, talk)
    if not side:
        raise TalkRefused(_("只有一方的人有私下商议的房间"), _("请本方的人来写"))
    if not words.strip():
        raise TalkRefused(_("没有写内容"), _("写一句"), field="words")
    made = CaucusNote.objects.create(token=token, talk=talk, topic=topic, side=side, words=words.strip()[:WORDS_MOST],
                                     by=by, at=now())
    record_deed(by, "caucus note written", talk, talk.unit)
    return made


def list_notes(account: Account, talk: Talk) -> QuerySet[CaucusNote]:
    """Notes of the own side; none outside the room."""
    return CaucusNote.objects.filter(talk=talk, side=find_room(account, talk) or "-").select_related("by", "topic")


def list_drafts(account: Account, talk: Talk) -> QuerySet[Offer]:
    """Drafts of the own side that are not on the table; none outside the room."""
    return Offer.objects.filter(topic__talk=talk, state=Offer.State.DRAFT, side=find_room(account, talk) or "-",
                                ).select_related("topic__talk", "by").order_by("topic__number", "-version")
