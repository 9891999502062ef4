"""A rider votes in a real browser, by keys and without a network; the desk moderates; everybody reads the result."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import check_page, copy_demonstration
from tools.hub_walk import serve_hub

pytestmark = pytest.mark.browser
RIDER, OFFICER = "劳动者", "区级干部"
OPEN, DONE = "夜里的单要不要另算", "等电梯的时间怎么算"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, served from a copy of its own."""
    with serve_hub(copy_demonstration(tmp_path_factory, "talks")) as address:
        yield address


def enter(hub: str, browser: Browser, role: str, width: int, language: str = "zh-hans") -> tuple[BrowserContext, Page]:
    """A window in which the first of the demonstration's people with a role has come in."""
    context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce", locale="zh-CN")
    page = context.new_page()
    page.goto(f"{hub}/demo/")
    page.locator("form").filter(has_text=role).first.get_by_role("button").click()
    context.add_cookies([{"name": "django_language", "value": language, "url": hub}])
    return context, page


def count_done(page: Page) -> int:
    """How many statements the page says are voted on."""
    return int(page.locator("[data-done-count]").inner_text())


def test_a_rider_votes_by_hand_by_keys_and_without_a_network(hub: str, browser: Browser) -> None:
    context, page = enter(hub, browser, RIDER, 390)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{hub}/talks/")
    check_page(page)
    page.get_by_role("link", name=OPEN).click()
    check_page(page)
    first = page.locator("[data-text]").inner_text()
    before = count_done(page)
    page.get_by_role("button", name="不同意").click()
    expect(page.locator("[data-text]")).not_to_have_text(first)
    page.keyboard.press("1")
    expect(page.locator("[data-done-count]")).to_have_text(str(before + 2))
    page.wait_for_load_state("networkidle")

    context.set_offline(True)
    page.keyboard.press("3")
    page.keyboard.press("2")
    expect(page.locator("#talk-outbox")).to_contain_text("2 句表态在手机里")
    assert count_done(page) == before + 4
    context.set_offline(False)
    expect(page.locator("#talk-outbox")).to_be_hidden()

    page.get_by_role("link", name="改前面的").click()
    expect(page.locator(".own-list > li")).to_have_count(before + 4)
    row = page.locator(".own-list > li").filter(has_text=first)
    expect(row.get_by_role("button", pressed=True)).to_contain_text("不同意")
    check_page(page)
    assert faults == []
    context.close()


def test_a_sentence_goes_from_a_rider_to_the_moderator_to_everybody(hub: str, browser: Browser) -> None:
    context, page = enter(hub, browser, RIDER, 390)
    page.goto(f"{hub}/talks/")
    page.get_by_role("link", name=OPEN).click()
    page.get_by_role("link", name="写一句自己的看法").click()
    check_page(page)
    page.get_by_label("我的看法").fill("夜里送到楼下就算送到")
    page.get_by_role("button", name="提出").click()
    code = page.locator("#code").inner_text()
    assert re.fullmatch(r"[A-Z0-9]{4}(-[A-Z0-9]{4}){2}", code)
    check_page(page)

    desk, work = enter(hub, browser, OFFICER, 1440)
    work.goto(f"{hub}/deliberations/")
    check_page(work)
    work.get_by_role("link", name=OPEN).click()
    check_page(work)
    work.get_by_role("link", name="看法", exact=True).click()
    check_page(work)
    work.get_by_role("link", name="夜里送到楼下就算送到").click()
    check_page(work)
    work.get_by_label("符合规则").check()
    work.get_by_role("button", name="记下").click()
    desk.close()

    page.goto(f"{hub}/talks/followed/")
    page.get_by_label("编号").fill(code.lower())
    page.get_by_role("button", name="看一看").click()
    expect(page.get_by_text("大家在表态")).to_be_visible()
    check_page(page)
    context.close()


def test_everybody_reads_the_result_in_english_and_in_the_dark(hub: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark", reduced_motion="reduce")
    context.add_cookies([{"name": "django_language", "value": "en", "url": hub}])
    page = context.new_page()
    page.goto(f"{hub}/talks/")
    check_page(page, english=True)
    page.get_by_role("link", name=DONE).click()
    expect(page.get_by_role("img", name=re.compile("Opinions form"))).to_be_visible()
    check_page(page, english=True)
    page.get_by_label("The number shown to you while you voted").fill("1")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#own-found")).to_contain_text("no group")
    page.get_by_role("link", name="Moderation log").click()
    check_page(page, english=True)
    assert "周的保安" not in page.content()
    context.close()


def test_the_desk_is_whole_in_english(hub: str, browser: Browser) -> None:
    context, page = enter(hub, browser, OFFICER, 1440, "en")
    page.goto(f"{hub}/deliberations/new/")
    check_page(page, english=True)
    page.goto(f"{hub}/deliberations/")
    check_page(page, english=True)
    page.get_by_role("link", name=OPEN).click()
    check_page(page, english=True)
    page.get_by_role("link", name="Statement", exact=True).click()
    check_page(page, english=True)
    context.close()
