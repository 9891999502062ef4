"""Walks through a seeded hub as each of its people: serves it, signs in by the demonstration's door, follows links.

One sample of every address in the URL conf is kept for each person who reaches it, so that a list of pages never has
to be kept by hand.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookiejar import Cookie, CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, build_opener

READY_S = 60
#: After so long an address is taken to give no answer at all.
ANSWER_S = 60
#: Addresses that no link of the hub leads to, and that are pages all the same.
NOWHERE = "/there-is-no-such-page/"
ALSO = ("/design/", "/design/sheet/", "/offline/", NOWHERE)
#: What staff without a post, such as an outside party, are asked beyond their own pages.
ALSO_OUTSIDE = ("/offline/", NOWHERE)
#: Pages of strangers.
STRANGER = ("/", "/stations/", "/sign-in/", "/sign-in/staff/", "/demo/", "/offline/", NOWHERE)
#: So many addresses of one route are tried, so that a list whose first entry is bare is still seen behind.
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Person:
    """One of the demonstration: who, in which words, and the key of the door; a stranger has none."""

    name: str
    role: str
    key: str | None
    is_worker: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A page that a person reaches: its route in the URL conf and a sample address."""

    person: Person
    route: str
    path: str


class Links(HTMLParser):
    """Every address that a page links to, and the forms of the demonstration's door."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep addresses of links."""
        href = dict(attrs).get("href")
        if tag == "a" and href and "download" not in dict(attrs) and not href.startswith("#"):
            self.found.append(href)


ROOT = Path(__file__).resolve().parents[1]
#: The command line beside the Python that runs this.
NUANTU = str(Path(sys.executable).with_name("nuantu"))


def make_environment(**more: str) -> dict[str, str]:
    """The environment of a hub as anybody starts it, whatever settings this process itself stands on."""
    return os.environ | {"DJANGO_SETTINGS_MODULE": "nuantu_hub.site.settings"} | more


def seed_hub(data: Path, run: Path) -> None:
    """Fill a folder with the demonstration and a replayed day; raises CalledProcessError where that fails.

    ``run`` is the OUT folder of ``nuantu demo``, its day stands beside it.
    """
    day = run.with_name(f"{run.name}-day")
    subprocess.run([NUANTU, "hub", "seed", "--data", str(data), "--run", str(run), "--day", str(day), "--agreements",
                    str(ROOT / "agreements")], check=True, env=make_environment())


def find_port() -> int:
    """A free port of this machine."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serve_hub(data: Path, **environment: str) -> Iterator[str]:
    """Serve a folder for the length of a block; gives its address."""
    port = find_port()
    process = subprocess.Popen([NUANTU, "hub", "--data", str(data), "--port", str(port)],
                               env=make_environment(**environment), stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_ready(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the hub says that it is ready; raises RuntimeError when it ends or takes too long."""
    until = time.monotonic() + READY_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the hub ended with {process.returncode} before it was ready")
        try:
            if build_opener().open(f"{address}/healthz", timeout=5).status == 200:
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"the hub was not ready after {READY_S} s")


class StayHere(HTTPRedirectHandler):
    """Does not follow redirections."""

    def redirect_request(self, *_args: object, **_words: object) -> None:
        """Nothing: the answer itself is wanted."""


def sign_in(address: str, person: Person) -> tuple[OpenerDirector, CookieJar]:
    """A visitor with the cookies of a person."""
    jar = CookieJar()
    visitor = build_opener(HTTPCookieProcessor(jar))
    if person.key is not None:
        page = visitor.open(f"{address}/demo/", timeout=ANSWER_S).read().decode()
        token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
        door = build_opener(HTTPCookieProcessor(jar), StayHere())
        try:
            door.open(f"{address}/demo/{person.key}/", urlencode({"csrfmiddlewaretoken": token}).encode(), ANSWER_S)
        except HTTPError as answer:
            if answer.code != 302:
                raise
    return visitor, jar


def list_cookies(jar: CookieJar, address: str) -> list[dict[str, object]]:
    """A visitor's cookies as a browser takes them."""
    def put(one: Cookie) -> dict[str, object]:
        return {"name": one.name, "value": one.value or "", "url": address}
    return [put(one) for one in jar]


def list_people(address: str) -> list[Person]:
    """Whom the demonstration's door lets in, one of each role, and a stranger before them."""
    page = build_opener().open(f"{address}/demo/", timeout=ANSWER_S).read().decode()
    people = [Person("", "stranger", None, is_worker=True)]
    for key, role in re.findall(r'action="/demo/([0-9a-f-]{36})/"[^>]*data-role="(\w+)"', page):
        if all(one.role != role for one in people):
            people.append(Person(key[:8], role, key, role == "worker"))
    if len(people) == 1:
        raise RuntimeError("the demonstration's door lets nobody in")
    return people


@dataclass(frozen=True, slots=True)
class Walked:
    """One person's way through the hub: one page of each kind in the order of finding, and what led nowhere."""

    person: Person
    stops: dict[str, Stop]
    broken: list[str]


class Walk:
    """A person on the way through the hub: what was reached, what waits, what was broken."""

    def __init__(self, address: str, person: Person, find_route: Callable[[str], str | None]) -> None:
        self.address, self.person, self.find_route = address, person, find_route
        self.visitor, _jar = sign_in(address, person)
        more = () if person.is_worker else ALSO_OUTSIDE if person.role == "staff" else ALSO
        starts = STRANGER if person.key is None else ("/", *more)
        self.waiting, self.seen = deque(starts), set(starts)
        self.tries: Counter[str | None] = Counter()
        self.stops: dict[str, Stop] = {}
        self.broken: list[str] = []

    def follow(self) -> Walked:
        """Follow every kind of link that is shown, to the end."""
        while self.waiting:
            self._visit(self.waiting.popleft())
        return Walked(self.person, self.stops, self.broken)

    def _visit(self, path: str) -> None:
        try:
            answer = self.visitor.open(self.address + path, timeout=ANSWER_S)
        except HTTPError as fault:
            if path == NOWHERE:
                self.stops[NOWHERE] = Stop(self.person, NOWHERE, path)
            else:
                self.broken.append(f"{self.person.role}: {path} answers {fault.code}")
            return
        if answer.headers.get_content_type() != "text/html":
            return
        arrived = urlsplit(answer.url).path
        route = self.find_route(arrived) or arrived
        self.stops.setdefault(route, Stop(self.person, route, arrived))
        links = Links()
        links.feed(answer.read().decode())
        for href in links.found:
            self._note(urljoin(self.address + arrived, href))

    def _note(self, url: str) -> None:
        """Keep a link for later, at most ``SAMPLES`` of one route."""
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" != self.address or parts.path in self.seen:
            return
        goal = self.find_route(parts.path)
        self.tries[goal] += 1
        if goal is None or self.tries[goal] <= SAMPLES:
            self.seen.add(parts.path)
            self.waiting.append(parts.path)


def find_route_of(path: str) -> str | None:
    """The route of a path in the hub's URL conf."""
    from django.urls import Resolver404, resolve

    try:
        return str(resolve(path).route)
    except Resolver404:
        return None
