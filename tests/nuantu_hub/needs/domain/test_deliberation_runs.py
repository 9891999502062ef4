"""Votes are frozen, computed by the engine itself, published as they come; nothing that leads to a person stays."""

from __future__ import annotations

import sqlite3
import threading
import uuid
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connections
from tests.nuantu_hub.needs.talk_cast import end_talk, enrol, fill_talk, open_talk
from tests.nuantu_hub.racing import stand_on_a_file

from nuantu_hub.needs.domain.deliberation_runs import ask_run, close_deliberation, close_due, compute_run, retry_run
from nuantu_hub.needs.domain.opinion_votes import find_voter, list_own
from nuantu_hub.needs.domain.vote_export import unpack
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Deliberation, DeliberationRun, OpinionVote, OpinionVoter
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.seam.deliberating import deliberate

pytestmark = pytest.mark.django_db


def close(one: Deliberation) -> DeliberationRun:
    """Frozen and put in line."""
    run = close_deliberation(end_talk(one))
    assert run is not None
    return run


def test_the_result_is_what_anybody_computes_from_the_published_archive(district: Unit, tmp_path: Path) -> None:
    """The archive, read by the command from disk with the published seed, gives the published result whole."""
    one = open_talk(district, seed=7)
    fill_talk(one, enrol(40))
    run = compute_run(close(one))
    assert (run.state, run.why_failed) == ("done", "")
    with zipfile.ZipFile(BytesIO(bytes(run.snapshot))) as archive:
        archive.extractall(tmp_path)
    again = deliberate({path.name: path.read_bytes() for path in tmp_path.iterdir()}, run.seed)
    assert again == run.result
    assert run.inputs_sha256 == again["inputs_sha256"]
    assert len(again["sizes"]) == 2
    assert {row["comment"] for row in again["unites"]} == {str(number) for number in range(0, 12, 2)}


def test_once_counted_nothing_leads_from_a_vote_to_a_person(district: Unit) -> None:
    people = enrol(20)
    one = open_talk(district)
    fill_talk(one, people)
    voter = find_voter(people[0], one)
    assert voter is not None
    assert list_own(people[0], one) != []
    compute_run(close(one))
    assert (OpinionVoter.objects.count(), OpinionVote.objects.count()) == (0, 0)
    assert find_voter(people[0], one) is None
    assert list_own(people[0], one) == []
    one.refresh_from_db()
    assert one.counted_at is not None
    verbs = Deed.objects.filter(verb__startswith="deliberation").values_list("verb", "by")
    assert {by for verb, by in verbs if verb in ("deliberation closed", "deliberation counted")} == {None}
    assert not Deed.objects.filter(by__in=people).exists()


