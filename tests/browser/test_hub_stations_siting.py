"""Where the next stations go, and the screen in a station, in a real browser: asked, supported, shown, kept offline."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import check_page, copy_demonstration
from tools.hub_walk import list_cookies, list_people, serve_hub, sign_in

pytestmark = pytest.mark.browser
HERE = {"latitude": 39.9931, "longitude": 116.4742}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, served from a copy of its own."""
    data = copy_demonstration(tmp_path_factory, "siting")
    with serve_hub(data) as address:
        yield address


def test_a_courier_without_an_account_asks_for_a_station_right_here(hub: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", geolocation=HERE,
                                  permissions=["geolocation"])
    page = context.new_page()
    page.goto(f"{hub}/wishes/")
    check_page(page)
    page.get_by_role("link", name="提一个地点").click()
    page.get_by_role("button", name="就是我现在这里").click()
    expect(page.get_by_text("已填上你现在的位置")).to_be_visible()
    page.get_by_label("夜里没处去").check()
    page.get_by_label("在哪里").fill("河岸老厂东门")
    check_page(page)
    page.get_by_role("button", name="提交").click()

    expect(page.get_by_text("等工会看一眼")).to_be_visible()
    page.goto(f"{hub}/wishes/")
    page.get_by_role("button", name="支持").first.click()
    expect(page.get_by_role("button", name="收回")).to_have_count(1)
    context.close()


def test_an_officer_walks_the_plan_and_its_tables_in_english(hub: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    page = context.new_page()
    officer = next(person for person in list_people(hub) if person.role == "officer")
    context.add_cookies(list_cookies(sign_in(hub, officer)[1], hub))  # type: ignore[arg-type]
    page.goto(f"{hub}/siting/")
    check_page(page, english=True)
    page.locator("a.site-mark").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".station-list li.on")).to_have_count(1)
    assert "site=" in page.url
    for link in ("Logistics parks and service areas", "What people ask for", "Places for stations",
                 "Gates of compounds"):
        page.get_by_role("link", name=link).first.click()
        check_page(page, english=True)
    context.close()


def test_the_screen_stands_without_a_network_and_says_so(hub: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{hub}/screen/CY-0001/")
    check_page(page)
    name = page.locator("h1").inner_text()
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    context.set_offline(True)
    page.reload()

    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator("#age-words")).not_to_be_empty()
    expect(page.locator("#offline")).to_be_hidden()
    page.evaluate("document.getElementById('screen-data').dataset.made -= 3600")
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("#age-words")).to_contain_text("分钟前")
    context.close()
