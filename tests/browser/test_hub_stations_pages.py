"""Stations as people find them: a courier without an account at three in the morning, and the union's desk."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import copy_demonstration
from tests.nuantu_hub.wording import hear_chinese
from tools.hub_walk import list_cookies, list_people, serve_hub, sign_in

pytestmark = pytest.mark.browser

#: In the invented city, a few hundred metres from its station that never closes.
HERE = {"latitude": 39.9935, "longitude": 116.4748}
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
AXE = Axe()
#: A ring that stands well inside the map and is not the chosen one.
FIND_RING = """() => {
  const frame = document.getElementById("desk-map").getBoundingClientRect();
  const inside = (box) => box.left > frame.left + 60 && box.right < frame.right - 90 && box.top > frame.top + 60
    && box.bottom < frame.bottom - 90;
  return [...document.querySelectorAll("#desk-map a.ring-mark:not(.chosen)")]
    .find((ring) => inside(ring.querySelector(".back").getBoundingClientRect())).dataset.code;
}"""


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's folder, copied once for this file."""
    return copy_demonstration(tmp_path_factory, "stations")


@pytest.fixture(scope="module")
def night(seeded: Path) -> Iterator[str]:
    """The hub at three in the morning of the day after it was filled."""
    tomorrow = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    with serve_hub(seeded, NUANTU_HUB_CLOCK=f"{tomorrow.isoformat()}T03:00:00+08:00") as address:
        yield address


@contextmanager
def watch(page: Page) -> Iterator[None]:
    """Nothing is on the console, and no other host is asked."""
    wrong: list[str] = []
    home = re.match(r"https?://[^/]+", page.url)
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.append(asked.url)
            if home and not asked.url.startswith((home[0], "data:", "blob:")) else None)
    yield
    assert wrong == []


def open_phone(browser: Browser, address: str, *, place: bool = True, script: bool = True) -> Page:
    """A phone on which nobody has signed in."""
    context = browser.new_context(
        viewport=PHONE, has_touch=True, locale="zh-CN", reduced_motion="reduce", java_script_enabled=script,  # type: ignore[arg-type]
        geolocation=HERE if place else None, permissions=["geolocation"] if place else [])  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/stations/")
    return page


def test_a_freezing_courier_without_an_account_finds_the_nearest_open_room(night: str, browser: Browser) -> None:
    """One tap for the place, one for the station: what is open, how far it is, and the button of its door."""
    page = open_phone(browser, night)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    with watch(page):
        page.get_by_role("button", name="找离我最近的").tap()
        page.wait_for_url(re.compile(r"lat=39\.99\d&lon=116\.47\d&open=1$"))
        nearest = page.locator(".found-one").first
        expect(nearest.locator(".state.kept")).to_contain_text("开放")
        told = [float(way) for way in page.locator(".found-one").evaluate_all(
            "rows => rows.map((row) => row.dataset.metres)")]
        nearest.locator("h2 a").tap()
        expect(page.locator("h1")).to_be_visible()
        expect(page.get_by_text("离你")).to_be_visible()
        expect(page.locator(".go .button").first).to_be_in_viewport()

    assert told == sorted(told)
    assert not any("116.4748" in url or "39.9935" in url for url in asked)  # the exact place never left the phone
    assert page.url.startswith(f"{night}/s/")
    page.context.close()


def test_without_a_script_the_same_courier_finds_an_open_room_and_gets_its_code(night: str, browser: Browser) -> None:
    """Only what a page without a script has: a field, links, and a button that is a form."""
    page = open_phone(browser, night, place=False, script=False)
    page.get_by_role("link", name="现在开着").tap()
    page.get_by_role("searchbox").fill("朝阳 智能")
    page.get_by_role("button", name="找").tap()
    first = page.locator(".found-one").first
    expect(first.locator(".state.kept")).to_contain_text("开放")
    first.locator("h2 a").tap()
    page.get_by_role("link", name="路线").tap()

    expect(page.get_by_role("link", name="高德地图")).to_have_attribute("href", re.compile("^https://uri.amap.com/"))
    assert page.url.endswith("/way/")
    page.go_back()
    page.get_by_role("button", name="开门").tap()
    expect(page).to_have_url(re.compile("/open/$"))
    expect(page.locator("main")).to_contain_text(re.compile(r"\d{4}\s*\d{4}"))
    page.context.close()


