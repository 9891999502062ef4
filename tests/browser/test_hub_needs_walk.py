"""The walk: three riders say it, one problem has an owner and a clock, and an answer that all three receive and judge.

One rider gives a name, one does not, one sees while typing that others said the same and joins them.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import CHROMIUM, check_page
from tests.nuantu_hub.serving import Served, clean_environment

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
NAMED = "望和嘉园晚高峰等电梯要七八分钟，时间没有算进承诺送达里"
NAMELESS = "望和嘉园晚上电梯等太久，等电梯的时间应该算进去"
JOINED = "望和嘉园等电梯太久了"
NAME = "望和嘉园等电梯的时间没有算进去"
PATIENCE_S = 240
COUNT_TAPS = "addEventListener('pointerdown', (event) => { if (event.isTrusted) window.countTap(); }, true);"


@dataclass
class Town:
    """A hub with three riders and an officer, and windows of them."""

    url: str
    data: Path
    sessions: dict[str, str]
    sign: str
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    taps: int = 0

    def open(self, login: str = "", width: int = 390, language: str = "zh-hans") -> Page:
        """A window of somebody who is signed in, or of nobody."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 844}, has_touch=width < 600, reduced_motion="reduce",
            locale="zh-CN" if language == "zh-hans" else "en-GB")
        cookies = [{"name": "django_language", "value": language, "url": self.url}]
        if login:
            cookies.append({"name": "sessionid", "value": self.sessions[login], "url": self.url})
        context.add_cookies(cookies)  # type: ignore[arg-type]
        context.expose_function("countTap", self._count)
        context.add_init_script(COUNT_TAPS)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning")
                and "ERR_INTERNET_DISCONNECTED" not in said.text else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def _count(self) -> None:
        self.taps += 1


