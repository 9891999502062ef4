"""Nobody is linked to a ballot: every table, log, backup, export and page of a whole election is searched for a link.

The searcher knows what nobody outside knows: each voter's ticket, code, marks, sealed ballot, signature, and the
blinded request. It looks for any of these beside a person, and for an order of rows that would tell who came when.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import secrets
import zipfile
from collections.abc import Iterator
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.election_scene import Scene, begin_polls, close, list_lines, open_together

from nuantu_hub.needs.domain.ballot_box import mix_contest
from nuantu_hub.needs.domain.ballot_form import Ballot, draw_code, fill_ballot
from nuantu_hub.needs.domain.ballot_papers import blind_ticket, unblind
from nuantu_hub.needs.models import OpenedBallot, SealedBallot, Turnout
from nuantu_hub.people.domain.own_export import export_person
from nuantu_hub.people.models import Account, Deed, Person, Reading, Unit
from nuantu_hub.seam.ballot_box import seal_ballot
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db
BALLOTS = ("needs_sealedballot", "needs_openedballot")
UNORDERED = (*BALLOTS, "needs_turnout", "needs_rollentry", "needs_paperballot")


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


class Voter:
    """A voter's browser that keeps all that a real one forgets."""

    def __init__(self, scene: Scene, account: Account, client: Client, marks: list[int]) -> None:
        contest = scene.contest()
        self.account, self.marks, self.code = account, marks, draw_code()
        self.ticket = secrets.token_bytes(32)
        self.blinded, factor = blind_ticket(contest.ticket_public, self.ticket)
        paper = client.post(reverse("needs:ballot_paper", args=[contest.pk]), content_type="application/json",
                            data=json.dumps({"blinded": base64.b64encode(self.blinded).decode()}))
        signed = base64.b64decode(paper.json()["signed"])
        self.signature = unblind(contest.ticket_public, self.ticket, signed, factor)
        self.body = seal_ballot(base64.b64decode(scene.election.box_public), contest.pk,
                                fill_ballot(Ballot(self.code, tuple(marks))))
        parts = {"ticket": self.ticket, "signature": self.signature, "body": self.body}
        box = Client().post(reverse("needs:ballot_box", args=[contest.pk]), content_type="application/json",
                            data=json.dumps({name: base64.b64encode(one).decode() for name, one in parts.items()}))
        assert (paper.status_code, box.status_code) == (200, 200)
        assert not box.cookies

    @property
    def own_signs(self) -> list[bytes]:
        """What stands for this ballot and for no other, in every form in which it could be written."""
        raw = [self.ticket, self.signature, self.body, sha256(b"NB1 ticket" + self.ticket).digest()]
        texts = [self.code, self.code.replace("-", "")]
        return [*raw, *(one.hex().encode() for one in raw), *(base64.b64encode(one) for one in raw),
                *(one.encode() for one in texts)]


def run_election(district: Unit, officer: Account, as_: As, count: int = 12) -> tuple[Scene, list[Voter]]:
    """An election in which so many vote by the pages, each with a browser that was signed in before."""
    scene = begin_polls(district, officer, {"food": 14})
    lines = list_lines(scene.contest())
    return scene, [Voter(scene, account, as_(account), [lines[place % 2]])
                   for place, account in enumerate(scene.voters["food"][:count])]


def list_rows() -> list[tuple[str, tuple[object, ...]]]:
    """Every row of every table of the database."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [(table, tuple(row)) for row in cursor.fetchall()]
    return rows


def write_row(row: tuple[object, ...]) -> bytes:
    """A row's values as bytes, as a searcher of a dump would see them."""
    return b"|".join(bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode() for one in row)


def name_person(voter: Voter) -> list[bytes]:
    """The keys by which any table could name the voter."""
    person = Person.objects.get(account=voter.account)
    return [key for one in (person.pk, voter.account.pk) for key in (one.hex.encode(), str(one).encode())] + [
        person.card_number.encode(), voter.account.login.encode()]


@pytest.mark.parametrize("counted", [False, True], ids=["while the polls are open", "after the count"])
def test_no_row_of_any_table_holds_a_ballot_and_a_person(
        district: Unit, officer: Account, as_: As, counted: bool) -> None:
    scene, voters = run_election(district, officer, as_)
    if counted:
        open_together(close(scene))
    rows = [(table, write_row(row)) for table, row in list_rows()]

    for voter in voters:
        ballots = [table for table, row in rows if any(sign in row for sign in voter.own_signs)]
        people = [table for table, row in rows if any(key in row for key in name_person(voter))]
        assert set(ballots) == {"needs_openedballot" if counted else "needs_sealedballot"}
        assert not set(people) & set(BALLOTS)
        assert "needs_turnout" in people
        blinded = sha256(voter.blinded).hexdigest().encode()
        assert {table for table, row in rows if blinded in row} == {"needs_turnout"}


def test_what_the_hub_kept_of_a_paper_fits_every_ballot_alike(district: Unit, officer: Account, as_: As) -> None:
    """For any two voters there is a factor that turns the one's request into the other's ticket: it tells nothing."""
    from nuantu_hub.needs.domain.ballot_papers import _encode, read_public

    scene, voters = run_election(district, officer, as_, 3)
    numbers = read_public(scene.contest().ticket_public).public_numbers()
    for one in voters:
        for other in voters:
            quotient = int.from_bytes(one.blinded, "big") * pow(
                int.from_bytes(_encode(other.ticket), "big"), -1, numbers.n) % numbers.n
            assert 1 <= quotient < numbers.n


