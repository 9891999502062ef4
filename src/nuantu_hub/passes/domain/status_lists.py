"""Status lists: places for what is issued, withdrawing them, decoys, and publishing every quarter of an hour."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from nuantu_hub.passes.domain.list_places import list_places, set_bits
from nuantu_hub.passes.domain.publishing import publish
from nuantu_hub.passes.domain.signer import NoIssuerKey, find_signer
from nuantu_hub.passes.models import Publication, StatusList
from nuantu_hub.passes.models.issued_batch import WINDOW_S
from nuantu_hub.passes.models.status_list import PLACES
from nuantu_hub.seam.pass_issuing import sign_list
from nuantu_hub.site.clock import now

CLASSES = (1, 2)
#: Parts that a window's lists of one class may have.
PARTS = 16
#: Windows for which something can be issued: the one of now and the three after it. A phone that was online a minute
#: before a window ends has twelve hours ahead of it.
AHEAD = 4
#: Of the places, these belong to nobody: of 2^20 four in a hundred from the start, and one more as publications come.
DECOYS_FIRST, DECOYS_MOST = PLACES * 4 // 100, PLACES * 5 // 100
#: Places that a publication adds, withdrawn ones and decoys together: more than one rider's credentials.
DECOYS_LEAST, DECOYS_SPREAD = 90, 150
PUBLISHED_EVERY = timedelta(minutes=15)
KEPT_AFTER_S = 3_600
Span = tuple[int, int]


def find_start(moment: datetime) -> int:
    """When the window of a moment began."""
    return int(moment.timestamp()) // WINDOW_S * WINDOW_S


def number_list(start_s: int, credential_class: int, part: int = 0) -> int:
    """The number of a window's list of a class: gates compute it too."""
    return (start_s // WINDOW_S * 2 + credential_class - 1) * PARTS + part


def list_needed(moment: datetime) -> list[StatusList]:
    """The lists of the windows for which something can be issued now, by number."""
    start = find_start(moment)
    return list(StatusList.objects.filter(start_s__gte=start, start_s__lt=start + AHEAD * WINDOW_S)
                .only("number", "credential_class", "start_s"))


@transaction.atomic(savepoint=False)
def open_list(start_s: int, credential_class: int, part: int = 0) -> StatusList:
    """The list of a window, class and part: the one that there is, or a fresh one with its first decoys."""
    number = number_list(start_s, credential_class, part)
    found = StatusList.objects.filter(pk=number).first()
    if found is not None:
        return found
    made = StatusList(number=number, credential_class=credential_class, start_s=start_s)
    _add_decoys(made, DECOYS_FIRST)
    made.save(force_insert=True)
    return made


@transaction.atomic(savepoint=False)
def take_places(*, start_s: int, credential_class: int, count: int) -> tuple[StatusList, int]:
    """So many places nobody had before: the list, and the first of their turns in its order."""
    for part in range(PARTS):
        number = open_list(start_s, credential_class, part).pk
        held = StatusList.objects.select_for_update().defer("bits").get(pk=number)
        if held.given + count <= PLACES - DECOYS_MOST:
            first = held.given
            held.given += count
            held.save(update_fields=["given"])
            return held, first
    raise ValueError(f"all {PARTS} lists of the window {start_s} are full")


@transaction.atomic
def set_places(*, number: int, spans: Iterable[Span]) -> None:
    """Withdraw what stands at these turns (first and count); it is seen with the next publication."""
    held = StatusList.objects.select_for_update().filter(pk=number).first()
    if held is None or held.start_s + WINDOW_S <= int(now().timestamp()):
        return
    turns = [turn for first, count in spans for turn in range(first, first + count)]
    held.bits = set_bits(bytes(held.bits), list_places(held.secret_bytes, turns))
    held.withdrawn += len(turns)
    held.save(update_fields=["bits", "withdrawn"])


def prepare_lists() -> None:
    """Open the lists of the coming windows before somebody waits for them; called every half minute."""
    start = find_start(now())
    for ahead in range(AHEAD):
        for credential_class in CLASSES:
            open_list(start + ahead * WINDOW_S, credential_class)


def publish_lists() -> int:
    """Publish every list of which the last publication is a quarter of an hour old; called every half minute."""
    moment = now()
    try:
        find_signer()
    except NoIssuerKey:
        return 0  # what was published stays, and gates say by its age how far it can be trusted
    due = [one.pk for one in StatusList.objects.filter(start_s__gt=int(moment.timestamp()) - WINDOW_S)
           .only("pk", "published_at") if one.published_at is None or moment - one.published_at >= PUBLISHED_EVERY]
    for number in due:
        publish_list(number)
    return len(due)


@transaction.atomic
def publish_list(number: int) -> Publication:
    """Publish a list as it stands, with some more decoys than before; the older publications of it are removed."""
    held = StatusList.objects.select_for_update().get(pk=number)
    moment = now()
    if held.published_at is not None:
        _add_decoys(held, max(0, DECOYS_LEAST + secrets.randbelow(DECOYS_SPREAD) - held.withdrawn))
    held.published_at, held.withdrawn = moment, 0
    held.save(update_fields=["bits", "decoys", "withdrawn", "published_at"])
    issued_s = int(moment.timestamp())
    made = publish(kind=Publication.Kind.STATUS, number=number, version=issued_s,
                   body=sign_list(find_signer(), number, bytes(held.bits), issued_s),
                   until=moment + timedelta(seconds=WINDOW_S * AHEAD * 2))
    Publication.objects.filter(kind=Publication.Kind.STATUS, number=number).exclude(pk=made.pk).delete()
    return made


def forget_lists() -> int:
    """Remove lists, with what was given from them, an hour after their window; called once an hour."""
    before = int(now().timestamp()) - WINDOW_S - KEPT_AFTER_S
    gone: Sequence[int] = list(StatusList.objects.filter(start_s__lte=before).values_list("pk", flat=True))
    Publication.objects.filter(kind=Publication.Kind.STATUS, number__in=gone).delete()
    return StatusList.objects.filter(pk__in=gone).delete()[0]


def _add_decoys(held: StatusList, count: int) -> None:
    """Set places from the far end of the order, which nobody is ever given."""
    count = min(count, DECOYS_MOST - held.decoys)
    turns = range(PLACES - held.decoys - count, PLACES - held.decoys)
    held.bits = set_bits(bytes(held.bits), list_places(held.secret_bytes, turns))
    held.decoys += count
