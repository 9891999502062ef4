"""What is forgotten of needs, and when; and that rows without a name lie in no order that tells of time."""

from __future__ import annotations

import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Length
from django.utils.timezone import localtime

from nuantu_hub.needs.models import Need, NeedStep, Told
from nuantu_hub.people.domain.files import remove_file
from nuantu_hub.people.models import StoredFile
from nuantu_hub.site.clock import now
from nuantu_hub.site.data_folder import sync_folder

#: A recording that was typed up so long ago is removed; its words stay.
RECORDING_DAYS = 30
#: Words and pictures of what was done with so long ago are blanked; that it was said, and what about, stays.
WORDS_DAYS = 730
OVER = (Need.State.CLOSED, Need.State.ANSWERED, Need.State.ASIDE)


def forget_recordings() -> int:
    """Remove recordings that were typed up a month ago. Gives how many."""
    before = now() - timedelta(days=RECORDING_DAYS)
    typed = NeedStep.objects.filter(kind=NeedStep.Kind.TYPED, at__lt=before).values("need")
    return _remove(StoredFile.objects.filter(thing="needs.need", kind__startswith="audio/", thing_id__in=[
        str(key) for key in Need.objects.filter(pk__in=typed).exclude(voice=None).values_list("pk", flat=True)]))


def forget_words() -> int:
    """Blank words, places and files of needs that were done with two years ago. Gives how many needs."""
    before = now() - timedelta(days=WORDS_DAYS)
    lately = NeedStep.objects.filter(at__gte=before).values("need")
    # The words are encrypted: whether there are any is all that can be asked of them.
    old = Need.objects.annotate(length=Length("words")).filter(
        Q(length__gt=0) | Q(photo__isnull=False) | Q(voice__isnull=False) | ~Q(place=""),
        state__in=OVER, at__lt=before).exclude(pk__in=lately)
    keys = list(old.values_list("pk", flat=True)[:1000])
    _remove(StoredFile.objects.filter(thing="needs.need", thing_id__in=[str(key) for key in keys]))
    with transaction.atomic():
        Need.objects.filter(pk__in=keys).update(words="", place="", shown="")
        Told.objects.filter(need__in=keys).update(words="")
    return len(keys)


def _remove(files: QuerySet[StoredFile]) -> int:
    found = list(files)
    for file in found:
        remove_file(by=None, file=file)
    return len(found)


def mix_rows() -> int:
    """Write yesterday's rows without a name anew in a random order, in one transaction. Gives how many.

    PostgreSQL keeps with each row where it lies and which transaction wrote it, and so the order in which people wrote,
    finer than the hour that the row holds. After this all of a day's rows come from one transaction and lie in an order
    that chance made. SQLite keeps rows by their number, which chance draws, and needs it not; files are written anew on
    both, since a file system remembers when.
    """
    end = localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
    begin = end - timedelta(days=1)
    keys = list(Need.objects.filter(account=None, at__gte=begin, at__lt=end).values_list("pk", flat=True))
    secrets.SystemRandom().shuffle(keys)
    if connection.vendor == "postgresql":
        with transaction.atomic():
            for key in keys:
                Need.objects.filter(pk=key).update(channel=F("channel"))
    _mix_files(keys, end)
    return len(keys)


def _mix_files(keys: list[int], end: datetime) -> None:
    files = StoredFile.objects.filter(thing="needs.need", account=None, thing_id__in=[str(key) for key in keys])
    for file in files.order_by("pk"):
        if file.path.stat().st_ctime < end.timestamp():
            _write_anew(file.path, file.at.timestamp())


def _write_anew(path: Path, moment: float) -> None:
    fresh = path.with_suffix(".part")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as written:
        written.write(path.read_bytes())
        written.flush()
        os.fsync(written.fileno())
    os.utime(fresh, (moment, moment))
    fresh.replace(path)
    sync_folder(path.parent)
    os.utime(path.parent, (moment, moment))