def test_who_gives_no_place_is_told_what_to_do(night: str, browser: Browser) -> None:
    """A refused place is no dead end."""
    page = open_phone(browser, night, place=False)
    page.get_by_role("button", name="找离我最近的").tap()

    expect(page.locator("#locate-note")).to_contain_text("写一个地名")
    page.context.close()


def test_the_way_opens_as_a_sheet_and_nothing_is_loaded_from_a_map(night: str, browser: Browser) -> None:
    """The apps are links; the page itself asks nobody else."""
    page = open_phone(browser, night)
    with watch(page):
        page.goto(page.locator(".found-one h2 a").first.evaluate("node => node.href"))
        page.get_by_role("link", name="路线").tap()
        sheet = page.locator("dialog#sheet[open]")
        expect(sheet.get_by_role("link", name="百度地图")).to_be_visible()
    page.context.close()


def open_desk(browser: Browser, address: str, role: str = "officer", language: str = "zh-hans") -> Page:
    """A window of staff on the desk of stations."""
    person = next(one for one in list_people(address) if one.role == role)
    _visitor, jar = sign_in(address, person)
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")  # type: ignore[arg-type]
    context.add_cookies([*list_cookies(jar, address),  # type: ignore[list-item]
                         {"name": "django_language", "value": language, "url": address}])
    page = context.new_page()
    page.goto(f"{address}/stations/desk/")
    return page


def test_the_officer_goes_through_the_list_and_the_map_without_loading_the_page_again(
    night: str, browser: Browser,
) -> None:
    """A station chosen in the list or on the map stands beside them; the map is moved by buttons and keys."""
    page = open_desk(browser, night)
    with watch(page):
        page.evaluate("window.stayed = true")
        second = page.locator(".station-list li").nth(1)
        name = second.locator("a").inner_text()
        second.locator("a").click()
        expect(page.locator("#panel h2")).to_have_text(name)
        code = page.evaluate(FIND_RING)
        page.locator(f'#desk-map a[data-code="{code}"]').click()
        expect(page.locator("#panel .tag").first).to_have_text(str(code))
        assert page.evaluate("window.stayed") is True
        before = page.locator("#desk-map svg.city").get_attribute("viewBox")
        page.get_by_role("button", name="放大").click()
        assert page.locator("#desk-map svg.city").get_attribute("viewBox") != before
        page.locator("#desk-map svg.city").focus()
        page.keyboard.press("ArrowRight")
    page.context.close()


def test_the_desk_and_the_pages_of_a_station_hold_what_every_page_promises(night: str, browser: Browser) -> None:
    """In English at desk width: no axe finding of weight, no Chinese outside its mark, no sideways scroll."""
    page = open_desk(browser, night, language="en")
    first = page.locator(".panel-name a").get_attribute("href")
    wrong = []
    for path in ("/stations/desk/", first, f"{first}edit/", f"{first}state/", f"{first}sign/", "/stations/notices/",
                 "/stations/figures/"):
        page.goto(f"{night}{path}")
        wrong += [f"{path} says {heard}" for heard in hear_chinese(page.content())]
        wrong += [f"{path} {found['id']}" for found in AXE.run(page).response["violations"]
                  if found["impact"] in ("serious", "critical")]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{path} scrolls sideways")

    assert wrong == []
    page.context.close()


def test_the_sign_for_the_door_is_one_sheet_of_paper_that_a_phone_can_read(night: str, browser: Browser) -> None:
    """Printed it is a PDF of one A4 page, and the code on it is the station's address."""
    page = open_desk(browser, night)
    page.goto(night + str(page.locator(".panel-name a").get_attribute("href")) + "sign/")
    paper = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    picture = paper[0].render(scale=2).to_pil()
    read = zxingcpp.read_barcodes(picture)

    assert len(paper) == 1
    assert [round(length) for length in paper[0].get_size()] == [595, 842]
    assert [one.text for one in read] == [page.locator(".address").inner_text()]
    page.context.close()
