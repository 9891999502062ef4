"""What a side keeps to itself is told nowhere: every address, file, deed, job, notice and stream is searched for it.

Each private thing holds a mark that stands nowhere else. The own side finds it; nobody else does.
"""

from __future__ import annotations

import base64
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from tests.nuantu_hub.bargaining.secret_scene import YES, Browser
from tests.nuantu_hub.bargaining.table_scene import weather_offer
from tests.nuantu_hub.bargaining.try_scene import finish_try, keep_agreements

from nuantu_hub.bargaining.domain.caucus import write_note
from nuantu_hub.bargaining.domain.offer_tries import try_later
from nuantu_hub.bargaining.domain.offers import draft_offer
from nuantu_hub.bargaining.domain.secret_votes import draw_boxes
from nuantu_hub.bargaining.domain.side_limits import set_limit
from nuantu_hub.bargaining.live_feed import read_meeting
from nuantu_hub.bargaining.models import LiveVote, MeetingSeat, OfferTry, Talk, TalkMeeting, Topic, Venue, VoteCast
from nuantu_hub.matrix.ask import METHODS, list_names, read_table, sign_in
from nuantu_hub.matrix.cast import OWN, ROLES, Cast
from nuantu_hub.people.domain.own_export import export_person
from nuantu_hub.people.models import Account, Deed, Person
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
#: The workers' side of the own talk; everybody else of the cast is outside.
INSIDE = "officer"
NOTE, DRAFT, HINT, TRIED = (f"{word}{secrets.token_hex(6)}" for word in ("暗号", "底稿", "口风", "试数"))
#: 98,765.43 yuan an hour: whole in the database, in yuan on a page.
LIMIT, LIMIT_SAID = 9876543, re.compile(rb"9876543|98,?765\.4")


class Planted:
    """The cast, and what is private in the own talk."""

    def __init__(self) -> None:
        self.cast = Cast(None)
        keep_agreements()
        self.talk = Talk.objects.get(pk=self.cast.objects["bargaining"][OWN]["key"])
        self.officer = self.cast.get(INSIDE)
        topic = Topic.objects.get(pk=self.cast.objects["topic"][OWN]["key"])
        write_note(by=self.officer, talk=self.talk, words=NOTE, token=uuid4(), topic=topic)
        self.draft = draft_offer(by=self.officer, topic=topic, facts=replace(weather_offer(words=DRAFT), note=HINT),
                                 token=uuid4())
        #: Files from before are other tests', and may hold any number.
        self.began_s = time.time() - 1
        self.tried = finish_try(topic, self.officer, shared=False)
        OfferTry.objects.filter(pk=self.tried.pk).update(why_failed=TRIED, state="failed", seeds="77,78",
                                                         changes={"left": [f"P07.amount={TRIED}"]})
        self.cast.put(OWN, private_try={"key": self.tried.pk})
        set_limit(by=self.officer, talk=self.talk, outcome="pay_lowest_tenth", measure="after", sense="at_least",
                  value=LIMIT, token=uuid4())
        self.browser = self._vote_in_secret()
        self.clients = {role: sign_in(self.cast.accounts[role]) for role in ROLES}

    def _vote_in_secret(self) -> Browser:
        """A secret vote that is open, in which the officer voted among twelve."""
        meeting = TalkMeeting.objects.get(pk=self.cast.objects["talk_meeting"][OWN]["key"])
        venue, officer = Venue.objects.get(meeting=meeting), MeetingSeat.objects.get(meeting=meeting)
        riders = [MeetingSeat.objects.create(meeting=meeting, venue=venue, shown_name=f"骑手{number}", side="workers",
                                             account=Account.objects.create_worker(f"骑手{number}"),
                                             present_since=now()) for number in range(11)]
        self.vote = LiveVote.objects.create(
            meeting=meeting, number=9, question="要不要", opened_at=now(), opened_by=self.officer, entitled=12,
            present=12, closes_at=meeting.votes.get(state="open").closes_at, is_secret=True)
        VoteCast.objects.bulk_create([VoteCast(vote=self.vote, seat=one, venue=venue) for one in (officer, *riders)])
        draw_boxes(self.vote)
        browser = Browser(self.officer, self.vote, YES)
        browser.get_paper()
        browser.cast()
        for number, one in enumerate(riders):
            other = Browser(one.account, self.vote, (1 + number % 3,))
            other.get_paper()
            other.cast()
        self.cast.put(OWN, live_vote={"key": self.vote.pk}, secret_vote={"key": self.vote.pk})
        return browser

    def find_marks(self, told: bytes) -> set[str]:
        """Which of the private things stand in some bytes."""
        box = self.browser.box
        marks = {name: [mark.encode(), mark.encode("unicode_escape")] for name, mark in (
            ("note", NOTE), ("draft", DRAFT), ("hint", HINT), ("try", TRIED))}
        marks["ballot"] = [*self.browser.own_signs, base64.b64encode(self.browser.ticket), box.ticket_key.encode(),
                           box.box_key.encode()]
        found = {name for name, forms in marks.items() if any(form in told for form in forms)}
        return found | ({"limit"} if LIMIT_SAID.search(told) else set())


