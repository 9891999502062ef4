"""What people send who mean no good: an outsider, the other side's delegate, a rider. It is refused, never a fault."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table, sign_in
from tests.nuantu_hub.bargaining.table_scene import make_offer, put_new_offer, put_topic, weather_offer
from tests.nuantu_hub.racing import RACE, race

from nuantu_hub.bargaining.domain.live_votes import cast_vote
from nuantu_hub.bargaining.domain.offers import accept_offer
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Offer, SideLimit, TalkAmbiguity, TalkMeeting, Topic, VoteCast
from nuantu_hub.people.models import Account, Deed
from nuantu_hub.site.clock import set_clock

LONG = "9" * 5_000
NUMBERS = ("", "-1", "NaN", "1e309", "Infinity", "²", "१", LONG, "\x00", "0x1", "1 OR 1=1", "<script>")
NESTED = "[" * 290 + "]" * 290


def _offer(**change: str) -> dict[str, str]:
    return {"token": str(uuid4()), "words": "每单补贴", "amount": "1.50 CNY/order", "level": "yellow", "at": "accepted",
            "note": ""} | change


def _act(client: Client, topic: Topic, act: str, **told: str) -> int:
    return client.post(reverse("bargaining:topic_act", args=[topic.pk, act]), told).status_code


@pytest.mark.django_db
def test_numbers_that_are_none_are_refused_at_the_table(table: Table) -> None:
    topic, client = put_topic(table), sign_in(table.platform[0])
    client.raise_request_exception = False
    put_new_offer(table.workers[0], topic)
    for number in NUMBERS:
        for act, name in (("accept", "version"), ("put", "version"), ("withdraw", "version"), ("hold", "ambiguity")):
            assert _act(client, topic, act, **{name: number}) == 404, (act, number[:20])
    assert not Offer.objects.filter(state=Offer.State.ACCEPTED).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("amount", [
    "NaN CNY/order", "1e309 CNY/order", "-1.50 CNY/order", "1.505 CNY/order", LONG, "\x00", "[&a [*a]]", "[&a x, *a]",
    "[*b]", "{<<: *a}", "!!python/object:os.system x", NESTED, "{" * 290, "[1.50 CNY/order, [2]]",
    "999999999999999999999 CNY/order", "1.50\nCNY"])
def test_no_amount_that_is_none_is_kept(table: Table, amount: str) -> None:
    topic, client = put_topic(table), sign_in(table.workers[0])
    client.raise_request_exception = False
    status = _act(client, topic, "offer", **_offer(amount=amount))

    assert status == 422
    assert not Offer.objects.exists()


@pytest.mark.django_db
def test_oversize_and_unprintable_words_are_refused_or_lose_what_cannot_be_kept(table: Table) -> None:
    topic, client = put_topic(table), sign_in(table.workers[0])
    client.raise_request_exception = False
    for words in ("字" * 2_001, "\x00", " \t\n"):
        assert _act(client, topic, "offer", **_offer(words=words)) == 422
    told = {"token": str(uuid4()), "printed": "字" * 81, "reading_a": "一", "reading_b": "二"}
    assert _act(client, topic, "ambiguity", **told) == 422
    assert not TalkAmbiguity.objects.exists()
    assert _act(client, topic, "park", why="等\x00" + "数" * 100_000) == 302
    topic.refresh_from_db()
    assert "\x00" not in topic.state_why
    assert len(topic.state_why) <= 300


@pytest.mark.django_db
def test_ids_of_another_talk_or_side_open_nothing(table: Table, officer: Account) -> None:
    from tests.nuantu_hub.bargaining.scene import make_talk

    other = make_talk(table.talk.unit, officer, mark="u")
    topic, strange = put_topic(table), put_topic(other)
    draft = make_offer(table.workers[0], topic)
    standing = put_new_offer(other.workers[0], strange)
    platform, outsider = sign_in(table.platform[0]), sign_in(Account.objects.create_worker("路人"))
    # a draft's version, guessed by the other side; a topic of another talk
    for act in ("put", "withdraw", "accept"):
        assert _act(platform, topic, act, version=str(draft.version)) == 404
        assert _act(platform, strange, act, version=str(standing.version)) == 404
    for client in (outsider, Client()):
        assert _act(client, topic, "offer", **_offer()) in (302, 404)
    limits = reverse("bargaining:limits", args=[other.talk.pk])
    assert platform.get(limits).status_code == 404
    assert [one.state for one in Offer.objects.order_by("pk")] == ["draft", "standing"]


@pytest.mark.django_db
def test_the_token_of_another_is_no_way_to_their_offer(table: Table) -> None:
    """The other side hands in an offer under a token that it saw; it gets neither the words nor the row."""
    topic = put_topic(table)
    draft = make_offer(table.workers[0], topic, weather_offer(words="底稿"))
    client = sign_in(table.platform[0])
    client.raise_request_exception = False
    answer = client.post(reverse("bargaining:topic_act", args=[topic.pk, "offer"]),
                         _offer(token=str(draft.token)) | {"put": "1"}, follow=True)

    assert answer.status_code < 500
    assert "底稿" not in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.state, draft.side) == (Offer.State.DRAFT, "workers")


@pytest.mark.django_db
def test_a_double_submit_makes_one_thing(table: Table) -> None:
    topic, client, told = put_topic(table), sign_in(table.workers[0]), _offer()
    assert [_act(client, topic, "offer", **told) for _time in range(3)] == [302] * 3
    assert Offer.objects.count() == 1
    meeting = {"token": str(uuid4()), "title": "会", "starts_at": "2026-11-20T09:00", "video_url": ""}
    for _time in range(2):
        client.post(reverse("bargaining:call_meeting", args=[table.talk.pk]), meeting)
    assert TalkMeeting.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("change", [
    {"starts_at": "0001-01-01T00:00"}, {"starts_at": "9999-12-31T23:59"}, {"starts_at": "2026-02-30T09:00"},
    {"starts_at": LONG}, {"title": "字" * 81}, {"title": "\x00"}, {"video_url": "javascript:alert(1)"},
    {"video_url": "https://" + "a" * 400}, {"token": "1"}, {"token": LONG}])
def test_no_meeting_is_called_with_nonsense(table: Table, change: dict[str, str]) -> None:
    client = sign_in(table.workers[0])
    client.raise_request_exception = False
    told = {"token": str(uuid4()), "title": "会", "starts_at": "2026-11-20T09:00", "video_url": ""} | change

    assert client.post(reverse("bargaining:call_meeting", args=[table.talk.pk]), told).status_code == 422
    assert not TalkMeeting.objects.exists()


@pytest.mark.django_db
def test_limits_are_numbers_that_can_be(table: Table) -> None:
    client = sign_in(table.workers[0])
    client.raise_request_exception = False
    for number in (*NUMBERS, "1e9", "12345678901.5", "0.001"):
        told = {"token": str(uuid4()), "outcome": "pay_lowest_tenth", "measure": "after", "sense": "at_least",
                "value": number}
        answer = client.post(reverse("bargaining:limits", args=[table.talk.pk]), told)
        assert answer.status_code < 500, number[:20]
    assert not SideLimit.objects.filter(value__gt=10**12).exists()


@pytest.mark.django_db
def test_a_rider_casts_what_is_a_choice_and_only_the_own_vote(table: Table) -> None:
    vote = ask(table, hold_meeting(table))
    rider = vote.casts.get(seat__shown_name="骑手00").seat.account
    client = sign_in(rider)
    client.raise_request_exception = False
    page = reverse("bargaining:live_vote", args=[vote.pk])
    for choice in (*NUMBERS, "yes,no", "invalid"):
        assert client.post(page, {"token": str(uuid4()), "choice": choice}).status_code == 422
    own, stolen = uuid4(), uuid4()
    cast_vote(by=table.workers[0], vote=vote, choice="no", token=stolen)
    assert client.post(page, {"token": str(stolen), "choice": "yes"}).status_code == 302
    assert client.post(page, {"token": str(own), "choice": "no", "seat": "1", "account": "1"}).status_code == 302
    assert sorted(VoteCast.objects.exclude(choice="").values_list("seat__shown_name", "choice")) == sorted(
        [("骑手00", "no"), ("劳方甲", "no")])
    for name, told in (("close_live_vote", {}), ("live_vote_result", {})):
        outside = sign_in(Account.objects.create_worker(name))
        assert outside.post(reverse(f"bargaining:{name}", args=[vote.pk]), told).status_code == 404
    assert client.post(reverse("bargaining:close_live_vote", args=[vote.pk])).status_code == 404


@pytest.mark.django_db
def test_floor_and_queue_take_no_flood(table: Table) -> None:
    meeting = hold_meeting(table)
    client = sign_in(meeting.seats.get(shown_name="骑手00").account)
    client.raise_request_exception = False
    floor = reverse("bargaining:meeting_floor", args=[meeting.pk])
    for _time in range(5):
        assert client.post(floor, {"token": str(uuid4()), "about": "说"}).status_code == 302
    assert client.post(floor, {"token": LONG, "about": "\x00"}).status_code == 302
    assert meeting.turns.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("body", [
    b"", b"\xff\xfe\x00", b"[" * 16_000, b"PK\x03\x04" + bytes(4_000), b"%PDF-1.7", b"x" * 20_000, b"null", b"1e309",
    json.dumps({"side": "workers", "signature": "A" * 9_000}).encode(), b'{"side": NaN}',
    b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"])
def test_no_file_that_is_no_signature_is_taken(table: Table, body: bytes) -> None:
    from tests.nuantu_hub.bargaining.signing_scene import freeze

    text = freeze(table)
    client = sign_in(table.workers[0])
    client.raise_request_exception = False
    answer = client.post(reverse("bargaining:signing", args=[table.talk.pk]), {
        "act": "sign", "file": SimpleUploadedFile("s.sig", body)})

    assert answer.status_code == 422
    assert not text.signatures.exists()


@RACE
def test_two_who_accept_at_once_accept_once(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = put_topic(table)
    offer = put_new_offer(table.workers[0], topic)
    said, found = race([lambda account=account: _accept(account, topic, offer.version) for account in (
        *table.platform, *table.platform)], lambda: (
            list(Offer.objects.filter(topic=topic).values_list("state", flat=True)),
            Deed.objects.filter(verb="offer accepted").count(), Topic.objects.get(pk=topic.pk).state), tmp_path,
        monkeypatch)

    assert not [one for one in said if isinstance(one, Exception)]
    assert found == (["accepted"], 1, "agreed")


@RACE
def test_an_accept_against_a_newer_offer_takes_one_of_the_two_never_both(
        table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = put_topic(table)
    old = put_new_offer(table.workers[0], topic)
    said, states = race([lambda: _accept(table.platform[0], topic, old.version), lambda: _put(table, topic)],
                        lambda: sorted(Offer.objects.filter(topic=topic).values_list("state", flat=True)), tmp_path,
                        monkeypatch)

    refused = [one for one in said if isinstance(one, Exception)]
    assert all(isinstance(one, TalkRefused) for one in refused)
    assert len(refused) == 1
    assert states in (["accepted"], ["accepted", "draft"], ["standing", "superseded"])


@RACE
def test_both_sides_accepting_each_other_at_once_agree_on_one_offer(
        table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = put_topic(table)
    ours, theirs = put_new_offer(table.workers[0], topic), put_new_offer(table.platform[0], topic)
    said, states = race([lambda: _accept(table.platform[0], topic, ours.version),
                         lambda: _accept(table.workers[0], topic, theirs.version)],
                        lambda: sorted(Offer.objects.filter(topic=topic).values_list("state", flat=True)), tmp_path,
                        monkeypatch)

    assert sum(isinstance(one, TalkRefused) for one in said) == 1
    assert states == ["accepted", "superseded"]


def _accept(by: Account, topic: Topic, version: int) -> Any:
    set_clock(TALKING)
    return accept_offer(by=by, topic=topic, version=version).state


def _put(table: Table, topic: Topic) -> Any:
    set_clock(TALKING + timedelta(seconds=1))
    return put_new_offer(table.workers[1], topic, weather_offer("2.00 CNY/order")).state
