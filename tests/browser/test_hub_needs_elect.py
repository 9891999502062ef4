"""Three holders draw keys, three riders vote, two holders open the box, and a rider finds the own ballot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from tests.browser.conftest import CHROMIUM, check_page
from tests.browser.election_room import ask_room
from tools.hub_walk import serve_hub

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WORDS = "seven lamps by the river"


@dataclass(frozen=True)
class Room:
    """A served hub and who is signed in where."""

    address: str
    data: Path
    told: dict[str, Any]
    browser: Browser

    def enter(self, who: str | None, width: int = 390, language: str = "zh-hans") -> Page:
        """A window of somebody, or of nobody."""
        context = self.browser.new_context(viewport={"width": width, "height": 860}, reduced_motion="reduce")
        cookies = [{"name": "django_language", "value": language, "url": self.address}]
        if who is not None:
            cookies.append({"name": "sessionid", "value": self.told["sessions"][who], "url": self.address})
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        return page

    def visit(self, page: Page, path: str) -> Page:
        """An address of this election."""
        page.goto(self.address + path.format(**self.told))
        return page


@pytest.fixture
def room(browser: Browser, tmp_path: Path) -> Iterator[Room]:
    """The election before its polls, served."""
    if CHROMIUM is None:
        pytest.skip("no browser is installed: chromium is not on the path")
    data = tmp_path / "data"
    told = ask_room(data, "fill")
    with serve_hub(data) as address:
        yield Room(address, data, told, browser)


def draw_key(room: Room, seat: int, folder: Path) -> Path:
    """A holder draws a key; the file that was downloaded."""
    path = folder / f"{seat}.key"
    page = room.visit(room.enter(f"holder-{seat}", 1440), "/desk/elections/{election}/key/")
    check_page(page)
    page.get_by_label("口令，至少 12 个字").fill(WORDS)
    page.get_by_label("再写一遍口令").fill(WORDS)
    with page.expect_download() as download:
        page.get_by_role("button", name="生成并下载钥匙文件").click()
    download.value.save_as(path)
    page.get_by_role("button", name="登记公钥").click()
    expect(page.get_by_text("有钥匙").first).to_be_visible()
    page.context.close()
    return path


def vote(room: Room, number: int) -> str:
    """A rider votes on the phone; the code that was shown."""
    page, asked = room.enter(f"voter-{number}"), list[Request]()
    page.on("request", lambda one: asked.append(one))
    room.visit(page, "/my/elections/{contest}/")
    check_page(page)
    page.locator("[name=mark]").nth(0 if number < 7 else 1).check()
    page.get_by_role("button", name="投票").click()
    code = page.locator("[data-code]")
    expect(code).to_be_visible(timeout=60_000)
    (box,) = [one for one in asked if "/elections/box/" in one.url]
    assert {"cookie", "referer"} & set(box.all_headers()) == set()
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert kept == ["htmx-current-path-for-history"]  # which page is open, as the pages' library notes it everywhere
    check_page(page)
    told = code.inner_text()
    page.context.close()
    return told


def test_an_election_from_the_keys_to_the_found_ballot(room: Room, tmp_path: Path) -> None:
    keys = {seat: draw_key(room, seat, tmp_path) for seat in (1, 2, 3)}
    desk = room.visit(room.enter("officer", 1440), "/desk/elections/{election}/")
    desk.get_by_role("button", name="做选票和票箱").click()
    expect(desk.get_by_text("选票和票箱做好了")).to_be_visible()
    check_page(desk)
    codes = [vote(room, number) for number in (5, 6, 7)]
    assert ask_room(room.data, "close", str(room.told["election"])) == {"closed": 1}

    first = room.visit(room.enter("holder-1", 1440), "/desk/elections/{election}/box/")
    check_page(first)
    first.get_by_label("自己的钥匙文件").set_input_files(keys[1])
    first.get_by_label("口令").fill(WORDS)
    first.get_by_label("交给谁").select_option("3")
    first.get_by_role("button", name="封给第二位").click()
    expect(first.get_by_text("已封给第二位")).to_be_visible(timeout=60_000)
    second = room.visit(room.enter("holder-3", 1440), "/desk/elections/{election}/box/")
    second.get_by_label("自己的钥匙文件").set_input_files(keys[3])
    second.get_by_label("口令").fill(WORDS)
    second.get_by_role("button", name="开箱计票").click()
    expect(second.get_by_text("已开箱计票")).to_be_visible(timeout=60_000)

    anybody = room.visit(room.enter(None), "/elections/{election}/list/")
    check_page(anybody)
    anybody.get_by_label("投票时给你的编号").fill(codes[0].lower())
    anybody.get_by_role("button", name="找我的票").click()
    expect(anybody.get_by_role("heading", name=codes[0])).to_be_visible()
    check_page(room.visit(room.enter(None, 1440, "en"), "/elections/{election}/"), english=True)
