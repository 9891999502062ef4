"""A request counts for the door whose key signed it, at its time, with its body."""

from __future__ import annotations

import base64

import pytest
from tests.nuantu_hub.stations.door_speaker import SYNC, Speaker, make_speaker
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.domain.door_requests import Unheard, check_signature, check_time, find_speaker, read_key
from nuantu_hub.stations.domain.door_words import Misspoken

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_the_door_of_a_signed_request_is_found_with_one_question(district: Unit) -> None:
    speaker = make_speaker(build_station(district))
    door = find_speaker(speaker.sign(SYNC, b"{}"), SYNC, b"{}")

    assert (str(door.pk), door.has_orders) == (speaker.door, 0)  # type: ignore[attr-defined]  # read with the row


@pytest.mark.parametrize("told", ["", "-1", "1e9", "²", "9" * 13, "soon"])
def test_a_time_that_is_none_is_no_signature(told: str) -> None:
    with pytest.raises(Unheard) as fault:
        check_time({"Nuantu-Time": told})
    assert fault.value.why == "signature"


@pytest.mark.parametrize(("shift", "heard"), [(-300, True), (300, True), (-301, False), (301, False)])
def test_a_signature_counts_for_five_minutes(shift: int, *, heard: bool) -> None:
    speaker = Speaker()
    key = base64.b64decode(speaker.public_key)
    headers = speaker.sign(SYNC, b"{}", int(MOMENT.timestamp()) + shift)
    if heard:
        check_signature(key, headers, SYNC, b"{}")
    else:
        with pytest.raises(Unheard) as fault:
            check_signature(key, headers, SYNC, b"{}")
        assert fault.value.why == "time"


def test_a_signature_is_of_one_address_and_one_body() -> None:
    speaker = Speaker()
    key, headers = base64.b64decode(speaker.public_key), speaker.sign(SYNC, b"{}")
    check_signature(key, headers, SYNC, b"{}")
    for path, body in ((SYNC + "/", b"{}"), (SYNC, b"{ }")):
        with pytest.raises(Unheard, match="not of this request"):
            check_signature(key, headers, path, body)


@pytest.mark.parametrize("text", [None, 7, "", "aGVsbG8=", "?" * 44, base64.b64encode(b"k" * 33).decode()])
def test_what_is_no_key_is_named(text: object) -> None:
    with pytest.raises(Misspoken) as fault:
        read_key(text)
    assert fault.value.field == "public_key"
