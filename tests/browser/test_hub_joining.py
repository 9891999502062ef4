"""Joining as it happens: poster, phone and reviewer's desk, with the taps counted in the browser."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import copy_demonstration
from tools.hub_walk import list_cookies, list_people, serve_hub, sign_in

pytestmark = pytest.mark.browser

MOST_TAPS = 6
STREET = "将台地区总工会"
RIDER, PHONE = "林小满", "13900001234"
PHONE_WIDTH, DESK_WIDTH = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
COUNT_TAPS = "addEventListener('pointerdown', (event) => { if (event.isTrusted) window.countTap(); }, true);"


class Town:
    """A fresh hub of the demonstration with its development outbox, and windows of the people in it."""

    def __init__(self, address: str, data: Path, browser: Browser) -> None:
        self.address, self.data, self.browser = address, data, browser
        self.people = {person.role: person for person in list_people(address)}
        self.complaints: list[str] = []

    def open_desk(self, role: str) -> Page:
        """A window of staff."""
        context = self.browser.new_context(viewport=DESK_WIDTH, locale="zh-CN", reduced_motion="reduce")  # type: ignore[arg-type]
        _visitor, jar = sign_in(self.address, self.people[role])
        context.add_cookies(list_cookies(jar, self.address))  # type: ignore[arg-type]
        return self._watch(context)

    def open_phone(self) -> Page:
        """A phone on which nobody has signed in."""
        context = self.browser.new_context(viewport=PHONE_WIDTH, has_touch=True, locale="zh-CN",  # type: ignore[arg-type]
                                           reduced_motion="reduce")
        return self._watch(context)

    def _watch(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning")
                and "ERR_INTERNET_DISCONNECTED" not in said.text else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def read_code(self) -> str:
        """The code in the newest message to the rider."""
        rows = json.loads((self.data / "outbox" / "outbox.json").read_text(encoding="utf-8"))
        newest = next(row for row in reversed(rows) if row["phone"] == f"+86{PHONE}")
        found = re.search(r"\d{6}", newest["text"])
        assert found is not None
        return found.group()


@pytest.fixture
def town(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A hub of one's own: the demonstration's folder, copied."""
    data = copy_demonstration(tmp_path_factory, "joining")
    with serve_hub(data, NUANTU_HUB_DEV_SMS="1") as address:
        made = Town(address, data, browser)
        yield made
        assert made.complaints == []


def _scan(page: Page, selector: str) -> str:
    """What a phone's camera reads from a code on the screen."""
    shot = Image.open(io.BytesIO(page.locator(selector).screenshot()))
    found, = zxingcpp.read_barcodes(shot)
    return str(found.text)


def _put_up_poster(town: Town) -> str:
    """The organiser's poster, and the address that its code leads to."""
    desk = town.open_desk("officer")
    desk.goto(f"{town.address}/posters/")
    desk.get_by_label("为哪个工会").select_option(label=STREET)
    desk.get_by_label("贴在哪里").fill("将台驿站东门")
    desk.get_by_role("button", name="生成").click()
    expect(desk.locator(".sheet-a4")).to_contain_text("扫一扫，加入工会")
    return _scan(desk, ".sheet-a4 .qr")


def _fill_in(phone: Page) -> None:
    phone.get_by_label("姓名").tap()
    phone.keyboard.type(RIDER)
    phone.get_by_label("手机号").tap()
    phone.keyboard.type(PHONE)
    phone.locator("label", has_text="外卖配送员").tap()


def _join(town: Town, phone: Page, address: str) -> None:
    phone.goto(address)
    _fill_in(phone)
    phone.get_by_role("button", name="同意并获取验证码").tap()
    phone.get_by_label("短信验证码").tap()
    phone.keyboard.type(town.read_code())  # the sixth digit hands it in
    expect(phone.locator("h1")).to_have_text("申请已收到")


def _approve(town: Town) -> None:
    desk = town.open_desk("reviewer")
    desk.goto(f"{town.address}/members/")
    row = desk.locator("tbody tr", has_text="林＊＊").filter(has_text=STREET).last
    row.locator("a").first.click()
    expect(desk.locator("main")).to_contain_text(PHONE)
    desk.get_by_role("button", name="通过", exact=True).click()
    expect(desk.locator(".messages")).to_contain_text("已通过，会员证已生成")


def test_a_rider_joins_from_a_poster_in_six_taps_and_carries_a_card(town: Town) -> None:
    """Scan, name, phone, kind of work, code: five taps; approved at the desk, the card is checked by a passer-by."""
    address = _put_up_poster(town)
    phone, taps = town.open_phone(), [0]
    phone.expose_function("countTap", lambda: taps.__setitem__(0, taps[0] + 1))
    phone.add_init_script(COUNT_TAPS)
    _join(town, phone, address)
    assert taps == [5]
    assert taps[0] <= MOST_TAPS
    expect(phone.locator(".found")).to_contain_text(STREET)
    expect(phone.locator("main")).to_contain_text("你居住或工作的街道有工会")

    _approve(town)
    phone.goto(f"{town.address}/union/card/")
    expect(phone.locator(".who")).to_have_text(RIDER)
    assert PHONE not in phone.content()
    passer_by = town.open_phone()
    passer_by.goto(_scan(phone, ".qr"))
    expect(passer_by.locator("h1")).to_have_text("会员证有效")
    assert RIDER not in passer_by.content()


def test_without_a_network_the_form_waits_and_hands_itself_in(town: Town) -> None:
    """What was filled in survives the gap, a reload among it, and makes one application."""
    address = _put_up_poster(town)
    phone = town.open_phone()
    phone.goto(address)
    _fill_in(phone)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="同意并获取验证码").tap()
    expect(phone.locator(".offline-note")).to_be_visible()
    expect(phone.get_by_label("姓名")).to_have_value(RIDER)
    phone.context.set_offline(False)
    expect(phone.locator("h1")).to_have_text("写下短信里的验证码")
    phone.go_back()
    phone.get_by_role("button", name="同意并获取验证码").tap()
    phone.get_by_label("短信验证码").tap()
    phone.keyboard.type(town.read_code())
    expect(phone.locator("h1")).to_have_text("申请已收到")
    desk = town.open_desk("reviewer")
    desk.goto(f"{town.address}/members/")
    expect(desk.locator("tbody tr", has_text="林＊＊").filter(has_text=STREET)).to_have_count(1)


def test_a_member_leaves_and_comes_back_with_the_history(town: Town) -> None:
    """Joined, left, joined again: both stretches stand on the page."""
    address = _put_up_poster(town)
    phone = town.open_phone()
    _join(town, phone, address)
    _approve(town)
    phone.goto(f"{town.address}/union/")
    phone.get_by_role("link", name="退会").tap()
    phone.get_by_role("button", name="确定退会").tap()
    expect(phone.locator(".trail")).to_contain_text("退会")
    phone.goto(address)
    expect(phone.get_by_label("姓名")).to_have_value(RIDER)
    phone.locator("label", has_text="外卖配送员").tap()
    phone.get_by_role("button", name="同意并获取验证码").tap()
    expect(phone.locator("h1")).to_have_text("申请已收到")  # the phone is known to be theirs: no second code
    _approve(town)
    phone.goto(f"{town.address}/union/")
    expect(phone.locator(".trail li")).to_have_count(2)
    expect(phone.locator(".trail")).to_contain_text("重新入会")
