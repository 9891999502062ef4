"""A real browser on a really made report: served on loopback, with every request and console message kept."""

from __future__ import annotations

import fcntl
import pickle
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.browser.stillness import STOOD, run_watched
from tests.nuantu.demo_day import find_shared_folder, make_demo
from tests.nuantu_hub.wording import hear_chinese
from tools.hub_walk import (
    Person,
    Stop,
    Walk,
    Walked,
    find_route_of,
    list_cookies,
    list_people,
    seed_hub,
    serve_hub,
    sign_in,
)

from nuantu.report.serve import open_server

# A page is waited for as long as a machine under load may need; how fast it is is a benchmark's matter.
expect.set_options(timeout=20_000)

CHROMIUM = next((path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None)
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-default-browser-check", "--disable-extensions")


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Run the tests of this folder under a watch for browsers that stand still."""
    if Path(__file__).parent not in item.path.parents:
        return None
    run_watched(item, nextitem)
    return True


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name each test during which a browser stood still."""
    stood = sorted({(report.nodeid, value) for reports in terminalreporter.stats.values() for report in reports
                    for name, value in getattr(report, "user_properties", []) if name == STOOD})
    for nodeid, line in stood:
        terminalreporter.write_line(f"a browser stood still at {line}; run once more in a fresh one: {nodeid}")


@dataclass
class Watched:
    """A page with what it asked for and what it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo's report, served."""
    if CHROMIUM is None:
        pytest.skip("no browser is installed: chromium is not on the path")
    server = open_server(make_demo(tmp_path_factory)[0] / "report", 8840)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.address
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless browser for all tests of the process."""
    if CHROMIUM is None:
        pytest.skip("no browser is installed: chromium is not on the path")
    with sync_playwright() as player:
        started = player.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(params=[390, 1440], ids=["phone", "desk"])
def watched(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Watched]:
    """A fresh page at phone and at desk width."""
    context = browser.new_context(viewport={"width": request.param, "height": 860}, reduced_motion="reduce")
    watched = Watched(context.new_page())
    watched.page.on("request", lambda asked: watched.requests.append(asked.url))
    watched.page.on("console", lambda said: watched.complaints.append(said.text))
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    yield watched
    context.close()


@dataclass(frozen=True)
class Hub:
    """A seeded hub that is served: its address, its folder, and every kind of page that each person reaches."""

    address: str
    data: Path
    walks: tuple[Walked, ...]

    @property
    def stops(self) -> list[Stop]:
        """All pages of all people."""
        return [stop for walk in self.walks for stop in walk.stops.values()]

    def find_person(self, role: str) -> Person:
        """The person of a role."""
        return next(walk.person for walk in self.walks if walk.person.role == role)

    def open_context(self, browser: Browser, person: Person, language: str = "zh-hans", width: int = 390,
                     **words: Any) -> BrowserContext:
        """A fresh window in which the person is signed in."""
        context = browser.new_context(viewport={"width": width, "height": 844 if width < 500 else 900},
                                      reduced_motion="reduce", **words)
        _visitor, jar = sign_in(self.address, person)
        context.add_cookies([*list_cookies(jar, self.address),
                             {"name": "django_language", "value": language, "url": self.address}])
        return context


def _seed_once(factory: pytest.TempPathFactory) -> Path:
    """The seeded folder that all processes of a test run copy from; the first one makes it."""
    run = make_demo(factory)[0]
    made, mark = run.with_name("hub"), run.with_name("hub.done")
    with run.with_name("hub.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not mark.is_file():
            seed_hub(made, run)
            mark.touch()
    return made


def check_page(page: Page, *, english: bool = False) -> None:
    """No serious fault, one heading, no sideways scroll, one language."""
    serious = [(fault["id"], [node["html"][:90] for node in fault["nodes"]][:2])
               for fault in Axe().run(page).response["violations"] if fault["impact"] in ("serious", "critical")]
    assert (serious, page.locator("h1").count()) == ([], 1), page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    if english:
        assert hear_chinese(page.content()) == [], page.url


def copy_demonstration(factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder of the demonstration's hub of one's own; without a browser to open it with the test is skipped."""
    if CHROMIUM is None:
        pytest.skip("no browser is installed: chromium is not on the path")
    data = factory.mktemp(name) / "data"
    shutil.copytree(_seed_once(factory), data)
    return data


def _walk_once(factory: pytest.TempPathFactory, address: str) -> tuple[Walked, ...]:
    """Everybody's way through the demonstration's hub; the first process of a test run walks, the others read."""
    mark = find_shared_folder(factory) / "walks"
    with mark.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not mark.is_file():
            walks = tuple(Walk(address, person, find_route_of).follow() for person in list_people(address))
            mark.write_bytes(pickle.dumps(walks))
        return tuple(pickle.loads(mark.read_bytes()))


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """The demonstration's hub, seeded and served once for all tests of the process, and walked through once for all."""
    data = copy_demonstration(tmp_path_factory, "hub")
    with serve_hub(data) as address:
        yield Hub(address, data, _walk_once(tmp_path_factory, address))
