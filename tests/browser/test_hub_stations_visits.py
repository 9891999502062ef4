"""Visits as people see them: a worker checks in and out on the phone, an officer reads what was counted."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Hub
from tests.nuantu_hub.wording import hear_chinese

pytestmark = pytest.mark.browser
AXE = Axe()


def find_wrong(page: Page, path: str, *, english: bool) -> list[str]:
    """What a page does not hold of what every page promises."""
    wrong = [f"{path} {found['id']}" for found in AXE.run(page).response["violations"]
             if found["impact"] in ("serious", "critical")]
    if english:
        wrong += [f"{path} says {heard}" for heard in hear_chinese(page.content())]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append(f"{path} scrolls sideways")
    return wrong


def test_a_worker_checks_in_with_one_tap_and_out_with_another(hub: Hub, browser: Browser) -> None:
    context = hub.open_context(browser, hub.find_person("worker"))
    page = context.new_page()
    page.goto(f"{hub.address}/stations/")
    page.locator(".found-one a").first.click()
    page.locator("a[href$='/check-in/']").first.click()
    wrong = find_wrong(page, page.url, english=False)
    expect(page.get_by_text("今晚零点")).to_be_visible()
    page.get_by_role("button", name="在这里签到").click()
    expect(page.get_by_text("已签到", exact=False).first).to_be_visible()
    page.get_by_role("button", name="签离").click()
    expect(page.get_by_role("button", name="在这里签到")).to_be_visible()

    assert wrong == []
    context.close()


@pytest.mark.parametrize(("width", "language"), [(390, "zh-hans"), (1440, "en")])
def test_what_was_counted_reads_well_on_a_phone_and_on_a_desk(
    hub: Hub, browser: Browser, width: int, language: str,
) -> None:
    context = hub.open_context(browser, hub.find_person("officer"), language, width)
    page = context.new_page()
    page.goto(f"{hub.address}/stations/visits/")
    one = page.locator("tbody th a").first.get_attribute("href")
    wrong = []
    for path in ("/stations/visits/", str(one), "/figures/visits/"):
        page.goto(f"{hub.address}{path}")
        assert page.locator("svg[role=img]").count() >= 2, path
        wrong += find_wrong(page, path, english=language == "en")

    assert wrong == []
    context.close()
