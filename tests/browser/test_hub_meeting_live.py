"""A meeting watched in a real browser: a result shows by itself; without the stream the page says so and asks."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import check_page
from tests.faults.vote_load import post, prepare_votes
from tests.nuantu_hub.serving import Served
from tools.hub_walk import find_port

pytestmark = pytest.mark.browser
LIVE, ASKS = "有变化马上显示", "实时线路连不上，这一页每两秒自己问一次"
PATIENCE_MS = 60_000


def open_page(browser: Browser, url: str, sign: str, *, is_cut: bool = False) -> tuple[Page, list[str], list[str]]:
    """The page of a meeting, what it asks for by itself, and what the browser finds wrong."""
    page = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN").new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/now/") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    if is_cut:
        page.route("**/live/**", lambda route: route.abort())
    page.goto(f"{url}/watch/{sign}/")
    return page, asked, faults


def test_a_result_shows_by_itself_and_without_the_stream_the_page_asks(tmp_path: Path, browser: Browser) -> None:
    told, port = prepare_votes(tmp_path / "hub", 3), find_port()
    served = Served(tmp_path / "hub", ("--live-port", str(port))).start()
    try:
        page, asked, faults = open_page(browser, served.url, told["sign"])
        expect(page.locator("#line")).to_have_text(LIVE, timeout=PATIENCE_MS)
        check_page(page)
        asked.clear()
        heading = page.locator("#watched h2").first.element_handle()
        agenda = page.locator("#watched h2").last.element_handle()
        for session in told["seats"].values():
            post(served.url, f"/bargaining/votes/{told['vote']}/", session,
                 {"choice": "yes", "token": str(uuid.uuid4())})
        post(served.url, f"/bargaining/votes/{told['vote']}/close/", told["officer"], {})
        expect(page.locator("#watched")).to_contain_text("通过", timeout=PATIENCE_MS)
        expect(page.locator("#watched")).not_to_contain_text("正在表决")
        assert heading is not None
        assert agenda is not None
        # The vote's card is another one, the agenda's was left alone.
        assert [one.evaluate("one => one.isConnected") for one in (heading, agenda)] == [False, True]
        assert (asked, faults) == ([], [])

        page, asked, faults = open_page(browser, served.url, told["sign"], is_cut=True)
        expect(page.locator("#line")).to_have_text(ASKS, timeout=PATIENCE_MS)
        with page.expect_request("**/now/", timeout=PATIENCE_MS):
            pass
        assert faults == []
    finally:
        served.stop()
