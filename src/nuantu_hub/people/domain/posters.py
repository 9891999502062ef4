"""Putting posters up and taking them down."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Poster, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused


@transaction.atomic
def put_up_poster(*, by: Account, unit: Unit, place: str, token: uuid.UUID) -> Poster:
    """A new poster for a unit at a place; the same ``token`` is the same poster."""
    known = Poster.objects.filter(token=token).first()
    if known is not None:
        return known
    if not place.strip():
        raise Refused(_("还没有写贴在哪里"), _("写一个别人找得到的地方"), field="place")
    if unit.closed_on is not None:
        raise Refused(_("这个工会已经撤销"), _("选另一个工会"), field="unit")
    poster = Poster.objects.create(token=token, unit=unit, place=place.strip(), made_by=by, made_at=now())
    record_deed(by, "poster.put_up", poster, unit)
    return poster


@transaction.atomic
def take_down_poster(*, by: Account, poster: Poster) -> Poster:
    """From now on its code takes nobody; asked twice, it stays as it is."""
    if poster.closed_at is None:
        poster.closed_at = now()
        poster.save(update_fields=["closed_at"])
        record_deed(by, "poster.taken_down", poster, poster.unit)
    return poster
