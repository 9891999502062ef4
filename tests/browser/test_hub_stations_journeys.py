"""Four people, one night: a freezing courier, a keeper, an inspector and an officer, each from the first page on."""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import copy_demonstration
from tests.nuantu.gates.running import RunningDoor
from tools.hub_walk import list_cookies, list_people, serve_hub, sign_in

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
SMART, CODE = "石桥智能驿站", "CY-0001"
KEEPERS_PHONE = "139 0000 0055"


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's folder, copied once for this file."""
    return copy_demonstration(tmp_path_factory, "journeys")


@pytest.fixture(scope="module")
def night(seeded: Path) -> Iterator[str]:
    """The hub at three in the morning of the day after it was filled; messages stay in its outbox."""
    tomorrow = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    with serve_hub(seeded, NUANTU_HUB_CLOCK=f"{tomorrow.isoformat()}T03:00:00+08:00",
                   NUANTU_HUB_DEV_SMS="1") as address:
        yield address


def open_window(browser: Browser, address: str, role: str = "", language: str = "zh-hans") -> Page:
    """A window of somebody: officers sit at a desk, everybody else holds a phone; without a role nobody signed in."""
    wide = role == "officer"
    context: BrowserContext = browser.new_context(viewport=DESK if wide else PHONE, reduced_motion="reduce")  # type: ignore[arg-type]
    cookies: list[dict[str, object]] = [{"name": "django_language", "value": language, "url": address}]
    if role:
        person = next(one for one in list_people(address) if one.role == role)
        cookies += list_cookies(sign_in(address, person)[1], address)
    context.add_cookies(cookies)  # type: ignore[arg-type]
    return context.new_page()


def await_words(page: Page, words: str, patience_s: float = 30) -> None:
    """Look again until a page says it."""
    until = time.monotonic() + patience_s
    while page.get_by_text(words).count() == 0:
        assert time.monotonic() < until, f"{page.url} never says {words}"
        page.wait_for_timeout(500)
        page.reload()


@pytest.fixture
def door(night: str, browser: Browser, tmp_path: Path) -> Iterator[RunningDoor]:
    """A real controller at the smart station: the officer took the old one out and compares fingerprints."""
    page = open_window(browser, night, "officer")
    page.goto(f"{night}/doors/")
    page.get_by_role("link", name=SMART).first.click()
    page.get_by_text("停用这台门禁").click()
    page.locator("form[action$='/revoke/'] input:not([type=hidden])").fill("换一台控制器")
    page.get_by_role("button", name="停用", exact=True).click()
    with RunningDoor(tmp_path / "door", hub=night, station=CODE) as running:
        page.goto(f"{night}/doors/")
        await_words(page, SMART)
        page.get_by_role("link", name=SMART).first.click()
        await_words(page, "演示里自动批准")
        expect(page.locator(".finger")).to_have_text(running.state()["fingerprint"])
        page.context.close()
        yield running


def ask_code(page: Page, address: str) -> str:
    """From the list of stations that are open at night to the code of the smart one's door, without an account."""
    page.goto(f"{address}/")
    page.get_by_role("link", name="不登录：找最近的驿站").click()
    page.get_by_role("searchbox").fill(SMART)
    page.get_by_role("button", name="找", exact=True).click()
    page.locator(".found-one h2 a").filter(has_text=SMART).click()
    page.get_by_role("button", name="开门").click()
    return "".join(page.locator(".door-code span").all_inner_texts())


def read_outbox(page: Page, address: str) -> str:
    """What went to phones."""
    page.goto(f"{address}/dev/outbox/")
    return page.locator("main").inner_text()


def test_a_freezing_courier_is_let_in_by_a_real_door_and_helped_by_whoever_keeps_it(
    night: str, browser: Browser, door: RunningDoor,
) -> None:
    """Code, keypad, a call that reaches the keeper's phone, an answer that the courier sees, and what came of it."""
    keeper = open_window(browser, night, "keeper")
    keeper.goto(f"{night}/my-station/")
    keeper.get_by_role("link", name=re.compile("还没有留手机号")).click()
    keeper.get_by_label("求助短信发到").fill(KEEPERS_PHONE)
    keeper.get_by_role("button", name="发到这个号码").click()
    expect(keeper.get_by_text("139****0055")).to_be_visible()

    courier = open_window(browser, night)
    code = ask_code(courier, night)
    assert (door.press(code), door.press(code)) == ("once", "used")
    door.ask("/counter", {"in": 1})
    assert door.ask("/inside")["open"] is True

    courier.get_by_role("link", name="求助").click()
    courier.get_by_role("button", name=re.compile("叫人")).click()
    await_words(courier, "短信已经发到 1 个人的手机。")
    courier.reload()
    courier.go_back()
    courier.go_forward()
    outbox = open_window(browser, night)
    assert read_outbox(outbox, night).count(f"{SMART} 有人求助") == 1

    keeper.goto(f"{night}/my-station/?at={CODE}")
    keeper.get_by_role("button", name="我来管").click()
    await_words(courier, "有人应答了，正在来或正在联系。")
    keeper.get_by_label("结果").fill("冻坏了，给了热水和暖宝宝")
    keeper.get_by_role("button", name="写下结果，结束").click()
    await_words(courier, "这次求助已经结束。")
    expect(keeper.get_by_text("短信已发")).to_be_visible()
    for page in (keeper, courier, outbox):
        page.context.close()


