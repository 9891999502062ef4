"""A property manager sets up a compound with its map in a real browser, and the sides bring it to its trial."""

from __future__ import annotations

import struct
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import check_page, copy_demonstration
from tools.hub_walk import Person, list_cookies, list_people, serve_hub, sign_in

pytestmark = pytest.mark.browser
TEN_MINUTES_S = 600


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, served from a copy of its own."""
    with serve_hub(copy_demonstration(tmp_path_factory, "compounds")) as address:
        yield address


def enter(hub: str, browser: Browser, name: str, width: int = 1440) -> BrowserContext:
    """A window in which one of the demonstration's people has come in."""
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", locale="zh-CN")
    page = context.new_page()
    page.goto(f"{hub}/demo/")
    page.get_by_role("button", name=name).click()
    page.wait_for_url(lambda url: not url.endswith("/demo/"))  # a page closed before the answer keeps no session
    page.close()
    return context


def write_plan(path: Path) -> Path:
    """A small plan as a picture: grey, 40 by 30."""
    rows = b"".join(b"\0" + b"\xdd\xd5\xc8" * 40 for _row in range(30))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0))
                     + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


def officer_of(hub: str) -> Person:
    """The district's officer of the demonstration."""
    return next(person for person in list_people(hub) if person.role == "officer")


def test_a_property_manager_sets_up_a_compound_with_its_map_within_ten_minutes(
        hub: str, browser: Browser, tmp_path: Path) -> None:
    """The officer registers it; then all that is the manager's: baseline, gate, plan, map, policy, signature."""
    officer = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", locale="zh-CN")
    officer.add_cookies(list_cookies(sign_in(hub, officer_of(hub))[1], hub))  # type: ignore[arg-type]
    page = officer.new_page()
    page.goto(f"{hub}/compounds/add/")
    page.get_by_label("小区名称").fill("试栽里")
    page.get_by_label("地址").fill("清渠街 9 号")
    page.get_by_label("哪个工会负责").select_option(label="望京街道总工会")
    page.get_by_label("纬度").fill("39.99")
    page.get_by_label("经度").fill("116.47")
    page.get_by_label("坐标系").select_option("wgs84")
    page.get_by_role("button", name="登记小区").click()
    page.get_by_label("单位名称").fill("安居物业")
    page.get_by_label("登录名").fill("wuye")
    page.get_by_role("button", name="请一位代表").click()
    expect(page.get_by_text("把这个链接给")).to_be_visible()
    where = page.url.replace("/sides/", "/").replace(hub, "")
    officer.close()

    began = time.monotonic()
    manager = enter(hub, browser, "高明")
    page = manager.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text))
    page.goto(f"{hub}{where}")
    check_page(page)
    page.get_by_role("link", name="没有码时进门要多久").click()
    page.get_by_label("平均多少秒").fill("170")
    page.get_by_label("怎么量的").fill("两个中午，数了 40 次")
    page.locator("#baseline").get_by_role("button", name="记下").click()
    page.get_by_role("link", name="登记门").click()
    page.get_by_label("门", exact=True).fill("南门")
    page.get_by_role("button", name="登记一个门").click()
    expect(page.get_by_role("row", name="南门")).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="地图", exact=True).click()
    page.get_by_label("平面图").set_input_files(write_plan(tmp_path / "plan.png"))
    page.get_by_role("button", name="上传").click()
    fit_plan(page)
    draw_compound(page)
    check_page(page)
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_text("已发布第 1 版")).to_be_visible()
    page.get_by_role("link", name="约定", exact=True).click()
    page.get_by_role("link", name="提一份约定").first.click()
    check_page(page)
    page.get_by_role("button", name="提给各方").click()
    expect(page.get_by_text("已提出，等各方表态")).to_be_visible()
    page.get_by_role("link", name="概况").click()
    page.locator("#side-property").get_by_role("button", name="签字").click()
    expect(page.locator("#side-property")).to_contain_text("已签字")
    assert time.monotonic() - began < TEN_MINUTES_S
    assert faults == []
    manager.close()