@pytest.fixture(scope="module")
def town(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A fresh hub, served."""
    if CHROMIUM is None:
        pytest.skip("no browser is installed: chromium is not on the path")
    folder = tmp_path_factory.mktemp("needs") / "hub"
    done = subprocess.run([sys.executable, "-m", "tests.nuantu_hub.needs.prepare_town", str(folder), "3"],
                          capture_output=True, text=True, check=True, cwd=ROOT, env=clean_environment())
    told = json.loads(done.stdout)
    served = Served(folder, (), {"NUANTU_HUB_DEV_SMS": "1"}).start()
    try:
        yield Town(served.url, folder, told["sessions"], told["sign"], browser)
    finally:
        served.stop()


def say(town: Town, page: Page, words: str, *, anonymous: bool) -> None:
    """Type it and hand it in."""
    page.goto(f"{town.url}/say/")
    check_page(page)
    page.fill("#id_words", words)
    if page.locator("#id_anonymous").count() and page.is_checked("#id_anonymous") is not anonymous:
        page.locator(".say-anonymous label").click()
    page.locator(".say-submit button").click()


def wait_for(page: Page, url: str, selector: str) -> None:
    """Load a page again until something is on it."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        page.goto(url)
        if page.locator(selector).count():
            return
        time.sleep(2)
    raise AssertionError(f"{selector} did not come to {url}: {page.inner_text('main')[:600]}")


def judge(page: Page, way: str) -> None:
    """Read the answer and say whether it helped."""
    expect(page.get_by_text("留一部电梯给配送")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name=way, exact=True).click()
    page.wait_for_load_state()


def test_three_riders_say_it_and_all_three_hear_what_came_of_it(town: Town) -> None:
    """From the first word to the third verdict, in real browsers."""
    first, second, third, desk = (town.open(who, width) for who, width in (
        ("rider-0", 390), ("rider-1", 390), ("rider-2", 390), ("officer", 1440)))
    say(town, first, NAMED, anonymous=False)
    own = first.url
    assert re.search(r"/say/mine/\d+/$", own)
    say(town, second, NAMELESS, anonymous=True)
    code = second.locator("#claim-code").inner_text()
    check_page(second)

    desk.goto(f"{town.url}/needs/")
    check_page(desk)
    assert desk.locator("tbody tr").count() == 2
    desk.get_by_role("button", name=re.compile("收到了")).click()
    problem = group_and_name(town, desk)

    join_as_third(town, third)
    desk.goto(problem)
    expect(desk.locator(".problem-clocks")).to_contain_text("李敏")
    answer(desk)

    for page in (first, third):
        page.goto(own if page is first else f"{town.url}/say/mine/")
        if page is third:
            page.locator(".rows a").first.click()
    judge(first, "解决了")
    judge(third, "没解决")
    second.goto(f"{town.url}/say/code/")
    second.fill("#id_code", code.lower().replace("-", " "))
    second.get_by_role("button", name="看办到哪一步").click()
    judge(second, "解决了一部分")
    desk.goto(problem)
    figures = desk.locator("section.trust dl.figures dd").all_inner_texts()
    assert figures == ["1", "1", "1", "0"]
    assert town.complaints == []


def group_and_name(town: Town, desk: Page) -> str:
    """Have both needs grouped, say that it is a problem, take it on; gives its address."""
    desk.goto(f"{town.url}/problems/")
    desk.get_by_role("button", name=re.compile("归并")).first.click()
    wait_for(desk, f"{town.url}/problems/?show=found", "a[href^='/problems/'] >> text=电梯")
    desk.locator("a[href^='/problems/'] >> text=电梯").first.click()
    desk.fill("#id_name", NAME)
    desk.get_by_role("button", name="是一个问题").click()
    desk.get_by_role("button", name="认领", exact=True).click()
    desk.wait_for_load_state()
    check_page(desk)
    return desk.url


def join_as_third(town: Town, page: Page) -> None:
    """Type a little, see that two said the same, and join them by name with one tap beside the switch."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        page.goto(f"{town.url}/say/")
        page.fill("#id_words", "")
        page.locator("#id_words").press_sequentially(JOINED)
        with contextlib.suppress(Exception):
            page.locator(".near-card").wait_for(timeout=8_000)
            break
    expect(page.locator(".near-card h2")).to_have_text("已有 2 人说过类似的问题")
    check_page(page)
    town.taps = 0
    page.locator(".say-anonymous label").tap()
    page.get_by_role("button", name="加上我，第 3 人").tap()
    page.wait_for_url("**/say/mine/*/")
    assert town.taps <= 3


def answer(desk: Page) -> None:
    """Answer everybody who said it."""
    form = desk.locator("form[action$='/do/answer/']")
    if not form.is_visible():
        desk.locator("details:has(form[action$='/do/answer/']) > summary").click()
    form.locator("textarea").first.fill("留一部电梯给配送，12 月 1 日起，时间算进承诺")
    for choice in form.locator("select").all():
        choice.select_option(index=1)
    if form.locator("input[type=radio]").count():
        form.locator("input[type=radio]").first.check()
    form.get_by_role("button").last.click()
    desk.wait_for_load_state()


def test_pages_of_needs_are_whole_in_english_at_the_desk(town: Town) -> None:
    """No serious fault, no sideways scroll, no Chinese but what people said."""
    desk = town.open("officer", 1440, "en")
    for path in ("/needs/?show=all", "/needs/figures/", "/needs/take/"):
        desk.goto(town.url + path)
        check_page(desk, english=True)
    desk.goto(f"{town.url}/needs/?show=all")
    if desk.locator("tbody th a").count():
        desk.locator("tbody th a").first.click()
        check_page(desk, english=True)


def test_without_a_network_it_waits_on_the_phone_and_goes_out_by_itself(town: Town) -> None:
    """Said at a station by nobody in particular; twice without a network are two needs, each with its code."""
    page = town.open()
    page.goto(f"{town.url}/say/at/{town.sign}/")
    check_page(page)
    page.context.set_offline(True)
    for words in ("驿站没有热水了", "驿站的插座松了"):
        page.fill("#id_words", words)
        page.locator(".say-submit button").click()
        expect(page.locator("#id_words")).to_have_value("")
    expect(page.locator("#say-outbox")).to_contain_text("2 件没有网络")
    page.context.set_offline(False)
    expect(page.locator("#say-outbox")).to_contain_text("查询码", timeout=60_000)
    expect(page.locator("#say-outbox")).not_to_contain_text("没有网络", timeout=60_000)

    with contextlib.closing(sqlite3.connect(town.data / "hub.sqlite3")) as found:
        rows = found.execute("SELECT account_id, channel FROM needs_need WHERE station_id IS NOT NULL").fetchall()
    assert rows == [(None, "station")] * 2


def test_whatever_is_said_is_recorded_by_a_microphone(town: Town) -> None:
    """A recording goes along, is kept as a file, and waits to be typed up."""
    page = town.open()
    page.goto(f"{town.url}/say/")
    made = page.evaluate("""async () => {
      const sound = new AudioContext(), to = sound.createMediaStreamDestination(), tone = sound.createOscillator();
      tone.connect(to); tone.start();
      navigator.mediaDevices.getUserMedia = async () => to.stream;
      return Boolean(window.MediaRecorder);
    }""")
    assert made
    page.locator("#id_voice").click()
    expect(page.locator("#say-voice")).to_contain_text("说完了")
    page.wait_for_timeout(1_500)
    page.locator("#id_voice").click()
    expect(page.locator("#say-kept")).to_contain_text("录了")
    page.locator(".say-submit button").click()
    expect(page.locator("#claim-code")).to_be_visible()

    with contextlib.closing(sqlite3.connect(town.data / "hub.sqlite3")) as found:
        kinds = found.execute("SELECT f.kind, f.account_id FROM needs_need n JOIN people_storedfile f "
                              "ON n.voice_id = f.id").fetchall()
    assert kinds == [("audio/webm", None)]
