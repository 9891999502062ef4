"""Which star standard holds: the last one that was adopted, or the one that ships where none was."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam import stars as engine
from nuantu_hub.site.clock import now
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Standard


def read_held() -> engine.Standard:
    """The standard that holds."""
    text = Standard.objects.order_by("-adopted_at", "-pk").values_list("text", flat=True).first()
    return engine.shipped_standard() if text is None else engine.parse_standard(text)


def version_now() -> engine.Version:
    """Its version of today."""
    return read_held().in_force(localdate(now()))


@transaction.atomic
def adopt_standard(*, by: Account | None, text: str, note: str, token: UUID) -> Standard:
    """Let a standard hold from now on.

    Raises StationRefused for a text that cannot be read, without a word about what changed, or where it changes or
    leaves out a version that is in force or was: what was decided by it must stay readable.
    """
    known = Standard.objects.filter(token=token).first()
    if known is not None:
        return known
    if not note.strip():
        raise StationRefused(_("没有写改了什么"), _("写一两句：哪几项变了，为什么"), field="note")
    try:
        read = engine.parse_standard(text)
    except engine.InputError as fault:
        raise StationRefused(_("这份标准读不了：%(why)s") % {"why": fault.what}, fault.field or "",
                             field="text") from fault
    _check_kept(read_held(), read)
    made = Standard.objects.create(
        token=token, name=read.name, text=text, digest=hashlib.sha256(text.encode()).hexdigest(), note=note.strip(),
        adopted_at=now(), adopted_by=by)
    record_deed(by, "standard adopted", made, digest=made.digest)
    return made


def _check_kept(held: engine.Standard, fresh: engine.Standard) -> None:
    today = localdate(now())
    numbers = {version.number: version for version in fresh.versions}
    for version in held.versions:
        if version.in_force_from <= today and numbers.get(version.number) != version:
            raise StationRefused(_("第 %(number)s 版已经生效，不能改也不能删") % {"number": version.number},
                                 _("把改动写成一个新的版本，写明从哪天起"), field="text")
    for version in fresh.versions:
        if version.in_force_from <= today and version.number not in {one.number for one in held.versions}:
            raise StationRefused(_("第 %(number)s 版的生效日期已经过去") % {"number": version.number},
                                 _("新版本从明天或以后起生效"), field="text")
