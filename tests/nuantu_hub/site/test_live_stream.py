"""The event stream: what each who watches is sent, and who is refused, dropped or told that it is over."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from nuantu_hub.site import live_stream
from nuantu_hub.site.live_feeds import Told
from nuantu_hub.site.live_stream import LiveStream, find_place, make_key, write_event

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass
class Paper:
    """What the database would say: a body by sign, and the mark of the last commit."""

    told: dict[str, Told] = field(default_factory=lambda: {"here": Told(b"<p>1</p>", "open")})
    mark: int = 0
    read: int = 0

    def write(self, body: bytes, stage: str = "open") -> None:
        """Commit another state."""
        self.told["here"], self.mark = Told(body, stage), self.mark + 1

    def read_feed(self, feed: str, sign: str, language: str) -> Told | None:
        """What stands."""
        self.read += 1
        return self.told.get(sign) if feed == "paper" else None

    def read_mark(self) -> str:
        """The mark."""
        return str(self.mark)


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Paper:
    """A database on paper, and a stream that does not let anybody wait."""
    made = Paper()
    monkeypatch.setattr(live_stream, "read_feed", made.read_feed)
    monkeypatch.setattr(live_stream, "read_mark", made.read_mark)
    for name, value in (("BEAT_S", 0.005), ("PACE_S", 0.05), ("SLOW_S", 0.05), ("TEND_EVERY_S", 0.01)):
        monkeypatch.setattr(live_stream, name, value)
    return made


class Line:
    """One who watches: what was sent, and ways to leave or to stop reading."""

    def __init__(self, stream: LiveStream, path: str = "/live/paper/here/", *, seen: str = "",
                 address: str = "192.0.2.1", asked: bytes = b"", method: str = "GET") -> None:
        self.sent: list[dict[str, Any]] = []
        self.reads, self.left = asyncio.Event(), asyncio.Event()
        self.reads.set()
        headers = [(b"Last-Event-ID", seen.encode())] if seen else []
        scope = {"type": "http", "method": method, "path": path, "query_string": asked, "headers": headers,
                 "client": (address, 5000)}
        self.task = asyncio.create_task(stream(scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        await self.reads.wait()
        self.sent.append(dict(message))

    @property
    def status(self) -> int:
        """The answer's status, 0 before there is one."""
        return int(self.sent[0]["status"]) if self.sent else 0

    @property
    def events(self) -> list[bytes]:
        """The events that came."""
        return [one["body"] for one in self.sent[1:] if one["body"].startswith(b"id: ")]

    async def wait(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so; a second is long here."""
        async with asyncio.timeout(5):
            while not is_so():
                await asyncio.sleep(0.005)


@asynccontextmanager
async def running(**words: Any) -> Any:
    """A stream that asks, with the pages that it asked the hub for."""
    looked: list[str] = []
    stream = LiveStream(looked.append, **words)
    stream.start()
    try:
        yield stream, looked
    finally:
        await stream.close()


def play(scene: Callable[[LiveStream, list[str]], Awaitable[None]], **words: Any) -> None:
    """Play a scene on a running stream."""
    async def run() -> None:
        opened: AbstractAsyncContextManager[Any] = running(**words)
        async with opened as (stream, looked):
            await scene(stream, looked)
    asyncio.run(run())


def test_what_stands_and_then_what_changes_with_its_id(paper: Paper) -> None:
    async def scene(stream: LiveStream, _looked: list[str]) -> None:
        line = Line(stream)
        await line.wait(lambda: len(line.events) == 1)
        paper.write(b"<p>2</p>\n<p>carried</p>", "closed")
        await line.wait(lambda: len(line.events) == 2)

        assert line.status == 200
        assert line.sent[1]["body"].startswith(b"retry: ")
        assert line.events[1] == (f"id: {make_key(paper.told['here'].body)}\nevent: now\n"
                                  "data: <p>2</p>\ndata: <p>carried</p>\n\n").encode()
    play(scene)


def test_who_comes_back_gets_all_of_it_at_once_and_nothing_where_nothing_changed(paper: Paper) -> None:
    async def scene(stream: LiveStream, _looked: list[str]) -> None:
        missed, fresh = Line(stream, seen="an older one"), Line(stream, seen=make_key(b"<p>1</p>"))
        await missed.wait(lambda: len(missed.events) == 1)
        await fresh.wait(lambda: fresh.status == 200)
        await asyncio.sleep(0.05)

        assert missed.events == [write_event(make_key(b"<p>1</p>"), b"<p>1</p>")]
        assert fresh.events == []
    play(scene)


def test_a_thousand_who_watch_are_one_reading_and_each_gets_the_event(paper: Paper) -> None:
    async def scene(stream: LiveStream, _looked: list[str]) -> None:
        lines = [Line(stream, address=f"192.0.2.{number % 200}") for number in range(1_000)]
        await lines[0].wait(lambda: all(len(one.events) == 1 for one in lines))
        paper.write(b"<p>2</p>", "closed")
        await lines[0].wait(lambda: all(len(one.events) == 2 for one in lines))

        assert paper.read <= 4
    play(scene)


def test_what_changes_within_a_stage_is_paced_and_the_last_of_it_is_told(paper: Paper,
                                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_stream, "PACE_S", 0.3)

    async def scene(stream: LiveStream, _looked: list[str]) -> None:
        line = Line(stream)
        await line.wait(lambda: len(line.events) == 1)
        for number in range(10):
            paper.write(b"<p>%d</p>" % number)
            await asyncio.sleep(0.01)
        await line.wait(lambda: line.events[-1].endswith(b"<p>9</p>\n\n"))

        assert len(line.events) <= 3
    play(scene)


@pytest.mark.parametrize(("path", "method"), [
    ("/live/paper/gone/", "GET"), ("/live/other/here/", "GET"), ("/live/paper/here", "GET"), ("/", "GET"),
    ("/live/paper/a%2fb/", "GET"), ("/live/paper/here/", "POST")])
def test_what_is_not_there_is_404(paper: Paper, path: str, method: str) -> None:
    async def scene(stream: LiveStream, _looked: list[str]) -> None:
        line = Line(stream, path, method=method)
        await line.task

        assert (line.status, stream.channels) == (404, {})
    play(scene)


def test_a_reader_who_does_not_take_what_is_sent_is_dropped_and_the_others_go_on(paper: Paper) -> None:
    async def scene(stream: LiveStream, _looked: list[str]) -> None:
        slow, brisk = Line(stream), Line(stream)
        await slow.wait(lambda: len(slow.events) == len(brisk.events) == 1)
        slow.reads.clear()
        paper.write(b"<p>2</p>", "closed")
        await slow.task
        await brisk.wait(lambda: len(brisk.events) == 2)

        assert len(slow.events) == 1
        assert [len(one.watchers) for one in stream.channels.values()] == [1]
    play(scene)


def test_too_many_of_one_address_are_refused_and_a_dropped_one_counts_until_it_is_gone(
        paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_stream, "MOST_OF_AN_ADDRESS", 2)

    async def scene(stream: LiveStream, _looked: list[str]) -> None:
        first, slow = Line(stream), Line(stream)
        await first.wait(lambda: len(first.events) == len(slow.events) == 1)
        slow.reads.clear()
        paper.write(b"<p>2</p>", "closed")
        await slow.task
        third, neighbour = Line(stream), Line(stream, address="192.0.2.2")
        await third.task
        await neighbour.wait(lambda: neighbour.status == 200)
        slow.left.set()
        await asyncio.sleep(0.02)
        fourth = Line(stream)
        await fourth.wait(lambda: fourth.status == 200)

        assert (third.status, dict(third.sent[0]["headers"])[b"retry-after"]) == (503, b"30")
    play(scene)


def test_behind_a_proxy_the_address_is_the_one_it_adds(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_stream, "MOST_OF_AN_ADDRESS", 1)
    scope = {"headers": [(b"x-forwarded-for", b"198.51.100.9, 192.0.2.7")], "client": ("127.0.0.1", 1)}

    async def scene(stream: LiveStream, _looked: list[str]) -> None:
        assert stream._find_address(scope) == "192.0.2.7"
        assert LiveStream(print)._find_address(scope) == "127.0.0.1"
    play(scene, behind_proxy=True)


def test_a_full_sign_is_refused(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_stream, "MOST_OF_A_SIGN", 1)

    async def scene(stream: LiveStream, _looked: list[str]) -> None:
        first = Line(stream)
        await first.wait(lambda: first.status == 200)
        second = Line(stream, asked=b"language=en")
        await second.task

        assert second.status == 503
    play(scene)


def test_what_is_over_by_the_clock_is_looked_at_by_who_may_write(paper: Paper) -> None:
    paper.told["here"] = Told(b"<p>1</p>", "open", LONG_AGO, "/watch/here/now/")

    async def scene(stream: LiveStream, looked: list[str]) -> None:
        line = Line(stream)
        await line.wait(lambda: bool(looked))

        assert set(looked) == {"/watch/here/now/"}
    play(scene)


def test_every_line_ends_when_the_process_does(paper: Paper) -> None:
    async def scene(stream: LiveStream, _looked: list[str]) -> None:
        line = Line(stream)
        await line.wait(lambda: len(line.events) == 1)
        await stream.close()
        async with asyncio.timeout(2):
            await line.task

        assert line.sent[-1]["more_body"] is False
    asyncio.run(_play_to_the_end(scene))


async def _play_to_the_end(scene: Callable[[LiveStream, list[str]], Awaitable[None]]) -> None:
    stream = LiveStream(print)
    stream.start()
    await scene(stream, [])


def test_who_leaves_is_forgotten_and_a_quiet_line_is_kept_open(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_stream, "HEARTBEAT_S", 0.01)

    async def scene(stream: LiveStream, _looked: list[str]) -> None:
        line = Line(stream)
        await line.wait(lambda: b":\n\n" in [one["body"] for one in line.sent[1:]])
        line.left.set()
        await line.task
        await asyncio.sleep(0)

        assert (stream.channels, stream._addresses) == ({}, {})
    play(scene)


def test_the_language_is_one_of_ours() -> None:
    places = [find_place({"path": "/live/paper/here/", "query_string": asked})
              for asked in (b"language=en", b"language=xx", b"")]

    assert [one.language for one in places if one is not None] == ["en", "zh-hans", "zh-hans"]
