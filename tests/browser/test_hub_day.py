"""The day in a real browser: a worker's way from the ring to an answer, and the replay with and without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Hub

pytestmark = pytest.mark.browser


def open_replay(hub: Hub, browser: Browser, *, script: bool = True) -> Page:
    """The officer's window on the replay, at desk width."""
    context = hub.open_context(browser, hub.find_person("officer"), width=1440, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{hub.address}/runs/")
    page.locator("tbody th a").first.click()
    expect(page.locator("#map")).to_be_visible()
    return page


def test_a_chip_opens_the_clause_over_the_page_and_gives_the_focus_back(hub: Hub, browser: Browser) -> None:
    page = hub.open_context(browser, hub.find_person("worker")).new_page()
    page.goto(hub.address)
    chip = page.locator('a.chip[href*="G50-minimum-wage"]').first
    chip.click()
    sheet = page.locator("#sheet")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("不少于")
    expect(sheet.get_by_role("link", name="我不同意（申诉）")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(chip).to_be_focused()
    page.context.close()


def test_a_worker_does_not_agree_and_gets_an_answer_and_appeals(hub: Hub, browser: Browser) -> None:
    own = hub.open_context(browser, hub.find_person("worker")).new_page()
    own.goto(f"{hub.address}/my/orders/")
    own.locator('main a[href*="/my/orders/"]').first.click()
    expect(own.get_by_role("heading", name="为什么是我接到这一单")).to_be_visible()
    own.get_by_role("navigation", name="提出申诉").get_by_role("link").last.click()
    own.get_by_label("你觉得哪里不对").fill("这一单少算了")
    own.get_by_role("button", name="提出申诉").click()
    expect(own.get_by_role("heading", level=1)).to_contain_text("申诉")
    number = re.sub(r"\W|申诉", "", own.get_by_role("heading", level=1).inner_text())

    desk = hub.open_context(browser, hub.find_person("officer"), width=1440).new_page()
    desk.goto(f"{hub.address}/requests/")
    desk.get_by_role("link", name=number).click()
    desk.get_by_role("button", name="我来答复").click()
    desk.get_by_label("核对无误，维持原样").check()
    desk.get_by_role("textbox", name="答复").fill("按条款核对过，无误")
    desk.get_by_role("button", name="答复").click()
    expect(desk.get_by_role("status")).to_contain_text("已答复")

    own.reload()
    expect(own.locator("main")).to_contain_text("按条款核对过，无误")
    own.get_by_label("理由").fill("没有看等餐的时间")
    own.get_by_role("button", name="不服，转上一级工会").click()
    expect(own.get_by_role("status")).to_contain_text("已转上一级工会")
    desk.goto(f"{hub.address}/requests/")
    expect(desk.get_by_role("link", name=number)).to_have_count(0)
    own.context.close()
    desk.context.close()


def test_the_scrubber_moves_the_map_the_clock_and_the_counts(hub: Hub, browser: Browser) -> None:
    page = open_replay(hub, browser)
    expect(page.locator("#clock")).to_have_text("12:18")
    expect(page.locator("#now-on")).not_to_have_text("—")
    before = page.locator("#map-moment").inner_html()
    with page.expect_response(re.compile(r"/slices/108\.json$")):
        page.locator("#range").fill(str(18 * 3600))
    expect(page.locator("#clock")).to_have_text("18:00")
    expect(page.locator("#map-moment")).not_to_have_js_property("innerHTML", before)
    expect(page.locator("#verdict-head")).to_contain_text("18:00")
    page.get_by_role("button", name="播放").click()
    expect(page.locator("#clock")).to_have_text("18:10")
    page.get_by_role("button", name="暂停").click()
    expect(page.get_by_role("button", name="播放")).to_be_visible()
    page.context.close()


def test_an_order_on_the_map_is_explained_in_the_side_column(hub: Hub, browser: Browser) -> None:
    page = open_replay(hub, browser)
    page.get_by_role("link", name="看全城").click()
    shop = page.locator("#map-moment .door, #map-moment .shop").first
    expect(shop).to_be_attached()
    place = shop.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(page).to_have_url(re.compile(r"\?order=O\d+&at=12:18$"))
    order = re.search(r"order=(O\d+)", page.url)
    assert order is not None
    expect(page.locator("#decision h2")).to_contain_text(order.group(1))
    page.context.close()


def test_without_a_script_each_time_is_a_page_of_its_own(hub: Hub, browser: Browser) -> None:
    page = open_replay(hub, browser, script=False)
    assert page.locator("#map-moment > *").count() > 0
    expect(page.locator("#play")).to_be_hidden()
    page.locator('input[name="at"]').fill("18:00")
    page.get_by_role("button", name="看", exact=True).click()
    expect(page.locator("#clock")).to_have_text("18:00")
    page.context.close()
