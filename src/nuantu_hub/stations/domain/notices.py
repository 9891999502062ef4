"""Notices of stations: written by whoever looks after one, shown only after somebody else approved them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Notice, Station

State = Notice.State
TITLE_MOST, WORDS_MOST, WHY_MOST = 60, 500, 200


@transaction.atomic
def write_notice(*, by: Account | None, unit: Unit, station: Station | None, title: str, words: str, token: UUID,
                 since: datetime | None = None, until: datetime | None = None) -> Notice:
    """Hand a notice in for approval: for one station, or with none for all stations of ``unit`` and below it.

    The same token is the same notice. Raises StationRefused for empty or long words, and for an end before the
    beginning.
    """
    known = Notice.objects.filter(token=token).first()
    if known is not None:
        return known
    title, words, begins = title.strip(), words.strip(), since or now()
    for text, most, field in ((title, TITLE_MOST, "title"), (words, WORDS_MOST, "words")):
        if not text or len(text) > most:
            raise StationRefused(_("要写，不超过 %(most)s 个字") % {"most": most}, _("改短，或写上内容"), field=field)
    if until is not None and until <= max(begins, now()):
        raise StationRefused(_("结束时间要晚于开始时间，也要晚于现在"), _("改结束时间，或留空"), field="until")
    notice = Notice.objects.create(
        token=token, unit=station.unit if station else unit, station=station, title=title, words=words, since=begins,
        until=until, written_by=by, written_at=now())
    record_deed(by, "notice written", notice, notice.unit)
    return notice


@transaction.atomic
def decide_notice(*, by: Account, notice: Notice, approved: bool, why: str = "") -> Notice:
    """Approve or refuse a notice that waits.

    Raises StationRefused for its writer, and for a refusal without a reason.
    """
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    wanted = State.APPROVED if approved else State.REFUSED
    if notice.state == wanted:
        return notice
    if notice.state != State.WAITING:
        raise StationRefused(_("这条公告已经处理过"), _("看它现在的状态；要改就重新写一条"))
    if notice.written_by_id == by.pk:
        raise StationRefused(_("自己写的公告不能自己审核"), _("请另一位有权限的人审核"))
    if not approved and not why.strip():
        raise StationRefused(_("没有写不通过的原因"), _("写一句，让写的人知道怎么改"), field="why")
    notice.state, notice.decided_by, notice.decided_at, notice.why = wanted, by, now(), why.strip()[:WHY_MOST]
    notice.save(update_fields=["state", "decided_by", "decided_at", "why"])
    if approved:
        record_deed(by, "notice approved", notice, notice.unit)
    else:
        record_deed(by, "notice refused", notice, notice.unit)
    return notice


@transaction.atomic
def withdraw_notice(*, by: Account, notice: Notice) -> Notice:
    """Take a notice down, or back before it was decided; one that is down stays down."""
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if notice.state in (State.WAITING, State.APPROVED):
        notice.state = State.WITHDRAWN
        notice.save(update_fields=["state"])
        record_deed(by, "notice withdrawn", notice, notice.unit)
    return notice


def current_notices(station: Station, moment: datetime) -> list[Notice]:
    """What everybody may read at a station: its own notices and those of its union and above, the newest first."""
    return list(current_notices_of([station], moment)[station.pk])


def current_notices_of(stations: Iterable[Station], moment: datetime) -> dict[int, list[Notice]]:
    """The same for many stations, by their keys, in one question."""
    asked = list(stations)
    # A union's path begins with the paths of all unions above it.
    paths = {path for one in asked for path in _list_paths(one.unit.path)}
    found = list(Notice.objects.shown_at(moment).filter(
        Q(station__in=asked) | Q(station=None, unit__path__in=paths)).select_related("unit"))
    return {one.pk: [notice for notice in found if notice.station_id == one.pk or (
        notice.station_id is None and one.unit.path.startswith(notice.unit.path))] for one in asked}


def _list_paths(path: str) -> list[str]:
    """The paths of a unit at ``/1/4/9/`` and of all above it."""
    keys = path.strip("/").split("/")
    return ["/" + "/".join(keys[:depth]) + "/" for depth in range(1, len(keys) + 1)]


def list_waiting(account: Account) -> list[Notice]:
    """Notices that wait for the account's approval, the oldest first: of its units, written by somebody else."""
    return list(Notice.objects.visible_to(account).filter(state=State.WAITING).exclude(written_by=account)
                .select_related("unit", "station", "written_by").order_by("written_at"))