@pytest.fixture
def planted() -> Iterator[Planted]:
    """A cast with something private of every kind."""
    made = Planted()
    yield made
    made.cast.remove_files()


def _ask(client: Client, method: str, address: str) -> bytes:
    """What an answer says, its headers and cookies too; everything it did is taken back."""
    cache.clear()
    mark = transaction.savepoint()
    answer: Any = client.generic(method, address, "", content_type="application/x-www-form-urlencoded")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    transaction.savepoint_rollback(mark)
    return bytes(body) + repr(sorted(answer.headers.items())).encode() + str(answer.cookies).encode()


def _list_addresses(cast: Cast) -> list[str]:
    """Every address of the hub, of the own side where it is about something."""
    table, found = read_table(), []
    for name in list_names():
        row = table[name]
        words = cast.objects.get(row.thing, {}).get(OWN) if row.thing else {}
        if words is not None:
            found.append(reverse(name, kwargs=words))
    return found


def test_no_address_tells_anybody_outside_what_a_side_keeps_to_itself(planted: Planted) -> None:
    addresses, leaks = _list_addresses(planted.cast), []
    for role in ROLES:
        client = planted.clients[role]
        for address in addresses if role != INSIDE else ():
            for method in METHODS:
                leaks += [(role, method, address, mark)
                          for mark in planted.find_marks(_ask(client, method, address))]

    assert len(addresses) * (len(ROLES) - 1) * len(METHODS) > 4_000
    assert leaks == []


def test_the_own_side_finds_each_of_them_but_no_ballot(planted: Planted) -> None:
    """Else the search above would find nothing because there is nothing."""
    client, talk = planted.clients[INSIDE], [planted.talk.pk]
    told = [_ask(client, "GET", reverse(f"bargaining:{name}", args=key)) for name, key in (
        ("caucus", talk), ("limits", talk), ("topic", [planted.draft.topic_id]), ("offer_try", [planted.tried.pk]),
        ("live_vote", [planted.vote.pk]), ("live_vote_result", [planted.vote.pk]), ("meeting_votes", [
            planted.vote.meeting_id]))]

    assert planted.find_marks(b"".join(told)) == {"note", "draft", "try", "limit"}


def test_no_deed_job_mail_file_stream_or_other_table_has_them(planted: Planted) -> None:
    """Each stands in its own table only, and the words of notes in none: they are encrypted."""
    try_later.enqueue(planted.tried.pk)
    assert try_later.func(planted.tried.pk) == "failed"  # what was tried is no amount: why is told to the side alone
    jobs, stream = list(DBTaskResult.objects.values()), read_meeting(planted.cast.objects["watched"][OWN]["sign"])
    worker = planted.cast.get("worker")
    assert jobs
    assert stream is not None
    assert Person.objects.filter(account=worker).exists()
    told = [repr(one).encode() for one in (jobs, list(Deed.objects.values()), [vars(one) for one in mail.outbox],
                                           stream)]
    files = [path.read_bytes() for path in settings.DATA.root.rglob("*")
             if path.is_file() and "sqlite3" not in path.name and path.stat().st_mtime >= planted.began_s]

    assert [found for found in map(planted.find_marks, [*told, *files, export_person(account=worker)]) if found] == []
    assert _find_tables(planted) == {
        "draft": {"bargaining_offer"}, "hint": {"bargaining_offer"}, "try": {"bargaining_offertry"},
        "limit": {"bargaining_sidelimit"}, "ballot": {"bargaining_secretballot", "bargaining_secretbox"}}


def _find_tables(planted: Planted) -> dict[str, set[str]]:
    """In which tables of the database each mark stands."""
    tables: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                told = b"|".join(bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode()
                                 for one in row)
                for mark in planted.find_marks(told):
                    tables.setdefault(mark, set()).add(table)
    return tables
