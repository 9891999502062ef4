"""What waits is written together; who waits hears when it is durable, or that it never will be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.gates.event_loop import run_aside

from nuantu.gates import journal as module
from nuantu.gates.events import Event
from nuantu.gates.journal import Journal, Unrecordable
from nuantu.gates.store import Change, Store

Story = Callable[[Journal, list[Exception]], Coroutine[Any, Any, None]]


def _tell(folder: Path, story: Story) -> None:
    async def run() -> None:
        faults: list[Exception] = []
        store = Store(folder / "door.db")
        with ThreadPoolExecutor(1) as executor:
            journal = Journal(store, executor, faults.append, lambda _events: None)
            try:
                await story(journal, faults)
                await journal.settle()
            finally:
                store.close()

    run_aside(run())


def _help(**facts: Any) -> Change:
    return Change((Event("help", 1, facts),))


def _count_commits(store: Store) -> list[str]:
    said: list[str] = []
    store._base.set_trace_callback(lambda words: said.append(words) if words == "COMMIT" else None)
    return said


def test_what_arrives_together_is_committed_together(tmp_path: Path) -> None:
    async def story(journal: Journal, _faults: list[Exception]) -> None:
        commits = _count_commits(journal.store)
        await asyncio.gather(*(journal.write(_help()) for _ in range(100)))

        assert (journal.unsent, len(commits)) == (100, 1)

    _tell(tmp_path, story)


def test_who_waits_hears_after_the_commit_and_not_before(tmp_path: Path) -> None:
    async def story(journal: Journal, _faults: list[Exception]) -> None:
        commits = _count_commits(journal.store)
        for number in range(1, 4):
            await journal.write(_help())
            assert len(commits) == number

    _tell(tmp_path, story)


def test_order_is_kept_across_changes_and_questions(tmp_path: Path) -> None:
    async def story(journal: Journal, _faults: list[Exception]) -> None:
        journal.note(_help(n=1))
        seen = asyncio.ensure_future(journal.ask(lambda: journal.store.last_seq))
        await asyncio.sleep(0)
        journal.note(_help(n=2))
        await journal.settle()

        assert (await seen, [event.facts["n"] for event in journal.store.read_events(0, 9)]) == (1, [1, 2])

    _tell(tmp_path, story)


def test_on_a_full_disk_who_waits_is_told_and_the_rest_is_kept_for_later(tmp_path: Path) -> None:
    async def story(journal: Journal, faults: list[Exception]) -> None:
        await journal.write(_help(n=0))
        journal.store.limit(1)
        big = "x" * 60_000
        journal.note(_help(n=1, big=big))
        with pytest.raises(Unrecordable):
            await journal.write(_help(n=2, big=big))
        with pytest.raises(Unrecordable):
            await journal.write(_help(n=3))  # what is kept comes first
        journal.retry()
        await journal.settle()
        assert (journal.unrecorded, faults) == (1, [])
        journal.store.limit(10_000)
        journal.retry()
        await journal.settle()

        assert journal.unrecorded == 0
        assert [event.facts["n"] for event in journal.store.read_events(0, 9)] == [0, 1]

    _tell(tmp_path, story)


def test_what_a_full_disk_makes_wait_is_bounded_and_the_rest_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "BACKLOG_MAX", 3)

    async def story(journal: Journal, _faults: list[Exception]) -> None:
        journal.store.limit(1)
        for _ in range(5):
            journal.note(_help(big="x" * 60_000))
        await journal.settle()

        assert (journal.unrecorded, journal.lost) == (5, 2)

    _tell(tmp_path, story)


def test_a_record_the_hub_never_empties_is_full_at_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "UNSENT_MAX", 3)

    async def story(journal: Journal, _faults: list[Exception]) -> None:
        for _ in range(3):
            await journal.write(_help())
        with pytest.raises(Unrecordable):
            await journal.write(_help())
        journal.note(_help())
        assert (journal.lost, journal.store.last_seq) == (1, 3)
        journal.acked = 2
        await journal.write(_help())

        assert journal.store.last_seq == 4

    _tell(tmp_path, story)


def test_a_broken_disk_ends_everything_at_once(tmp_path: Path) -> None:
    async def story(journal: Journal, faults: list[Exception]) -> None:
        await journal.write(_help())
        journal.store.close()
        waiting = [asyncio.ensure_future(journal.write(_help())) for _ in range(3)]
        told = await asyncio.gather(*waiting, return_exceptions=True)
        with pytest.raises(Unrecordable):
            await journal.write(_help())
        with pytest.raises(Unrecordable):
            await journal.ask(lambda: 1)

        assert [type(one) for one in told] == [Unrecordable] * 3
        assert [type(one).__name__ for one in faults] == ["ProgrammingError"]

    _tell(tmp_path, story)


def test_what_the_hub_confirmed_is_written_with_the_next_change(tmp_path: Path) -> None:
    async def story(journal: Journal, _faults: list[Exception]) -> None:
        await journal.write(_help())
        journal.acked = 1
        await journal.write(_help())

        assert journal.store.load().facts == {"acked": "1"}

    _tell(tmp_path, story)


def test_catching_up_waits_for_what_was_noted(tmp_path: Path) -> None:
    async def story(journal: Journal, _faults: list[Exception]) -> None:
        journal.note(_help())
        await journal.catch_up()

        assert journal.store.last_seq == 1

    _tell(tmp_path, story)


def test_who_gave_up_waiting_stops_nobody(tmp_path: Path) -> None:
    async def story(journal: Journal, _faults: list[Exception]) -> None:
        gone = asyncio.ensure_future(journal.write(_help()))
        await asyncio.sleep(0)
        gone.cancel()
        await journal.write(_help())

        assert journal.store.last_seq == 2

    _tell(tmp_path, story)
