"""The hub's side of the door's protocol: who is heard, what is taken over, and what is answered."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from django.test import Client
from tests.nuantu_hub.stations.door_speaker import ENROL, SYNC, Speaker, make_speaker, write_event
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.models import Door, DoorEvent, Station, VisitCount

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def station(district: Unit) -> Station:
    """A station without a door."""
    return build_station(district)


@pytest.fixture
def speaker(station: Station) -> Speaker:
    """The controller of the station's door."""
    return make_speaker(station)


def test_what_a_door_tells_is_kept_counted_and_acknowledged(speaker: Speaker, station: Station) -> None:
    told = speaker.sync(write_event(1, MOMENT, "opened", by="once"), write_event(2, MOMENT),
                        write_event(3, MOMENT, "left"), people=7, contact="closed", locked=True)

    assert (told["through"], told["time"], told["orders"]) == (3, int(MOMENT.timestamp()), [])
    assert list(DoorEvent.objects.values_list("seq", "kind", "detail")) == [
        (1, "opened", {"by": "once"}), (2, "entered", {}), (3, "left", {})]
    assert list(VisitCount.objects.values_list("station", "day", "hour", "entered", "left", "refused")) == [
        (station.pk, MOMENT.date(), 10, 1, 1, 0)]
    assert station.door_occupancy.people == 7


def test_what_is_told_twice_is_taken_over_once(speaker: Speaker) -> None:
    first, second = write_event(1, MOMENT), write_event(2, MOMENT)

    assert [speaker.sync(first)["through"], speaker.sync(first, second)["through"],
            speaker.sync(first, second)["through"]] == [1, 2, 2]
    assert [count.entered for count in VisitCount.objects.all()] == [2]


def test_another_event_under_a_known_number_is_refused_and_counts_nothing(speaker: Speaker) -> None:
    kept = write_event(1, MOMENT)
    speaker.sync(kept)
    answer = speaker.post(SYNC, {"events": [write_event(1, MOMENT), write_event(2, MOMENT)]})

    assert (answer.status_code, answer.json()["reason"], answer.json()["through"]) == (409, "sequence", 1)
    assert DoorEvent.objects.get().event == kept["id"]
    # It numbers them anew above what the hub holds; one that the hub had after all is known by its name.
    assert speaker.sync(kept | {"seq": 2}, write_event(3, MOMENT))["through"] == 3
    assert VisitCount.objects.get().entered == 2


def test_a_restored_hub_asks_for_what_the_door_still_holds(speaker: Speaker) -> None:
    speaker.sync(write_event(1, MOMENT))

    assert speaker.sync(write_event(4, MOMENT), first=1)["through"] == 1
    assert DoorEvent.objects.count() == 1


def test_what_the_door_holds_no_more_stands_as_missing_and_is_not_waited_for(speaker: Speaker) -> None:
    speaker.sync(write_event(1, MOMENT))

    assert speaker.sync(write_event(4, MOMENT), first=4)["through"] == 4
    assert list(DoorEvent.objects.values_list("seq", "kind", "detail")) == [
        (1, "entered", {}), (None, "missing", {"from": 2, "to": 3}), (4, "entered", {})]


def test_what_happened_without_the_hub_counts_in_its_own_hour(speaker: Speaker) -> None:
    speaker.sync(*(write_event(1 + hour, MOMENT - timedelta(hours=8 - hour)) for hour in range(8)))

    assert list(VisitCount.objects.values_list("hour", "entered")) == [(2 + hour, 1) for hour in range(8)]


def test_a_clock_that_cannot_be_right_is_marked_and_the_event_counts_when_it_arrived(speaker: Speaker) -> None:
    speaker.sync(write_event(1, MOMENT + timedelta(days=400)), write_event(2, MOMENT - timedelta(days=4000)))

    assert list(DoorEvent.objects.values_list("at", "clock_off")) == [(MOMENT, True), (MOMENT, True)]
    assert [(count.hour, count.entered) for count in VisitCount.objects.all()] == [(10, 2)]