def test_what_the_courier_reports_is_mended_by_the_keeper_and_confirmed_by_the_courier(
    night: str, browser: Browser,
) -> None:
    """Nobody confirms a repair of one's own; whoever reported says that it works."""
    courier = open_window(browser, night)
    courier.goto(f"{night}/stations/?q={SMART}")
    courier.locator(".found-one h2 a").filter(has_text=SMART).click()
    courier.get_by_role("link", name="热水", exact=True).click()
    courier.locator("#id_photo").set_input_files(
        {"name": "film.jpg", "mimeType": "image/jpeg", "buffer": b"no picture" * 2_200_000})
    expect(courier.get_by_role("alert")).to_contain_text("这个文件超过 20 MB")
    courier.get_by_role("button", name="报上去").click()
    expect(courier.get_by_text("已收到，谢谢。")).to_be_visible()

    keeper = open_window(browser, night, "keeper")
    keeper.goto(f"{night}/my-station/?at={CODE}")
    keeper.get_by_role("link", name=re.compile("^热水")).first.click()
    keeper.get_by_role("button", name="我去修").click()
    keeper.get_by_label("怎么修的").fill("换了滤芯，试过出热水")
    keeper.get_by_role("button", name="说修好了").click()
    expect(keeper.get_by_text("是你说修好的，要别人来确认")).to_be_visible()
    expect(keeper.get_by_role("button", name="能用了，确认")).to_have_count(0)

    courier.reload()
    courier.get_by_role("button", name=re.compile("能用")).click()
    keeper.reload()
    expect(keeper.locator(".state.kept").filter(has_text="确认修好")).to_be_visible()
    courier.context.close()
    keeper.context.close()


def test_a_keeper_finds_what_an_inspection_found_and_always_the_way_back(night: str, browser: Browser) -> None:
    """From the first page to the findings and back by the tabs, without the browser's own buttons."""
    keeper = open_window(browser, night, "keeper")
    keeper.goto(night)
    keeper.get_by_role("link", name="我的站").click()
    keeper.get_by_role("link", name="检查要整改的").click()
    expect(keeper.locator("h1")).to_have_text("整改")
    keeper.get_by_role("link", name="我的站").click()
    keeper.get_by_role("navigation", name="主要页面").get_by_role("link", name="今天").click()
    assert keeper.url == f"{night}/today/"
    keeper.context.close()


def test_an_inspector_looks_again_at_what_was_mended_and_comes_back_to_today(night: str, browser: Browser) -> None:
    """What is due leads to the finding, the finding to its re-check, and the phone's pages back to what is due."""
    inspector = open_window(browser, night, "inspector")
    inspector.goto(f"{night}/findings/?state=mended")
    name = inspector.locator("table th a").first.inner_text()
    inspector.locator("table th a").first.click()
    expect(inspector.locator("h1")).to_contain_text(name)
    inspector.get_by_label("合格", exact=True).check()
    inspector.get_by_role("button", name="记下").click()
    expect(inspector.get_by_text("复查已记下")).to_be_visible()

    inspector.goto(f"{night}/inspections/mine/")
    inspector.get_by_role("navigation", name="主要页面").get_by_role("link", name="今天").click()
    assert inspector.url == f"{night}/today/"
    inspector.context.close()


def test_an_officer_goes_from_today_to_the_overdue_repair_gives_it_out_and_publishes_no_small_number(
    night: str, browser: Browser,
) -> None:
    """Today, the desk's overdue stations, the fault itself, a keeper who gets it; then what everybody may read."""
    officer = open_window(browser, night, "officer")
    officer.goto(night)
    officer.get_by_role("link", name="驿站", exact=True).click()
    officer.get_by_role("link", name=re.compile("逾期故障")).click()
    officer.goto(f"{night}/faults/?show=overdue")
    officer.locator("table th a").first.click()
    keeper = officer.get_by_label("派给谁").locator("option").last.inner_text()
    officer.get_by_label("派给谁").select_option(label=keeper)
    officer.get_by_role("button", name="派", exact=True).click()
    expect(officer.locator(".trail")).to_contain_text(re.compile(f"派给.*{keeper}|认领"))
    expect(officer.locator(".rail a[aria-current]")).to_have_text("驿站")
    officer.goto(f"{night}/stations/figures/")
    expect(officer.get_by_text("按时修好").first).to_be_visible()
    officer.context.close()
