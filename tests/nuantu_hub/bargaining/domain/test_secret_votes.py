"""Secret live votes: one ballot each, counted at the closing, told only where enough voted, and joined to nobody."""

from __future__ import annotations

import logging
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection
from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting, main_venue
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.bargaining.secret_scene import ABSTAIN, NO, YES, Browser, ask_in_secret, vote_all
from tests.nuantu_hub.racing import RACE, race

from nuantu_hub.bargaining.domain.live_votes import cast_vote, close_vote, tally_vote
from nuantu_hub.bargaining.domain.meeting_export import write_opened, write_votes
from nuantu_hub.bargaining.domain.meeting_seats import seat_person
from nuantu_hub.bargaining.domain.roll_calls import call_in, let_go
from nuantu_hub.bargaining.domain.secret_votes import LEAST_ENTITLED, list_told_venues
from nuantu_hub.bargaining.domain.vote_result import Tally
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import LiveVote, OpenedVote, SecretBallot, SecretBox, VoteCast
from nuantu_hub.people.models import Account, Deed
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db
MIXED = [YES] * 7 + [NO] * 3 + [ABSTAIN, ()]


def _list_rows() -> list[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        rows = []
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')
            rows += [(name, b"|".join(bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode()
                                      for one in row)) for row in cursor.fetchall()]
    return rows


def test_it_is_counted_at_the_closing_and_not_before(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table, online=3))
    vote_all(vote, MIXED)

    assert tally_vote(vote) == Tally(12, 0, 0, 0, 12)
    closed = close_vote(by=table.officer, vote=vote)

    assert (closed.yes, closed.no, closed.abstain, closed.untold, closed.is_carried) == (7, 3, 2, 0, True)
    assert close_vote(by=None, vote=vote).closed_at == closed.closed_at
    assert sorted(OpenedVote.objects.values_list("choice", flat=True)) == sorted(
        ["yes"] * 7 + ["no"] * 3 + ["abstain"] * 2)


def test_a_ballot_is_found_by_its_code(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table, online=3))
    browsers = vote_all(vote, MIXED)
    lines = write_opened(close_vote(by=table.officer, vote=vote)).decode("utf-8-sig").split()

    assert lines[1:] == sorted(lines[1:])
    assert f"{browsers[0].code},yes" in lines
    assert f"{browsers[8].code},no" in lines


def test_too_few_for_a_secret_are_refused(table: Table) -> None:
    meeting = hold_meeting(table, venues=1, online=LEAST_ENTITLED - 7)
    with pytest.raises(TalkRefused, match="10"):
        ask_in_secret(table, meeting)

    assert not LiveVote.objects.exists()


def test_where_few_voted_only_whether_it_was_carried_is_told(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table))
    browsers = vote_all(vote, [YES] * 6 + [NO] * 3)
    closed = close_vote(by=table.officer, vote=vote)

    assert (closed.yes, closed.no, closed.abstain, closed.untold, closed.is_carried) == (None, None, None, 9, True)
    assert set(OpenedVote.objects.values_list("choice", flat=True)) == {""}
    assert not [one for one in browsers if one.code in write_opened(closed).decode()]


def test_a_venue_is_told_only_where_enough_voted_and_the_rest_stays_untold(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table, venues=2, online=11))
    places = {one.venue_id: one.venue for one in SecretBox.objects.select_related("venue")}
    assert len(places) == 3
    assert places[None] is None
    vote_all(vote, [YES] * 6 + [NO] * 22)
    assert [told for _name, told in list_told_venues(close_vote(by=table.officer, vote=vote))] == [[0, 11, 0]]


def test_one_ballot_each_and_the_same_one_is_acknowledged_again_after_the_closing_too(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table))
    first, second = (Browser(table.workers[0], vote, marks) for marks in (YES, NO))
    first.get_paper()
    first.get_paper()
    with pytest.raises(TalkRefused, match="每人一张"):
        second.get_paper()
    assert first.cast() == first.cast()
    second.ticket, second.signature = first.ticket, first.signature
    with pytest.raises(TalkRefused, match="已经投过"):
        second.cast()
    close_vote(by=table.officer, vote=vote)

    assert first.cast()
    assert OpenedVote.objects.count() == SecretBallot.objects.count() == 1


