"""The event stream as a bare ASGI application: what a feed shows, sent to everybody who watches as soon as it changes.

One loop asks the database's mark ten times a second, whoever watches; only where somebody committed something a feed
is read again, once for a sign and a language, and what changed goes to all. An event is complete and its id is the
digest of what it holds: who comes back with ``Last-Event-ID`` gets nothing where nothing changed, else all of it, also
after the process was killed.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import random
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar
from urllib.parse import parse_qs

from django.conf import settings
from django.db import DatabaseError

from nuantu_hub.site.clock import now
from nuantu_hub.site.live_feeds import Told, close_reading, read_feed, read_mark

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Answer = TypeVar("Answer")

#: So often the database's mark is asked.
BEAT_S = 0.1
#: What changes within a stage, such as counts while a vote runs, is told at most this often.
PACE_S = 1.0
#: So often slow and quiet lines are looked for.
TEND_EVERY_S = 1.0
#: A comment is sent where nothing else was, so that proxies and phones keep the line open.
HEARTBEAT_S = 15.0
#: Whoever does not take an event within this time is dropped, and may come again.
SLOW_S = 10.0
HEARTBEAT = b":\n\n"
#: Browsers come again after about a second, not all in the same moment.
RETRY_MS = (700, 1_500)
MOST_WATCHERS, MOST_OF_A_SIGN, MOST_OF_AN_ADDRESS = 8_000, 5_000, 300
PLACE = re.compile(r"/live/([a-z]{1,20})/([A-Za-z0-9_-]{1,32})/")
HEADERS = ((b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store"),
           (b"x-accel-buffering", b"no"), (b"x-content-type-options", b"nosniff"),
           # The stream has a port of its own. What it tells everybody may read; it knows no cookie.
           (b"access-control-allow-origin", b"*"))

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """What is watched: a feed, a sign in it, and the language of the page."""

    feed: str
    sign: str
    language: str


@dataclass(slots=True, eq=False)
class Watcher:
    """One open line. ``news`` is set when there is something to send, or when the line ends; ``since`` is the moment
    from which it takes what is sent (``is_sending``) or waits for something to be sent.
    """

    task: asyncio.Task[Any]
    since: float
    news: asyncio.Event = field(default_factory=asyncio.Event)
    is_sending: bool = False
    is_due: bool = False
    is_gone: bool = False
    is_slow: bool = False


@dataclass(slots=True, eq=False)
class Channel:
    """What all watchers of one place are told: always the latest, so a slow one skips what is no longer so."""

    place: Place
    told: Told
    key: str
    event: bytes
    told_at: float
    is_late: bool = False
    looked_at: float = 0.0
    watchers: set[Watcher] = field(default_factory=set)


def write_event(key: str, body: bytes) -> bytes:
    """An event as browsers read it: its id, its name, and the body line by line."""
    lines = b"".join(b"data: " + line + b"\n" for line in body.splitlines())
    return b"id: " + key.encode() + b"\nevent: now\n" + lines + b"\n"


def make_key(body: bytes) -> str:
    """The id of what is told: a digest."""
    return hashlib.sha256(body).hexdigest()[:32]


def read_header(scope: Scope, name: bytes) -> str:
    """The last value of a header, or nothing."""
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    return next((value.decode("latin-1") for key, value in reversed(list(headers)) if key.lower() == name), "")


def find_place(scope: Scope) -> Place | None:
    """What an address names; None where it names nothing."""
    found = PLACE.fullmatch(scope["path"])
    if found is None:
        return None
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("language", [""])[-1]
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return Place(found[1], found[2], language)


class LiveStream:
    """The application, its channels and its one loop. ``look`` asks the hub for a page, so that it closes what is over.

    Call ``start`` in the loop that serves, ``close`` to end every line.
    """

    def __init__(self, look: Callable[[str], None], *, behind_proxy: bool = False) -> None:
        self.channels: dict[Place, Channel] = {}
        self.look, self.behind_proxy = look, behind_proxy
        self._reader, self._looker = ThreadPoolExecutor(1, "live-read"), ThreadPoolExecutor(2, "live-look")
        self._addresses: Counter[str] = Counter()
        self._closing = asyncio.Event()
        self._opening = asyncio.Lock()
        self._beating: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to ask the database."""
        self._beating = asyncio.create_task(self._beat())

    async def close(self) -> None:
        """Tell every line that it is over, and stop asking."""
        self._closing.set()
        for channel in list(self.channels.values()):
            for watcher in channel.watchers:
                watcher.news.set()
        if self._beating is not None:
            await self._beating
        await self._read(close_reading)
        self._reader.shutdown(wait=False)
        self._looker.shutdown(wait=False, cancel_futures=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request: 200 and the stream, or why not."""
        place = find_place(scope) if scope["method"] == "GET" else None
        if place is None:
            await _refuse(send, 404)
            return
        address = self._find_address(scope)
        full = sum(self._addresses.values()) >= MOST_WATCHERS or self._addresses[address] >= MOST_OF_AN_ADDRESS
        if full or self._closing.is_set():
            await _refuse(send, 503)
            return
        self._addresses[address] += 1
        task = asyncio.current_task()
        assert task is not None
        watcher = Watcher(task, time.monotonic())
        leaving = asyncio.create_task(_wait_to_leave(receive, watcher))
        leaving.add_done_callback(lambda _task: self._forget(address))
        try:
            await self._open(place, watcher, scope, send)
        finally:
            if not watcher.is_slow:
                leaving.cancel()  # a slow one's line counts until it is gone: what was sent still waits for it

    def _forget(self, address: str) -> None:
        self._addresses[address] -= 1
        if not self._addresses[address]:
            del self._addresses[address]

    async def _open(self, place: Place, watcher: Watcher, scope: Scope, send: Send) -> None:
        try:
            channel = await self._find_channel(place)
        except DatabaseError:
            logger.exception("The event stream cannot read")
            await _refuse(send, 503)
            return
        if channel is None:
            await _refuse(send, 404)
            return
        if sum(len(one.watchers) for one in self.channels.values()
               if (one.place.feed, one.place.sign) == (place.feed, place.sign)) >= MOST_OF_A_SIGN:
            await _refuse(send, 503)
            return
        channel.watchers.add(watcher)
        try:
            await self._tell(channel, watcher, read_header(scope, b"last-event-id"), send)
        finally:
            channel.watchers.discard(watcher)
            if not channel.watchers and self.channels.get(place) is channel:
                del self.channels[place]

    async def _tell(self, channel: Channel, watcher: Watcher, seen: str, send: Send) -> None:
        retry = random.randint(*RETRY_MS)  # noqa: S311 (spreads who comes back, keeps no secret)
        said = f"retry: {retry}\n\n".encode()
        try:
            await send({"type": "http.response.start", "status": 200, "headers": list(HEADERS)})
            while not (watcher.is_gone or self._closing.is_set()):
                if said:
                    watcher.is_sending, watcher.since = True, time.monotonic()
                    await send({"type": "http.response.body", "body": said, "more_body": True})
                    watcher.is_sending = False
                if seen != channel.key:
                    seen, said = channel.key, channel.event
                    continue
                await watcher.news.wait()
                watcher.news.clear()
                said, watcher.is_due = HEARTBEAT if watcher.is_due else b"", False
        except asyncio.CancelledError:
            if not watcher.is_slow:
                raise
            return  # the line is cut where it stands, and its reader comes again
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _tend(self) -> None:
        """Drop who takes too long, and keep quiet lines open."""
        moment = time.monotonic()
        for channel in self.channels.values():
            for watcher in channel.watchers:
                waits_s = moment - watcher.since
                if watcher.is_sending and waits_s > SLOW_S:
                    watcher.is_slow = True
                    watcher.task.cancel()
                elif not watcher.is_sending and waits_s > HEARTBEAT_S:
                    watcher.is_due = True
                    watcher.news.set()

    async def _find_channel(self, place: Place) -> Channel | None:
        async with self._opening:  # a thousand who come at once are one reading
            found = self.channels.get(place)
            if found is None:
                told = await self._read(read_feed, place.feed, place.sign, place.language)
                if told is None:
                    return None
                key = make_key(told.body)
                found = Channel(place, told, key, write_event(key, told.body), time.monotonic())
                self.channels[place] = found
            return found

    async def _beat(self) -> None:
        mark, tended_at = "", 0.0
        while not self._closing.is_set():
            if time.monotonic() - tended_at >= TEND_EVERY_S:
                tended_at = time.monotonic()
                self._tend()
            try:
                if self.channels:
                    latest = await self._read(read_mark)
                    for channel in list(self.channels.values()):
                        await self._refresh(channel, is_changed=latest != mark)
                    mark = latest
            except DatabaseError:
                mark = ""
                logger.exception("The event stream waits: the database does not answer")
                await self._read(close_reading)
            try:
                async with asyncio.timeout(BEAT_S):
                    await self._closing.wait()
            except TimeoutError:
                continue

    async def _refresh(self, channel: Channel, *, is_changed: bool) -> None:
        due_at, moment = channel.told.due_at, time.monotonic()
        if due_at is not None and due_at <= now() and moment - channel.looked_at >= PACE_S:
            channel.looked_at = moment
            asyncio.get_running_loop().run_in_executor(self._looker, self.look, channel.told.look)
        is_paced = moment - channel.told_at >= PACE_S
        if not is_changed and not (channel.is_late and is_paced):
            return
        told = await self._read(read_feed, channel.place.feed, channel.place.sign, channel.place.language)
        if told is None:
            for watcher in channel.watchers:
                watcher.is_gone = True
                watcher.news.set()
            return
        channel.is_late = told.body != channel.told.body
        if channel.is_late and (is_paced or told.stage != channel.told.stage):
            channel.is_late, channel.told, channel.told_at = False, told, moment
            channel.key = make_key(told.body)
            channel.event = write_event(channel.key, told.body)
            for watcher in channel.watchers:
                watcher.news.set()

    async def _read(self, read: Callable[..., Answer], *words: str) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._reader, read, *words)

    def _find_address(self, scope: Scope) -> str:
        told = read_header(scope, b"x-forwarded-for") if self.behind_proxy else ""
        return told.split(",")[-1].strip() or str((scope.get("client") or ("",))[0])


async def _wait_to_leave(receive: Receive, watcher: Watcher) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
    watcher.is_gone = True
    watcher.news.set()


async def _refuse(send: Send, status: int) -> None:
    more = [(b"retry-after", b"30")] if status == 503 else []
    await send({"type": "http.response.start", "status": status,
                "headers": [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS[1:], *more]})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
