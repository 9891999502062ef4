"""Saying it: with a name or without, in words, by voice or picture; "me too" is the same with what it joins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.claims import draw_code, index_code, index_token
from nuantu_hub.needs.domain.voices import clean_voice
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Need
from nuantu_hub.needs.models.need import floor_hour
from nuantu_hub.people.domain.files import MOST_BYTES, PICTURES, keep_content, strip_picture, tell_kind
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit, Visit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Station

WORDS_MOST, PLACE_MOST = 500, 60
#: So many in an hour from one person with a name.
HOURLY_MOST = 20
Channel, State, Topic = Need.Channel, Need.State, Need.Topic
#: What happens when a need has been said, inside its transaction; apps and rooms further on add theirs.
AFTER_SAID: list[Callable[[Need], object]] = []


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says, and where: words, a picture, a recording; at least one of them, except for "me too"."""

    topic: str = Topic.OTHER
    words: str = ""
    place: str = ""
    photo: UploadedFile[Any] | None = None
    voice: UploadedFile[Any] | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """How it came: the channel, the station or visit, and who of the staff typed it for somebody."""

    channel: str = Channel.PHONE
    station: Station | None = None
    visit: Visit | None = None
    typed_by: Account | None = None


PHONE = Way()


@dataclass(frozen=True, slots=True)
class Taken:
    """A need that was taken in, and the code of an anonymous writer; empty for whoever gave a name."""

    need: Need
    code: str


@transaction.atomic
def say_need(*, unit: Unit, said: Said, token: UUID, by: Account | None, way: Way = PHONE, joins: Need | None = None,
             wants_sms: bool = False, at: datetime | None = None) -> Taken:
    """Take in what somebody says; the same token is the same need.

    ``by`` is None for a writer without a name: then the row holds no account, the hour alone, and no deed is written.
    ``joins`` is the need that this person joins; a person joins once. ``at`` is when it was said, if not now.

    Raises:
        NeedRefused: nothing was said, it is too long, or one person says too much within an hour.
    """
    known = Need.objects.filter(token_index=index_token(token)).select_related("unit", "station").first()
    if known is not None:
        return Taken(known, "" if known.claim_index is None else draw_code(token))
    joins = joins and (joins.echo_of or joins)
    words = _check(said, joins)
    joined = _find_joined(by, joins)
    if joined is not None:
        return Taken(joined, "")
    _check_pace(by)
    code = draw_code(token) if by is None else ""
    moment = at or now()
    moment = moment if by is not None else floor_hour(moment)
    need = Need(
        token_index=index_token(token), claim_index=index_code(code) if code else None, account=by,
        unit=unit if joins is None else joins.unit, station=way.station, visit=way.visit, echo_of=joins,
        channel=way.channel, topic=said.topic if joins is None else joins.topic, place=said.place.strip(), words=words,
        typed_by=way.typed_by, wants_sms=wants_sms and by is not None, at=moment)
    try:
        with transaction.atomic():
            need.save(force_insert=True)
    except IntegrityError:  # the same form or the same person a moment before, by another thread
        return _find_raced(need, token)
    _keep_files(need, said)
    if by is not None:
        record_deed(way.typed_by or by, "need joined" if joins else "need said", need, need.unit, channel=way.channel)
    for follow in AFTER_SAID:
        follow(need)
    return Taken(need, code)


def _check(said: Said, joins: Need | None) -> str:
    words = said.words.strip()
    if said.topic not in Topic.values:
        raise NeedRefused(_("没有选是哪一类"), _("选一项"), field="topic")
    if len(words) > WORDS_MOST:
        raise NeedRefused(_("写得太长"), _("不超过 500 个字；剩下的可以分开说"), field="words")
    if len(said.place.strip()) > PLACE_MOST:
        raise NeedRefused(_("地点写得太长"), _("写路口、小区或驿站的名字"), field="place")
    if joins is None and not words and said.photo is None and said.voice is None:
        raise NeedRefused(_("还没有说是什么事"), _("写一句、说一段或拍一张"), field="words")
    return words


def _find_joined(by: Account | None, joins: Need | None) -> Need | None:
    """What this person said or joined before of the same thing; staff are not asked twice either."""
    if by is None or joins is None:
        return None
    if joins.account_id == by.pk:
        return joins
    return Need.objects.filter(account=by, echo_of=joins).first()


def _find_raced(need: Need, token: UUID) -> Taken:
    found = Need.objects.filter(token_index=need.token_index).first()
    if found is None:
        found = Need.objects.get(account=need.account, echo_of=need.echo_of)
    return Taken(found, "" if found.claim_index is None else draw_code(token))


def _check_pace(by: Account | None) -> None:
    if by is None:
        return
    lately = Need.objects.filter(account=by, at__gte=floor_hour(now())).count()
    if lately >= HOURLY_MOST:
        raise NeedRefused(_("这一个小时里说得太多了"), _("下一个小时再说；急事打热线"))


def _keep_files(need: Need, said: Said) -> None:
    """Keep picture and recording, stripped of where, when and with what they were made."""
    changed = []
    for name, upload, clean in (("photo", said.photo, _clean_photo), ("voice", said.voice, clean_voice)):
        if upload is None:
            continue
        content, kind = clean(_read_all(upload, name))
        setattr(need, name, keep_content(content=content, kind=kind, about=need, unit=need.unit, by=need.account,
                                         at=need.at))
        changed.append(name)
    if changed:
        need.save(update_fields=changed)


def _clean_photo(content: bytes) -> tuple[bytes, str]:
    kind = tell_kind(content)
    if kind not in PICTURES:
        raise NeedRefused(_("这里只收照片"), _("拍一张，或选一张图片"), field="photo")
    return strip_picture(content, kind), kind


def _read_all(upload: UploadedFile[Any], field: str) -> bytes:
    if not upload.size:
        raise NeedRefused(_("文件是空的"), _("请重新选择文件"), field=field)
    if upload.size > MOST_BYTES:
        raise NeedRefused(_("文件太大"), _("请上传不超过20 MB的文件"), field=field)
    content: bytes = upload.read()
    return content
