"""The worker's home on a poor network: light at first, and still there without one."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import Hub
from tools.hub_walk import list_cookies, sign_in

pytestmark = pytest.mark.browser

MOST_BYTES, MOST_REQUESTS = 80_000, 10


@dataclass
class Wire:
    """A line between browser and hub that counts what goes over it, and can be cut."""

    target: tuple[str, int]
    sent: int = 0
    received: int = 0
    asked: list[str] = field(default_factory=list)
    open_sockets: list[socket.socket] = field(default_factory=list)
    cut: bool = False

    def __post_init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _from = self.listener.accept()
            except OSError:
                return
            if self.cut:
                near.close()
                continue
            far = socket.create_connection(self.target)
            self.open_sockets += [near, far]
            threading.Thread(target=self._pump, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pump, args=(far, near, False), daemon=True).start()

    def _pump(self, source: socket.socket, goal: socket.socket, upwards: bool) -> None:
        while True:
            try:
                part = source.recv(65_536)
                if part:
                    goal.sendall(part)
            except OSError:
                part = b""
            if not part:
                goal.close()
                return
            if upwards:
                self.sent += len(part)
                self.asked += re.findall(r"^(?:GET|POST) (\S+) HTTP", part.decode("latin-1"), re.MULTILINE)
            else:
                self.received += len(part)

    def close(self) -> None:
        """Cut the line for good."""
        self.cut = True
        self.listener.close()
        for one in self.open_sockets:
            one.close()


@pytest.fixture
def wire(hub: Hub) -> Iterator[Wire]:
    """A counted line to the hub."""
    parts = urlsplit(hub.address)
    line = Wire((str(parts.hostname), int(parts.port or 80)))
    yield line
    line.close()


def test_the_worker_s_home_is_light_at_first_and_still_there_without_a_network(
    hub: Hub, browser: Browser, wire: Wire,
) -> None:
    """Cold, with the service worker installed, it is within its weight; then the line is cut and it opens again."""
    _visitor, jar = sign_in(hub.address, hub.find_person("worker"))
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([*list_cookies(jar, wire.address),
                         {"name": "django_language", "value": "zh-hans", "url": wire.address}])
    page = context.new_page()
    page.goto(f"{wire.address}/", wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("caches.open('kept-pages').then((store) => store.keys()).then((keys) => keys.length > 0)")
    heading = page.locator("h1").inner_text()

    assert wire.received <= MOST_BYTES, wire.received
    assert len(wire.asked) <= MOST_REQUESTS, wire.asked

    wire.close()
    page.goto(f"{wire.address}/")
    expect(page.locator("h1")).to_have_text(heading)
    expect(page.locator(".offline-note")).to_be_visible()
    expect(page.locator(".offline-note")).to_contain_text("的情况")
    page.goto(f"{wire.address}/nothing-was-kept-of-this/")
    expect(page.locator("h1")).to_have_text("没有网络")
    context.close()