@pytest.mark.embedded
def test_once_counted_no_file_of_the_database_holds_a_trace_of_a_participant(
        district: Unit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither its pages nor its journal of writes: deleted rows are overwritten, not only let go."""
    one, file, faults = open_talk(district), tmp_path / "talk.sqlite3", list[Exception]()
    fill_talk(one, enrol(6))
    marks = [key.encode() for key in OpinionVoter.objects.values_list("key", flat=True)]

    def find_marks() -> int:
        text = b"".join(path.read_bytes() for path in tmp_path.glob("talk.sqlite3*"))
        return sum(mark in text for mark in marks)

    def work() -> None:
        try:
            compute_run(close(one))
        except Exception as fault:  # told below, in the test's own thread
            faults.append(fault)
        finally:
            connections.close_all()

    with stand_on_a_file(file, monkeypatch):
        other = sqlite3.connect(file)  # a second reader keeps the journal where it is
        other.execute("PRAGMA journal_mode=WAL").fetchone()
        other.execute("SELECT count(*) FROM needs_deliberation").fetchone()
        assert find_marks() == 6
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        left = find_marks()
        other.close()
    assert (faults, left) == ([], 0)


def test_the_same_votes_give_the_same_archive_whatever_the_order_they_came_in(district: Unit) -> None:
    """Numbers are drawn, so they are set alike here; then only the order of voting differs."""
    archives = []
    people = enrol(12)
    for order in (people, people[::-1]):
        one = open_talk(district, seed=3)
        for account in order:
            fill_talk(one, [account], seed=people.index(account))
        for place, account in enumerate(people):
            OpinionVoter.objects.filter(pk=find_voter(account, one).pk).update(number=1_000 + place)  # type: ignore[union-attr]
        Deliberation.objects.filter(pk=one.pk).update(opens_at="2026-11-01T00:00:00Z")
        archives.append(unpack(bytes(close(one).snapshot)))
    assert archives[0] == archives[1]


def test_with_fewer_than_ten_nothing_is_computed_and_nothing_published(district: Unit) -> None:
    one = open_talk(district)
    fill_talk(one, enrol(9))
    run = compute_run(close(one))
    run.refresh_from_db()
    assert (run.state, run.result, bytes(run.snapshot), run.voters) == ("done", {}, b"", 9)
    assert not OpinionVoter.objects.exists()


def test_the_beat_closes_once_and_not_before_the_grace_is_over(district: Unit) -> None:
    one = open_talk(district)
    assert close_due() == 0
    end_talk(one)
    assert (close_due(), close_due()) == (1, 0)
    assert one.runs.get().is_final


def test_between_two_runs_before_the_end_lie_ten_people_and_only_the_newest_snapshot_is_kept(
        district: Unit, officer: Account) -> None:
    one = open_talk(district)
    people = enrol(14)
    fill_talk(one, people[:9])
    with pytest.raises(NeedRefused, match="10"):
        ask_run(by=officer, deliberation=one, forced_groups=None, token=uuid.uuid4())
    fill_talk(one, people[9:])
    token = uuid.uuid4()
    first = ask_run(by=officer, deliberation=one, forced_groups=None, token=token)
    assert ask_run(by=officer, deliberation=one, forced_groups=None, token=token) == first
    with pytest.raises(NeedRefused, match="在算"):
        ask_run(by=officer, deliberation=one, forced_groups=None, token=uuid.uuid4())
    compute_run(first)
    frozen = bytes(first.snapshot)
    fill_talk(one, enrol(9, first=100))
    second = compute_run(ask_run(by=officer, deliberation=one, forced_groups=3, token=uuid.uuid4()))
    first.refresh_from_db()
    assert (bytes(first.snapshot), bytes(second.snapshot), second.voters) == (b"", frozen, 14)
    assert len(second.result["sizes"]) == 3  # type: ignore[index]
    fill_talk(one, enrol(1, first=200))
    assert ask_run(by=officer, deliberation=one, forced_groups=None, token=uuid.uuid4()).voters == 24
    assert OpinionVoter.objects.count() == 24


@pytest.mark.parametrize("groups", [1, 6])
def test_a_number_of_groups_out_of_range_is_refused(district: Unit, officer: Account, groups: int) -> None:
    with pytest.raises(NeedRefused, match="2 到 5"):
        ask_run(by=officer, deliberation=open_talk(district), forced_groups=groups, token=uuid.uuid4())


def test_a_final_run_that_failed_is_kept_with_its_votes_and_put_in_line_again(
        district: Unit, officer: Account) -> None:
    one = open_talk(district)
    fill_talk(one, enrol(11))
    run = close(one)
    DeliberationRun.objects.filter(pk=run.pk).update(forced_groups=20)
    failed = compute_run(DeliberationRun.objects.select_related("deliberation__unit").get(pk=run.pk))
    assert failed.state == "failed"
    assert "groups" in failed.why_failed
    assert OpinionVoter.objects.count() == 11
    DeliberationRun.objects.filter(pk=run.pk).update(forced_groups=None)
    assert retry_run(by=officer, run=failed).state == "waiting"
    again = DeliberationRun.objects.select_related("deliberation__unit").get(pk=run.pk)
    assert compute_run(again).state == "done"
    assert retry_run(by=officer, run=again).state == "done"
