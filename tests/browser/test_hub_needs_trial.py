"""Trials in a real browser: a tester tells how it was in taps, a keeper hands out one piece for one drawn signature."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import CHROMIUM, check_page
from tests.browser.fed_camera import wait_until
from tests.nuantu_hub.serving import Served, clean_environment

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Fair:
    """A served hub, what was prepared in it, and windows of its people."""

    url: str
    told: dict[str, Any]
    browser: Browser

    def open(self, who: str, width: int, language: str = "zh-hans") -> Page:
        """A window of somebody, or of nobody."""
        context = self.browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce",
                                           has_touch=width < 600)
        cookies = [{"name": "django_language", "value": language, "url": self.url}]
        if who:
            cookies.append({"name": "sessionid", "value": self.told["sessions"][who], "url": self.url})
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(60_000)
        return page


@pytest.fixture(scope="module")
def fair(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fair]:
    """A fresh hub, served."""
    if CHROMIUM is None:
        pytest.skip("no browser is installed: chromium is not on the path")
    folder = tmp_path_factory.mktemp("trial") / "hub"
    done = subprocess.run([sys.executable, "-m", "tests.nuantu_hub.needs.prepare_trial", str(folder)],
                          capture_output=True, text=True, check=True, cwd=ROOT, env=clean_environment())
    served = Served(folder, (), {"NUANTU_HUB_DEV_SMS": "1"}).start()
    try:
        yield Fair(served.url, json.loads(done.stdout), browser)
    finally:
        served.stop()


def test_a_tester_tells_how_it_was_in_six_taps(fair: Fair) -> None:
    """From the card on the home to the message that it came in."""
    page = fair.open("tester", 390)
    page.goto(f"{fair.url}/my/trials/")
    check_page(page)
    page.get_by_role("link", name="说说看").first.tap()
    expect(page.locator(".tap-grid").first).to_be_visible()
    check_page(page)
    for number in range(5):
        page.locator(".tap-grid").nth(number).locator("label").nth(3).tap()
    page.get_by_role("button", name="交", exact=True).tap()
    expect(page.get_by_text("收到了。结果出来会告诉你")).to_be_visible()


def test_a_keeper_hands_out_one_piece_for_one_signature(fair: Fair) -> None:
    """The signature is drawn on the screen; a second piece for the same card is refused with place and moment."""
    page = fair.open("keeper", 390)
    for time in range(2):
        page.goto(f"{fair.url}/handing-out/{fair.told['handed']}/{fair.told['station']}/")
        check_page(page)
        page.fill("#give_card", fair.told["card"])
        pad = page.locator("[data-sign-pad]")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 20, box["y"] + 40)
        page.mouse.down()
        for step in range(6):
            page.mouse.move(box["x"] + 40 + 30 * step, box["y"] + 40 + 50 * (step % 2))
        page.mouse.up()
        wait_until(page, "document.querySelector('input[name=signature]').files.length === 1")
        page.get_by_role("button", name="签收，发一件").click()
        expect(page.get_by_text("已签收" if not time else "已经领过", exact=not time).first).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "language"), [(390, "zh-hans"), (1440, "en")])
def test_every_page_is_sound_at_both_widths_in_both_languages(fair: Fair, width: int, language: str) -> None:
    """The desk, the station's page, the rider's pages, the public ones."""
    told = fair.told
    pages = {"officer": ["/trials/", "/trials/add/", *(f"/trials/{key}/{part}" for key in (
                told["trying"], told["handed"]) for part in ("", "samples/", "testers/", "result/", "goods/"))],
             "member": ["/my/trials/", f"/my/trials/{told['sign']}/wish/"], "": ["/tried/", f"/tried/{told['sign']}/"]}
    for who, paths in pages.items():
        page = fair.open(who, width, language)
        for path in paths:
            page.goto(fair.url + path)
            check_page(page, english=language == "en")
        page.close()
