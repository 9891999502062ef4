"""An inspector without a network, a second pair of eyes, an officer who publishes, and a stranger who reads why."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import copy_demonstration
from tools.hub_walk import list_cookies, list_people, serve_hub, sign_in

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


class House:
    """A fresh hub of the demonstration, and windows of the people in it."""

    def __init__(self, address: str, browser: Browser) -> None:
        self.address, self.browser = address, browser
        self.people = {person.role: person for person in list_people(address)}

    def open(self, role: str | None, size: dict[str, int], language: str = "zh-hans") -> tuple[BrowserContext, Page]:
        """A window, signed in as the first person of a role; a stranger's without one."""
        context = self.browser.new_context(viewport=size, reduced_motion="reduce", locale="zh-CN")  # type: ignore[arg-type]
        context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])
        if role is not None:
            _visitor, jar = sign_in(self.address, self.people[role])
            context.add_cookies(list_cookies(jar, self.address))  # type: ignore[arg-type]
        return context, context.new_page()


@pytest.fixture(scope="module")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A hub for this file: the demonstration's folder, copied."""
    data = copy_demonstration(tmp_path_factory, "stars")
    with serve_hub(data, NUANTU_HUB_DEV_SMS="1") as address:
        yield House(address, browser)


def _shoot() -> dict[str, object]:
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(kept, "JPEG")
    return {"name": "seats.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def fill_in(page: Page) -> None:
    """Everything holds, numbers of a room with four stars, one picture."""
    numbers = {"floor_area": "15", "capacity": "12", "satisfaction": "85", "new_services": "1", "special_services": "0",
               "warmth": "21"}
    for item in page.locator("[data-item]").all():
        name = item.get_attribute("data-item") or ""
        if name in numbers:
            item.locator(".measure input").fill(numbers[name])
        else:
            item.get_by_text("合格", exact=True).click()
    seats = page.locator('[data-item="seats"]')
    seats.locator("summary").click()
    seats.locator('input[type="file"]').set_input_files(_shoot())  # type: ignore[arg-type]
    expect(seats.locator("[data-photo-count]")).to_have_text("1")


def test_a_checklist_is_filled_in_without_a_network_and_goes_out_once(house: House) -> None:
    context, page = house.open("inspector", PHONE)
    page.goto(f"{house.address}/inspections/mine/")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_timeout(1_000)
    page.goto(f"{house.address}/inspections/mine/")
    address = page.locator('a[href*="/checklist/"]').first.get_attribute("href")
    page.goto(f"{house.address}{address}")
    page.wait_for_timeout(500)
    context.set_offline(True)
    page.reload()
    expect(page.locator("[data-all]")).not_to_have_text("")
    fill_in(page)
    page.reload()
    expect(page.locator("[data-filled]")).to_have_text(page.locator("[data-all]").inner_text())
    page.get_by_role("button", name="交上去").click()
    page.wait_for_url("**/inspections/mine/")
    expect(page.locator("#outbox")).to_contain_text("1 份检查表在手机里", timeout=20_000)
    context.set_offline(False)
    expect(page.locator("#outbox")).to_be_hidden(timeout=20_000)

    page.goto(f"{house.address}{(address or '').replace('checklist/', '')}")
    expect(page.locator("main")).to_contain_text("照片")
    assert page.locator(".shots img").count() == 1
    assert re.search(r"已生效|待复核", page.locator("body").inner_text())
    page.goto(f"{house.address}/inspections/mine/")
    expect(page.locator("#outbox")).to_be_hidden()
    context.close()


def test_an_officer_decides_publishes_and_a_stranger_reads_why(house: House) -> None:
    context, page = house.open("officer", DESK)
    page.goto(f"{house.address}/stars/desk/?show=draft")
    page.locator("tbody th a").first.click()
    name = page.locator("h1").inner_text().removeprefix("星级：")
    page.get_by_role("button", name="公布").click()
    expect(page.locator("body")).to_contain_text("已公布")
    public = page.get_by_role("link", name="公开页").get_attribute("href")
    context.close()

    context, page = house.open(None, PHONE)
    page.goto(f"{house.address}{public}")
    expect(page.locator("h1")).to_contain_text(name)
    expect(page.locator("main")).to_contain_text("项合格，证据：")
    page.get_by_role("link", name=re.compile("按星级规则")).click()
    expect(page.locator("main")).to_contain_text("来源没写，我们定的")
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("language", "size"), [("zh-hans", PHONE), ("en", DESK)])
def test_the_pages_have_no_barrier(house: House, language: str, size: dict[str, int]) -> None:
    """axe finds nothing, and nothing scrolls sideways."""
    found = []
    for role, pages in (("inspector", ("/inspections/mine/", "CHECKLIST", "/inspections/interests/")),
                        ("officer", ("/inspections/week/", "/inspections/?state=counted", "INSPECTION", "/findings/",
                                     "/inspections/plans/", "PLAN", "/stars/desk/", "STAR")),
                        (None, ("/stars/", "/stars/standard/", "PUBLIC"))):
        context, page = house.open(role, size, language)
        places = {"CHECKLIST": ("/inspections/mine/", 'a[href*="/checklist/"]'),
                  "INSPECTION": ("/inspections/?state=counted", "tbody th a"),
                  "PLAN": ("/inspections/plans/", "tbody th a"), "STAR": ("/stars/desk/", "tbody th a"),
                  "PUBLIC": ("/stars/", "tbody th a")}
        for path in pages:
            start, link = places.get(path, (path, ""))
            page.goto(f"{house.address}{start}")
            if link:
                page.goto(f"{house.address}{page.locator(link).first.get_attribute('href')}")
            found += [(path, one["id"], one["nodes"][0]["html"][:120])
                      for one in Axe().run(page).response["violations"]]
            wide = page.evaluate("document.documentElement.scrollWidth")
            found += [(path, "too wide", str(wide))] if wide > size["width"] else []
        context.close()
    assert found == []