def test_what_is_no_paper_is_refused(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table))
    browser = Browser(table.workers[0], vote, YES)
    browser.get_paper()
    signature, body = browser.signature, browser.body
    for change in ({"signature": bytes(256)}, {"signature": b""}, {"ticket": bytes(32)}, {"body": body[:-1]}):
        forged = Browser(table.workers[1], vote, YES)
        forged.ticket, forged.signature, forged.body = browser.ticket, signature, body
        for name, value in change.items():
            setattr(forged, name, value)
        with pytest.raises(TalkRefused):
            forged.cast()
    forged.blinded = bytes(256)
    with pytest.raises(TalkRefused):
        forged.get_paper()
    assert not VoteCast.objects.exclude(tokens=[]).exclude(seat__account=table.workers[0]).exists()


def test_a_ballot_that_does_not_open_or_has_two_marks_is_counted_as_untold(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table, online=3))
    browsers = vote_all(vote, [YES] * 9 + [(1, 2), (9,)])
    late = Browser(vote.casts.order_by("seat").last().seat.account, vote, YES)  # type: ignore[union-attr]
    late.get_paper()
    late.body = bytes(len(browsers[0].body))
    late.cast()
    closed = close_vote(by=table.officer, vote=vote)

    assert (closed.yes, closed.no, closed.abstain, closed.untold) == (9, 0, 0, 3)


def test_the_rules_of_a_meeting_hold(table: Table) -> None:
    """Who comes later is not on the roll; who dropped off gets no paper until found again, and one that was given
    stays good; nothing is changed, and nothing is taken after the end.
    """
    meeting = hold_meeting(table)
    vote, venue = ask_in_secret(table, meeting, seconds=60), main_venue(meeting)
    late = seat_person(by=table.officer, venue=venue, account=table.recorder, shown_name="后来", side="workers")
    call_in(by=table.officer, seat=late, venue=venue)
    with pytest.raises(TalkRefused):
        cast_vote(by=table.workers[0], vote=vote, choice="yes", token=vote.token)
    dropped, gone = (Browser(account, vote, YES) for account in table.workers[1:])
    dropped.get_paper()
    for one in (dropped, gone):
        let_go(by=table.officer, seat=meeting.seats.get(account=one.account), venue=venue)
    dropped.cast()
    with pytest.raises(TalkRefused, match="点名"):
        gone.get_paper()
    call_in(by=table.officer, seat=meeting.seats.get(account=gone.account), venue=venue)
    gone.get_paper()
    set_clock(TALKING + timedelta(seconds=61))
    for refused in (gone.cast, Browser(table.platform[0], vote, YES).get_paper):
        with pytest.raises(TalkRefused):
            refused()

    assert close_vote(by=None, vote=vote).untold == 1


@pytest.mark.parametrize("closed", [False, True], ids=["while it is open", "after the closing"])
def test_no_row_of_any_table_holds_a_ballot_and_a_person(table: Table, closed: bool) -> None:
    vote = ask_in_secret(table, hold_meeting(table, online=3))
    browsers = vote_all(vote, MIXED)
    if closed:
        close_vote(by=table.officer, vote=vote)
    rows = _list_rows()
    for one in browsers:
        holding = {name for name, row in rows if any(sign in row for sign in one.own_signs)}
        assert holding == ({"bargaining_secretballot", "bargaining_openedvote"} if closed
                           else {"bargaining_secretballot"})
        blinded = sha256(one.blinded).hexdigest().encode()
        assert {name for name, row in rows if blinded in row} == {"bargaining_votecast"}
        assert not [row for name, row in rows if name in holding and (
            str(one.account.pk).encode() in row or one.account.pk.hex.encode() in row)]
        # the paper's key and the code stand in different tables, and in no order in common
        assert not [row for _name, row in rows if one.code.encode() in row and one.own_signs[7] in row]


