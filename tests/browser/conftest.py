"""A real browser on a really made report: served on loopback, with every request and console message kept."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.nuantu.demo_day import make_demo

from nuantu.report.serve import open_server

CHROMIUM = next((path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None)
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-default-browser-check", "--disable-extensions")


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
def browser(address: str) -> Iterator[Browser]:
    """One headless browser for all tests of the process."""
    assert address
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