def test_nothing_about_a_person_is_kept_of_an_event(speaker: Speaker) -> None:
    told = speaker.sync(write_event(1, MOMENT, "opened", by="standing", number=7, phone="13900000001", name="林小满",
                                    why="林小满", order="13900000001"))

    assert told["ignored"] == ["name", "number", "order", "phone", "why"]
    assert DoorEvent.objects.get().detail == {"by": "standing"}


def test_lists_come_only_where_the_door_has_others(speaker: Speaker) -> None:
    told = speaker.sync()
    assert (told["config"]["seats"], told["config"]["held_open_s"], told["config"]["hours"]) == (16, 60, None)
    assert told["allow"] == {"version": 1, "keys": [], "revoked": []}

    again = speaker.sync(config_version=told["config"]["version"], allow_version=1)
    assert sorted(again) == ["orders", "through", "time"]
    set_clock(MOMENT + timedelta(days=1))
    assert sorted(speaker.sync(config_version=told["config"]["version"], allow_version=1)) == [
        "config", "orders", "through", "time"]


def test_published_hours_reach_the_door_a_fortnight_ahead(speaker: Speaker, station: Station) -> None:
    Station.objects.filter(pk=station.pk).update(hours="Mo-Su 07:00-22:00")
    hours = speaker.sync()["config"]["hours"]

    today = int(MOMENT.timestamp()) - 10 * 3600 - 1800
    assert [today + 7 * 3600, today + 22 * 3600] in hours["spans"]
    assert hours["end"] == int(MOMENT.timestamp()) + 13 * 86_400
    assert len(hours["spans"]) == 15


def test_who_is_not_heard(speaker: Speaker, station: Station) -> None:
    other = Speaker(door=speaker.door)
    reasons = [
        speaker.post(SYNC, {}, at_s=int(MOMENT.timestamp()) - 301), other.post(SYNC, {}),
        Speaker(door="99999").post(SYNC, {}), speaker.post(SYNC, {}, Nuantu_Door="17; drop"),
        speaker.post(SYNC, {}, Nuantu_Time="soon"), speaker.post(SYNC, {}, Nuantu_Signature="?"),
        Client().post(SYNC, b"{}", content_type="application/json")]

    assert [(one.status_code, one.json()["reason"]) for one in reasons] == [
        (401, "time"), (401, "signature"), (401, "unknown"), (401, "unknown"), (401, "signature"), (401, "signature"),
        (401, "unknown")]
    assert reasons[0].json()["time"] == int(MOMENT.timestamp())
    signed = speaker.sign(SYNC, b'{"events": []}')
    changed = Client().post(SYNC, b'{"events":  []}', content_type="application/json", headers=signed)
    assert changed.json()["reason"] == "signature"
    Door.objects.filter(station=station).update(state=Door.State.REVOKED)
    assert speaker.post(SYNC, {}).json()["reason"] == "revoked"
    Door.objects.filter(station=station).update(state=Door.State.WAITING)
    assert speaker.post(SYNC, {}).json()["reason"] == "unknown"
    assert DoorEvent.objects.count() == 0