def test_what_is_left_after_the_closing_has_no_time_order_or_key(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table, online=3))
    browsers = vote_all(vote, MIXED)
    before = list(vote.casts.order_by("pk").values_list("seat", flat=True))
    orders = set()
    close_vote(by=table.officer, vote=vote)
    orders.add(tuple(vote.casts.order_by("pk").values_list("seat", flat=True)))
    box = SecretBox.objects.get()

    assert (box.ticket_key, box.box_key, box.tally) == ("", "", [])
    assert set(SecretBallot.objects.values_list("body", flat=True)) == {b""}
    assert not VoteCast.objects.exclude(choice="", at=None).exists()
    assert tuple(before) not in orders  # drawn by lot: one in 479,001,600
    assert [one.code for one in browsers] != list(OpenedVote.objects.values_list("code", flat=True))
    assert {field.get_internal_type() for model in (SecretBallot, OpenedVote) for field in model._meta.concrete_fields
            } == {"CharField", "ForeignKey", "BinaryField"}


@pytest.mark.embedded
def test_the_embedded_database_keeps_no_order_of_ballots(table: Table) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        made = dict(cursor.fetchall())

    assert made["bargaining_secretballot"].endswith("WITHOUT ROWID")
    assert made["bargaining_openedvote"].endswith("WITHOUT ROWID")


@pytest.mark.server
def test_the_server_keeps_no_order_of_papers_and_ballots(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table, online=3))
    vote_all(vote, MIXED)
    close_vote(by=table.officer, vote=vote)
    with connection.cursor() as cursor:
        for name in ("bargaining_votecast", "bargaining_secretballot", "bargaining_openedvote"):
            cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {name}")
            assert cursor.fetchone() == (1,)


def test_casting_writes_no_deed_and_no_log(table: Table, caplog: pytest.LogCaptureFixture) -> None:
    vote = ask_in_secret(table, hold_meeting(table))
    before = Deed.objects.count()
    with caplog.at_level(logging.DEBUG):
        browsers = vote_all(vote, [YES] * 3)

    said = "".join(str(one.__dict__) for one in caplog.records if not one.name.startswith("django.db")).encode()
    assert Deed.objects.count() == before
    assert not [sign for one in browsers for sign in one.own_signs if sign in said]


def test_the_file_of_votes_says_who_took_part_and_never_how(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table, online=3))
    vote_all(vote, [YES] * 11)
    close_vote(by=table.officer, vote=vote)
    lines = [line.split(",") for line in write_votes(vote.meeting).decode("utf-8-sig").split("\r\n")[1:] if line]

    assert {(line[8], line[9], line[10]) for line in lines} == {("", "", "1")}
    assert sum(line[11] == "1" for line in lines) == 11


@RACE
def test_one_person_on_two_phones_gets_one_paper(table: Table, tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    vote = ask_in_secret(table, hold_meeting(table))
    phones = [Browser(table.workers[0], vote, YES) for _phone in range(4)]

    said, given = race([lambda one=one: _standing_vote(one) for one in phones],
                       lambda: SecretBallot.objects.count(), tmp_path, monkeypatch)

    assert sum(isinstance(one, TalkRefused) for one in said) == 3
    assert given == 1


@RACE
def test_a_ballot_against_the_closing_is_counted_or_refused_never_both(table: Table, tmp_path: Path,
                                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    vote = ask_in_secret(table, hold_meeting(table, online=3))
    browsers = [Browser(one.seat.account, vote, YES) for one in vote.casts.select_related("seat__account")]
    for one in browsers:
        one.get_paper()

    said, closed = race([*(lambda one=one: _standing_vote(one, has_paper=True) for one in browsers),
                         lambda: _standing_close(table.officer, vote)], lambda: LiveVote.objects.get(), tmp_path,
                        monkeypatch)

    refused = [one for one in said if isinstance(one, Exception)]
    assert all(isinstance(one, TalkRefused) for one in refused)
    assert (closed.yes or 0) + closed.untold == len(browsers) - len(refused)


def _standing_vote(browser: Browser, *, has_paper: bool = False) -> str:
    set_clock(TALKING)  # the clock of a thread is its own
    if not has_paper:
        browser.get_paper()
    return browser.cast()


def _standing_close(by: Account, vote: LiveVote) -> str:
    set_clock(TALKING)
    return close_vote(by=by, vote=vote).state
