"""What arrives together is written together, and what cannot be written is acknowledged to nobody."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from tests.nuantu_hub.queries import CaptureQueriesContext
from tests.nuantu_hub.stations.door_speaker import SYNC, make_speaker, write_event
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.domain import intake
from nuantu_hub.stations.domain.door_words import Said, read_sync
from nuantu_hub.stations.domain.intake import Batch, Intake, take_over, write_batches
from nuantu_hub.stations.models import Door, DoorEvent, DoorSpan, VisitCount

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def door(district: Unit) -> Door:
    """A door that was let in."""
    return Door.objects.get(pk=make_speaker(build_station(district)).door)


def say(*seqs: int, kind: str = "entered", **state: object) -> Said:
    return read_sync({"events": [write_event(seq, MOMENT, kind) for seq in seqs], "state": state})


def test_two_requests_of_one_door_are_taken_in_their_order_in_one_turn(door: Door) -> None:
    first, second = say(1, 2), say(2, 3)
    again = Said((first.events[1], second.events[1]), 1, {})
    batches = [Batch(door, first, MOMENT), Batch(Door.objects.get(), again, MOMENT)]
    write_batches(batches)

    assert [batch.through for batch in batches] == [2, 3]
    assert (DoorEvent.objects.count(), VisitCount.objects.get().entered) == (3, 3)


def test_a_conflict_of_one_door_keeps_nothing_from_another(door: Door, other_district: Unit) -> None:
    other = Door.objects.get(pk=make_speaker(build_station(other_district, "NS-001")).door)
    write_batches([Batch(door, say(1), MOMENT)])
    batches = [Batch(door, say(1, 2), MOMENT), Batch(other, say(1), MOMENT)]
    write_batches(batches)

    assert [(batch.conflict, batch.through) for batch in batches] == [(True, 1), (False, 1)]
    assert DoorEvent.objects.count() == 2


def test_a_beat_that_tells_nothing_new_writes_nothing(door: Door) -> None:
    take_over(door, say(people=3))
    door.refresh_from_db()
    set_clock(MOMENT + timedelta(seconds=19))
    with CaptureQueriesContext(connection) as asked:
        take_over(door, say(people=3))

    assert len(asked) == 0
    set_clock(MOMENT + timedelta(seconds=20))
    take_over(door, say(people=3))
    assert Door.objects.get().last_seen_at == MOMENT + timedelta(seconds=20)
    assert DoorSpan.objects.get().ended_at == MOMENT + timedelta(seconds=20)


def test_what_cannot_be_written_is_acknowledged_to_none_of_those_who_wait(
    door: Door, monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(batches: list[Batch]) -> None:
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr(intake, "write_batches", fail)
    with pytest.raises(DatabaseError):
        take_over(door, say(1))


def test_a_door_hears_that_nothing_was_written_and_tells_it_again(
    district: Unit, monkeypatch: pytest.MonkeyPatch,
) -> None:
    speaker = make_speaker(build_station(district))
    event = write_event(1, MOMENT)
    with monkeypatch.context() as patched:
        patched.setattr(intake, "add_counts", lambda rows: connection.cursor().execute("SELECT * FROM no_such_table"))
        answer = speaker.post(SYNC, {"events": [event]})
    assert (answer.status_code, json.loads(answer.content)) == (503, {"reason": "unwritten"})
    assert DoorEvent.objects.count() == 0

    assert speaker.sync(event)["through"] == 1
    assert VisitCount.objects.get().entered == 1


def test_whoever_waits_is_written_by_whoever_has_the_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four threads hand in while a fifth writes; one turn takes over all four."""
    turns: list[int] = []
    started, go_on = threading.Event(), threading.Event()

    def write(batches: list[Batch]) -> None:
        turns.append(len(batches))
        if len(turns) == 1:
            started.set()
            assert go_on.wait(5)

    monkeypatch.setattr(intake, "write_batches", write)
    shared = Intake()
    threads = [threading.Thread(target=shared.take, args=(Batch(Door(), say(), MOMENT),)) for _thread in range(5)]
    threads[0].start()
    assert started.wait(5)
    for thread in threads[1:]:
        thread.start()
    while len(shared._waiting) < 4:
        assert threads[0].is_alive()
    go_on.set()
    for thread in threads:
        thread.join(5)

    assert turns == [1, 4]


def test_a_long_forgotten_event_is_no_conflict_and_a_fresh_one_under_its_number_is(door: Door) -> None:
    write_batches([Batch(door, say(1, 2), MOMENT)])
    DoorEvent.objects.all().delete()
    old = read_sync({"events": [write_event(2, MOMENT - timedelta(days=31))]})
    fresh = read_sync({"events": [write_event(2, MOMENT)]})
    batches = [Batch(door, old, MOMENT), Batch(door, fresh, MOMENT)]
    write_batches(batches)

    assert [batch.conflict for batch in batches] == [False, True]
    assert DoorEvent.objects.count() == 0