@pytest.mark.parametrize(("body", "field"), [
    (b"\xff", "body"), (b"[]", "body"), (b"[" * 100_000, "body"), ({"events": {}}, "events"),
    ({"events": [1]}, "events[0]"), ({"first": -1}, "first"), ({"state": []}, "state"),
    ({"state": {"people": "7"}}, "state.people"), ({"state": {"people": 10_001}}, "state.people"),
    ({"state": {"holder": "林小满"}}, "state.holder"), ({"state": {"equipment": {}}}, "state.equipment"),
    ({"state": {"equipment": [{"mark": "林小满", "value": 1}]}}, "state.equipment[0].mark"),
    ({"state": {"equipment": [{"mark": "heater", "value": [1]}]}}, "state.equipment[0].value"),
    (b'{"events": [{"id": "12345678", "seq": 1, "at": NaN, "kind": "left"}]}', "events[0].at"),
    ({"events": [write_event(0, MOMENT)]}, "events[0].seq"),
    ({"events": [write_event(1, MOMENT) | {"seq": True}]}, "events[0].seq"),
    ({"events": [write_event(2**53, MOMENT)]}, "events[0].seq"),
    ({"events": [write_event(1, MOMENT, "L!")]}, "events[0].kind"),
    ({"events": [write_event(1, MOMENT) | {"id": "a"}]}, "events[0].id"),
    ({"events": [write_event(1, MOMENT), write_event(3, MOMENT)]}, "events"),
    ({"events": [write_event(seq, MOMENT) | {"id": "same-same"} for seq in (1, 2)]}, "events"),
])
def test_what_cannot_be_read_is_named(speaker: Speaker, body: object, field: str) -> None:
    answer = speaker.post(SYNC, body)

    assert (answer.status_code, answer.json()["reason"], answer.json()["field"]) == (400, "form", field)
    assert DoorEvent.objects.count() == 0


def test_a_request_that_is_too_long_is_asked_for_in_halves(speaker: Speaker) -> None:
    answer = speaker.post(SYNC, b" " * (512 * 1024 + 1))

    assert (answer.status_code, answer.json()) == (413, {"reason": "size"})


def test_a_kind_that_the_hub_does_not_know_is_kept_by_its_name(speaker: Speaker) -> None:
    speaker.sync(write_event(1, MOMENT, "lamp_out"))

    assert DoorEvent.objects.get().kind == "lamp_out"


def test_a_controller_waits_and_gets_the_secret_when_it_was_let_in(station: Station) -> None:
    speaker = Speaker()
    waiting = speaker.enrol(station)
    assert (waiting.status_code, waiting.json()["state"]) == (202, "waiting")
    Door.objects.update(state=Door.State.APPROVED)
    answer = speaker.enrol(station)

    door = Door.objects.get()
    assert answer.json() == {"door": str(door.pk), "secret": door.secret, "time": int(MOMENT.timestamp())}
    assert len(base64.b64decode(answer.json()["secret"])) == 32


def test_who_only_knows_a_public_key_does_not_get_the_secret(speaker: Speaker, station: Station) -> None:
    answer = Speaker().enrol(station, public_key=speaker.public_key)

    assert (answer.status_code, answer.json()["reason"]) == (401, "signature")


def test_enrolling_is_refused_by_name(speaker: Speaker, station: Station, other_district: Unit) -> None:
    elsewhere = build_station(other_district, "NS-001")
    nowhere = Station(code="XX-1")
    refused = [Speaker().enrol(station), speaker.enrol(elsewhere), Speaker().enrol(nowhere),
               Speaker().enrol(station, public_key="aGVsbG8="), Speaker().enrol(Station(code=None)),
               Speaker().post(ENROL, [])]

    assert [(one.status_code, one.json()["reason"]) for one in refused] == [
        (409, "taken"), (409, "taken"), (404, "station"), (400, "form"), (400, "form"), (400, "form")]
    Door.objects.update(state=Door.State.REVOKED)
    assert [speaker.enrol(station).status_code, Speaker().enrol(station).status_code] == [403, 202]


def test_unknown_controllers_are_turned_away_when_they_ask_too_often(speaker: Speaker, station: Station) -> None:
    answers = [Speaker().enrol(station).status_code for _try in range(61)]

    assert answers == [*[409] * 60, 429]
    assert speaker.enrol(station).status_code == 200


def test_the_addresses_are_for_posts_alone_and_keep_no_session(speaker: Speaker) -> None:
    assert [Client().get(path).status_code for path in (SYNC, ENROL)] == [405, 405]
    speaker.sync()
    assert speaker.client.cookies == {}