@pytest.mark.embedded
def test_the_embedded_database_keeps_no_order_of_rows(district: Unit, officer: Account, as_: As) -> None:
    run_election(district, officer, as_, 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        made = dict(cursor.fetchall())
        for table in UNORDERED:
            assert made[table].endswith("WITHOUT ROWID"), table
        for table in ("needs_turnout", "needs_sealedballot"):
            cursor.execute(f"SELECT * FROM {table}")
            rows = cursor.fetchall()
            key = [column[0] for column in cursor.description].index("id" if table == "needs_turnout" else "key")
            assert [row[key] for row in rows] == sorted(row[key] for row in rows)


@pytest.mark.server
def test_the_server_keeps_no_order_of_rows(district: Unit, officer: Account, as_: As) -> None:
    scene, voters = run_election(district, officer, as_)
    mix_contest(scene.contest())
    with connection.cursor() as cursor:
        for table in ("needs_turnout", "needs_sealedballot"):
            cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table}")
            assert cursor.fetchone() == (1,)
        cursor.execute("SELECT key FROM needs_sealedballot ORDER BY ctid")
        lying = [row[0] for row in cursor.fetchall()]
    assert lying != [sha256(b"NB1 ticket" + voter.ticket).hexdigest() for voter in voters]


def test_neither_table_has_a_time_or_a_counter() -> None:
    kinds = {(model.__name__, field.get_internal_type()) for model in (SealedBallot, OpenedBallot, Turnout)
             for field in model._meta.concrete_fields}

    assert not {one for one in kinds if one[1] in ("DateTimeField", "DateField", "BigAutoField", "AutoField")}
    assert not {field.name for model in (SealedBallot, OpenedBallot) for field in model._meta.concrete_fields
                if field.is_relation} - {"contest", "election"}


def test_voting_writes_no_deed_no_reading_and_no_log(
        district: Unit, officer: Account, as_: As, caplog: pytest.LogCaptureFixture) -> None:
    scene = begin_polls(district, officer, {"food": 14})
    browsers = [(account, as_(account)) for account in scene.voters["food"][:11]]
    before, caplog_start = (Deed.objects.count(), Reading.objects.count()), len(caplog.records)
    with caplog.at_level(logging.DEBUG):
        voters = [Voter(scene, account, client, list_lines(scene.contest())[:1]) for account, client in browsers]

    assert (Deed.objects.count(), Reading.objects.count()) == before
    said = "".join(str(record.__dict__) for record in caplog.records[caplog_start:]
                   if not record.name.startswith("django.db")).encode()
    assert not [1 for voter in voters for sign in [*voter.own_signs, *name_person(voter)] if sign in said]


def test_no_session_changes_while_somebody_votes(district: Unit, officer: Account, as_: As) -> None:
    from django.contrib.sessions.models import Session

    scene = begin_polls(district, officer, {"food": 14})
    account = scene.voters["food"][0]
    client = as_(account)
    before = list(Session.objects.order_by("pk").values())

    Voter(scene, account, client, list_lines(scene.contest())[:1])

    assert list(Session.objects.order_by("pk").values()) == before


def test_the_own_export_says_that_one_voted_and_nothing_of_how(district: Unit, officer: Account, as_: As) -> None:
    scene, voters = run_election(district, officer, as_)
    open_together(close(scene))

    for voter in voters[:3]:
        with zipfile.ZipFile(io.BytesIO(export_person(account=voter.account))) as archive:
            told = b"".join(archive.read(name) for name in archive.namelist())
        assert b"needs.turnout" in told
        assert not [sign for sign in [*voter.own_signs, sha256(voter.blinded).hexdigest().encode()] if sign in told]


def test_what_is_published_names_no_voter_and_follows_no_order(district: Unit, officer: Account, as_: As) -> None:
    scene, voters = run_election(district, officer, as_)
    open_together(close(scene))
    anybody = Client()
    table = anybody.get(reverse("needs:ballot_table", args=[scene.election.pk]))
    text = b"".join(table.streaming_content)
    pages = [anybody.get(reverse(f"needs:{name}", args=[scene.election.pk])).content
             for name in ("open_election", "ballot_list", "election_record")]

    codes = [line.split(b",")[0].decode() for line in text.splitlines()[1:]]
    assert codes == sorted(voter.code for voter in voters)
    for voter in voters[2:]:
        assert not [key for key in name_person(voter) for page in (text, *pages) if key in page]
        assert not [page for page in (text, *pages) if voter.account.name.encode() in page]


@pytest.mark.embedded
def test_a_copy_of_the_whole_file_during_the_polls_opens_no_ballot(
        district: Unit, officer: Account, as_: As) -> None:
    """Every page of the file, rows and what is between them: no code, no ticket, no key that opens the box."""
    scene, voters = run_election(district, officer, as_)
    dump = connection.connection.serialize()

    for voter in voters:
        assert voter.code.encode() not in dump
        assert voter.ticket not in dump
        assert base64.b64encode(voter.ticket) not in dump
    assert scene.election.box_shares != []
    for key in scene.keys:
        assert key.private_bytes_raw() not in dump
        assert base64.b64encode(key.private_bytes_raw()) not in dump


def test_after_the_count_no_sealed_ballot_share_or_key_is_left(district: Unit, officer: Account, as_: As) -> None:
    scene, voters = run_election(district, officer, as_)
    open_together(close(scene))
    rows = b"".join(write_row(row) for _table, row in list_rows())
    if connection.vendor == "sqlite":
        # What was deleted is overwritten: not even between the rows is there anything left.
        rows += connection.connection.serialize()

    assert not [voter for voter in voters if voter.body in rows or voter.ticket in rows]
    assert (scene.election.box_shares, scene.election.handed) == ([], "")
    assert scene.contest().ticket_key == ""