def fit_plan(page: Page) -> None:
    """Two known points: the gate, whose place the form knows, and a corner 150 m east and 60 m north of it."""
    canvas = page.locator("[data-canvas]")
    expect(canvas.locator("image")).to_have_count(1)
    canvas.evaluate("(map) => map.scrollIntoView({block: 'center'})")
    frame = canvas.bounding_box()
    assert frame is not None
    before = canvas.locator("image").get_attribute("transform")
    page.get_by_role("button", name="在图上点").first.click()
    for x, y in ((0.4, 0.6), (0.6, 0.4)):
        page.mouse.click(frame["x"] + frame["width"] * x, frame["y"] + frame["height"] * y, delay=20)
        page.wait_for_timeout(350)
    page.get_by_role("group", name="已知点 2").get_by_label("纬度").fill("39.99054")
    page.get_by_role("group", name="已知点 2").get_by_label("经度").fill("116.47176")
    page.get_by_role("button", name="定位").click()
    expect(page.get_by_text("已定位")).to_be_visible()
    assert canvas.locator("image").get_attribute("transform") != before
    expect(canvas.locator(".known")).to_have_count(2)


def draw_compound(page: Page) -> None:
    """The outline, a path from the gate, a house, its door: by pointer; a second house by the keyboard alone."""
    canvas = page.locator("[data-canvas]")
    canvas.evaluate("(map) => map.scrollIntoView({block: 'center'})")
    expect(page.locator("[data-list] button")).to_have_count(1)
    frame = canvas.bounding_box()
    assert frame is not None
    middle = (frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)

    def tap(x: float, y: float) -> None:
        page.mouse.click(middle[0] + x, middle[1] + y, delay=20)
        page.wait_for_timeout(350)  # two taps nearer than this are one double tap
    page.get_by_role("button", name="边界").click()
    for x, y in ((-200, 10), (200, 10), (200, -180), (-200, -180)):
        tap(x, y)
    canvas.press("Enter")
    page.get_by_role("button", name="路", exact=True).click()
    for x, y in ((0, 0), (0, -60), (120, -60)):
        tap(x, y)
    canvas.press("Enter")
    page.get_by_role("button", name="楼", exact=True).click()
    tap(60, -90)
    tap(130, -140)
    page.get_by_role("button", name="出入口").click()
    tap(95, -88)
    expect(page.locator("[data-list]")).to_contain_text("1 出入口")
    expect(page.get_by_text("可以发布了")).to_be_visible()
    page.locator("[data-list]").get_by_role("button", name="1 楼").press("Enter")
    page.get_by_role("button", name="复制一个").press("Enter")
    expect(page.locator("[data-list]")).to_contain_text("2 楼")
    expect(page.locator("[data-lacks]")).to_contain_text("2没有出入口")
    page.get_by_role("button", name="退一步").press("Enter")
    expect(page.get_by_text("可以发布了")).to_be_visible()


def test_a_resident_complains_without_an_account_and_reads_the_answer(hub: str, browser: Browser) -> None:
    stranger = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = stranger.new_page()
    page.goto(f"{hub}/c/")
    check_page(page)
    page.get_by_role("link", name="望川嘉园").click()
    check_page(page)
    page.get_by_role("link", name="我是居民，提一件事").click()
    check_page(page)
    page.get_by_label("吵").check()
    page.get_by_label("想说的话").fill("夜里对讲机很响")
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    check_page(page)
    receipt = page.url

    manager = enter(hub, browser, "高明")
    desk = manager.new_page()
    desk.goto(f"{hub}/compounds/")
    desk.get_by_role("link", name="望川嘉园").click()
    desk.get_by_role("link", name="投诉").click()
    desk.get_by_role("link", name="吵").first.click()
    expect(desk.get_by_text("夜里对讲机很响")).to_be_visible()
    check_page(desk)
    desk.get_by_label("答复").fill("换了耳机，今晚起")
    desk.get_by_role("button", name="答复").click()
    page.goto(receipt)
    expect(page.get_by_text("换了耳机，今晚起")).to_be_visible()
    manager.close()
    stranger.close()


def test_the_desk_is_complete_in_english(hub: str, browser: Browser) -> None:
    officer = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", locale="en-US")
    officer.add_cookies([*list_cookies(sign_in(hub, officer_of(hub))[1], hub),  # type: ignore[list-item]
                         {"name": "django_language", "value": "en", "url": hub}])
    page = officer.new_page()
    page.goto(f"{hub}/compounds/")
    check_page(page, english=True)
    page.get_by_role("link", name="望川嘉园").click()
    for name in ("Overview", "Gates", "Map", "Policy", "Complaints"):
        page.get_by_role("navigation", name="This compound").get_by_role("link", name=name).click()
        check_page(page, english=True)
    officer.close()
