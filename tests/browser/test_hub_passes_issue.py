"""Passes are suspended, objected to and given back; a lost phone is reported; codes are printed; figures are public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import check_page, copy_demonstration
from tools.hub_walk import list_cookies, list_people, serve_hub, sign_in

pytestmark = pytest.mark.browser
PHONE, DESK = 390, 1440


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration, served from a copy of its own."""
    with serve_hub(copy_demonstration(tmp_path_factory, "issue")) as address:
        yield address


def open_page(hub: str, browser: Browser, role: str, width: int) -> Page:
    """A window of the first person of a role, or of a stranger."""
    person = next(one for one in list_people(hub) if one.role == role)
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", locale="zh-CN")
    context.add_cookies([{"name": "django_language", "value": "zh-hans", "url": hub},
                         *list_cookies(sign_in(hub, person)[1], hub)])  # type: ignore[list-item]
    return context.new_page()


@pytest.fixture
def worker(hub: str, browser: Browser) -> Iterator[Page]:
    """A worker's phone."""
    page = open_page(hub, browser, "worker", PHONE)
    yield page
    page.context.close()


@pytest.fixture
def officer(hub: str, browser: Browser) -> Iterator[Page]:
    """An officer's desk."""
    page = open_page(hub, browser, "officer", DESK)
    yield page
    page.context.close()


def speak(page: Page, language: str) -> None:
    """The page once more, in a language."""
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
    page.goto(page.url)


def check_both(page: Page) -> None:
    """A page as it stands, in Chinese, and once more in English."""
    check_page(page)
    speak(page, "en")
    check_page(page, english=True)
    speak(page, "zh-hans")


def read_card(hub: str, worker: Page) -> str:
    """The number on the worker's own card."""
    worker.goto(f"{hub}/union/card/")
    shown = re.search(r"\d{4}\s?\d{4}\s?\d{4}", worker.locator("main").inner_text())
    assert shown is not None
    return shown.group()


def test_a_suspension_is_told_objected_to_and_ended_by_people(hub: str, worker: Page, officer: Page) -> None:
    """Who decided does not answer the objection, but may end what was decided."""
    card = read_card(hub, worker)
    officer.goto(f"{hub}/suspensions/")
    check_both(officer)
    officer.get_by_role("link", name="停用一个人的码").click()
    check_both(officer)
    officer.get_by_label("会员证号").fill("000000000000")
    officer.get_by_label("查明了什么").fill("周三中午在南门骑得太快，门卫和监控都看到。")
    officer.get_by_role("button", name="停用并告诉本人").click()
    expect(officer.get_by_text("没有这个会员证号")).to_be_visible()
    officer.get_by_label("会员证号").fill(card)
    officer.get_by_role("button", name="停用并告诉本人").click()
    expect(officer.get_by_text("已停用，本人打开手机就看到")).to_be_visible()
    decided = officer.url

    worker.goto(f"{hub}/pass/suspension/")
    expect(worker.get_by_text("骑得太快")).to_be_visible()
    check_both(worker)
    worker.get_by_label("为什么不同意").fill("那天我推车进去的，可以看录像。")
    worker.get_by_role("button", name="交申诉").click()
    expect(worker.get_by_text("申诉已交")).to_be_visible()
    check_both(worker)

    officer.goto(decided)
    expect(officer.get_by_text("那天我推车进去的")).to_be_visible()
    expect(officer.get_by_text("作出决定的人不能答复")).to_be_visible()
    check_both(officer)
    officer.get_by_label("为什么提前恢复").fill("看了录像，是推车")
    officer.get_by_role("button", name="恢复", exact=True).click()
    expect(officer.get_by_text("已记下，本人会看到")).to_be_visible()
    worker.reload()
    expect(worker.get_by_role("heading", name="小区的码已经恢复")).to_be_visible()


def test_a_lost_phone_is_reported_by_the_rider_or_for_one_who_calls(hub: str, worker: Page, officer: Page) -> None:
    """One button on the phone; a card number and how one was sure at the desk."""
    card = read_card(hub, worker)
    worker.goto(f"{hub}/pass/lost/")
    check_both(worker)
    worker.get_by_role("button", name="手机丢了，全部停掉").click()
    expect(worker.get_by_text("最多十五分钟后门就不认")).to_be_visible()
    worker.get_by_role("link", name="返回").click()
    assert worker.url == f"{hub}/pass/"

    officer.goto(f"{hub}/suspensions/")
    officer.get_by_role("link", name="替人报失").click()
    check_both(officer)
    officer.get_by_label("会员证号").fill(card)
    officer.get_by_label("怎么确认是本人要求的").fill("回拨登记的电话")
    officer.get_by_role("button", name="停掉现有的码").click()
    expect(officer.get_by_text("最多十五分钟后门就不认")).to_be_visible()


def test_a_keeper_prints_codes_for_a_rider_without_a_smartphone(
        hub: str, browser: Browser, worker: Page, tmp_path: Path) -> None:
    """Tomorrow's noon at one gate; the sheet is a PDF and nothing of it is kept."""
    keeper = open_page(hub, browser, "keeper", DESK)
    card = read_card(hub, worker)
    keeper.goto(f"{hub}/passes/paper/")
    check_both(keeper)
    keeper.get_by_label("会员证号").fill(card)
    keeper.get_by_label("哪个门").select_option(index=1)
    keeper.get_by_label("哪天").select_option(label="明天")
    keeper.get_by_label("本人在场").check()
    with keeper.expect_download() as handed:
        keeper.get_by_role("button", name="打印").click()
    sheet = tmp_path / "sheet.pdf"
    handed.value.save_as(sheet)
    assert sheet.read_bytes()[:5] == b"%PDF-"
    keeper.context.close()


def test_a_steward_sees_who_holds_the_keys_and_a_stranger_what_passes_saved(hub: str, browser: Browser) -> None:
    """Three seats are held; the public figure has its table beside it."""
    steward, stranger = open_page(hub, browser, "steward", DESK), open_page(hub, browser, "stranger", PHONE)
    steward.goto(f"{hub}/passes/holders/")
    check_both(steward)
    assert steward.locator("tbody tr").count() >= 3
    stranger.goto(f"{hub}/figures/passes/")
    check_both(stranger)
    with stranger.expect_download() as handed:
        stranger.locator('a[href$="table.csv"]').first.click()
    assert handed.value.suggested_filename.endswith(".csv")
    steward.context.close()
    stranger.context.close()
