"""Status lists: numbers that gates compute too, places given once, decoys, publications, an end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nuantu_hub.passes.domain import status_lists
from nuantu_hub.passes.domain.list_places import list_places
from nuantu_hub.passes.domain.publishing import find_published
from nuantu_hub.passes.domain.status_lists import (
    DECOYS_FIRST,
    DECOYS_MOST,
    find_start,
    forget_lists,
    list_needed,
    number_list,
    open_list,
    prepare_lists,
    publish_list,
    publish_lists,
    set_places,
    take_places,
)
from nuantu_hub.passes.models import Publication, StatusList
from nuantu_hub.passes.models.issued_batch import WINDOW_S
from nuantu_hub.passes.models.status_list import PLACES
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def count_bits(held: StatusList) -> int:
    return sum(byte.bit_count() for byte in bytes(held.bits))


def test_numbers_follow_from_window_class_and_part() -> None:
    assert find_start(datetime(2026, 1, 1, 3, 59, tzinfo=UTC)) == 1_767_225_600
    assert number_list(1_767_225_600, 1) == 122_724 * 32
    assert number_list(1_767_225_600, 2, 3) == 122_724 * 32 + 19


def test_places_are_given_once_and_never_a_decoys() -> None:
    start = find_start(now())
    spans = [take_places(start_s=start, credential_class=1, count=24)[1] for _ in range(3)]
    held = StatusList.objects.get()
    places = list_places(held.secret_bytes, range(72))

    assert (spans, held.given, count_bits(held)) == ([0, 24, 48], 72, DECOYS_FIRST)
    assert not any(bytes(held.bits)[place >> 3] >> (place & 7) & 1 for place in places)


def test_a_full_list_is_followed_by_another_part() -> None:
    start = find_start(now())
    StatusList.objects.filter(pk=open_list(start, 1).pk).update(given=PLACES - DECOYS_MOST - 3)
    assert take_places(start_s=start, credential_class=1, count=4)[0].pk == number_list(start, 1, 1)
    assert take_places(start_s=start, credential_class=1, count=3)[0].pk == number_list(start, 1, 0)


def test_there_is_an_end_to_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_lists, "PARTS", 1)
    start = find_start(now())
    StatusList.objects.filter(pk=open_list(start, 1).pk).update(given=PLACES)
    with pytest.raises(ValueError, match="full"):
        take_places(start_s=start, credential_class=1, count=1)


def test_lists_are_open_before_anybody_asks_and_published_each_quarter_of_an_hour() -> None:
    prepare_lists()
    prepare_lists()
    assert len(list_needed(now())) == StatusList.objects.count() == 8
    assert [publish_lists(), publish_lists()] == [8, 0]
    StatusList.objects.update(published_at=now() - timedelta(minutes=15))
    assert publish_lists() == 8


def test_a_new_publication_takes_the_place_of_the_old_one() -> None:
    held = open_list(find_start(now()), 1)
    publish_list(held.pk)
    Publication.objects.update(version=1)
    newer = publish_list(held.pk)
    assert (find_published(Publication.Kind.STATUS, held.pk), Publication.objects.count()) == (newer, 1)


def test_decoys_stop_at_five_in_a_hundred() -> None:
    held = open_list(find_start(now()), 1)
    StatusList.objects.update(decoys=DECOYS_MOST - 10, published_at=now())
    publish_list(held.pk)
    Publication.objects.update(version=1)
    publish_list(held.pk)
    held.refresh_from_db()
    assert (held.decoys, count_bits(held)) == (DECOYS_MOST, DECOYS_FIRST + 10)


def test_lists_go_an_hour_after_their_window_and_hear_of_nothing_before() -> None:
    old, young = (open_list(find_start(now()) - back * WINDOW_S, 1) for back in (3, 0))
    set_places(number=old.pk, spans=[(0, 5)])
    old.refresh_from_db()
    assert count_bits(old) == DECOYS_FIRST
    forget_lists()
    assert list(StatusList.objects.values_list("pk", flat=True)) == [young.pk]
