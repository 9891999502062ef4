"""Doors as people meet them: two taps to a code, a key that opens without a network, three taps to a report."""

from __future__ import annotations

import base64
import re
import time
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from tests.browser.conftest import Hub
from tests.nuantu_hub.wording import hear_chinese

from nuantu.gates.codes import derive_standing_code, find_step

pytestmark = pytest.mark.browser
AXE = Axe()
SMART = "石桥智能驿站"
COUNT_TAPS = "addEventListener('pointerdown', (event) => { if (event.isTrusted) window.countTap(); }, true);"


def find_wrong(page: Page, *, english: bool = False) -> list[str]:
    """What a page does not hold of what every page promises."""
    wrong = [f"{page.url} {found['id']}: {found['nodes'][0]['html'][:120]}"
             for found in AXE.run(page).response["violations"] if found["impact"] in ("serious", "critical")]
    if english:
        wrong += [f"{page.url} says {heard}" for heard in hear_chinese(page.content())]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append(f"{page.url} scrolls sideways")
    return wrong


def open_stranger(hub: Hub, browser: Browser, language: str = "zh-hans", **words: object) -> BrowserContext:
    """A phone on which nobody has signed in."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True,  # type: ignore[arg-type]
                                  reduced_motion="reduce", **words)
    context.add_cookies([{"name": "django_language", "value": language, "url": hub.address}])
    return context


def find_sign(hub: Hub, browser: Browser) -> str:
    """The address that the sign on the smart station's door carries."""
    context = open_stranger(hub, browser)
    page = context.new_page()
    page.goto(f"{hub.address}/stations/?q={SMART}")
    path = page.locator(".found-one a").filter(has_text=SMART).first.get_attribute("href")
    context.close()
    assert path is not None
    return path


@pytest.mark.parametrize("script", [True, False])
def test_a_stranger_who_scanned_the_sign_has_a_code_with_one_more_tap(
    hub: Hub, browser: Browser, script: bool,
) -> None:
    context = open_stranger(hub, browser, java_script_enabled=script)
    page = context.new_page()
    page.goto(hub.address + find_sign(hub, browser))  # the first tap: what the camera found
    page.get_by_role("button", name="开门").click()  # the second
    expect(page.locator(".door-code")).to_have_text(re.compile(r"^\d{8}$"))
    expect(page.get_by_text("前有效")).to_be_visible()
    if script:
        expect(page.locator("[data-left]")).to_have_text(re.compile(r"^1\d:\d\d$"))
        assert find_wrong(page) == []
    context.close()


def test_a_kept_key_shows_the_doors_codes_without_a_network_and_goes_when_it_is_taken_back(
    hub: Hub, browser: Browser,
) -> None:
    context = hub.open_context(browser, hub.find_person("worker"))
    page = context.new_page()
    page.goto(f"{hub.address}{find_sign(hub, browser)}key/")
    assert find_wrong(page) == []
    seeds: list[dict[str, Any]] = []

    def listen(route: Route) -> None:
        answer = route.fetch()
        seeds.extend(answer.json()["seeds"])
        route.fulfill(response=answer)

    page.route("**/key/", listen)
    page.get_by_role("button", name="存到这部手机").click()
    page.wait_for_url("**/my/keys/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    expect(page.locator("[data-code]").first).to_have_text(re.compile(r"^\d{4} \d{4}$"))
    assert find_wrong(page) == []

    context.set_offline(True)
    page.reload()
    expect(page.locator("[data-code]").first).to_have_text(re.compile(r"^\d{4} \d{4}$"))
    shown, at_s = page.locator("[data-code]").first.inner_text().replace(" ", ""), int(time.time())
    seed = next(base64.b64decode(one["seed"]) for one in seeds if one["from_s"] <= at_s < one["until_s"])
    assert shown in {derive_standing_code(seed, find_step(at_s - back)) for back in (0, 30)}

    context.set_offline(False)
    page.reload()
    page.get_by_text("手机丢了，或不用了").first.click()
    page.get_by_role("button", name="收回这把钥匙").first.click()
    expect(page.get_by_text("已收回")).to_be_visible()
    kept = page.evaluate("""new Promise((resolve) => { const asked = indexedDB.open("nuantu", 1);
        asked.onsuccess = () => { const store = asked.result.transaction("station-keys").objectStore("station-keys");
        const all = store.count(); all.onsuccess = () => resolve(all.result); }; })""")
    assert kept == 0
    context.close()


def test_three_taps_report_what_is_broken(hub: Hub, browser: Browser) -> None:
    taps: list[int] = []
    context = open_stranger(hub, browser)
    context.expose_function("countTap", lambda: taps.append(1))
    context.add_init_script(COUNT_TAPS)
    page = context.new_page()
    page.goto(hub.address + find_sign(hub, browser))
    page.get_by_role("navigation", name="哪里坏了，点一下就报").get_by_role("link", name="充电").click()
    assert find_wrong(page) == []
    with page.expect_file_chooser() as chosen:
        page.locator("input[type=file]").click()
    chosen.value.set_files([{"name": "a.png", "mimeType": "image/png", "buffer": base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")}])
    page.get_by_role("button", name="报上去").click()
    expect(page.get_by_text("已收到，谢谢。")).to_be_visible()
    assert find_wrong(page) == []
    assert len(taps) == 3
    context.close()


def test_help_is_called_with_one_tap_and_the_page_says_whom_it_rings_for(hub: Hub, browser: Browser) -> None:
    context = open_stranger(hub, browser)
    page = context.new_page()
    page.goto(f"{hub.address}{find_sign(hub, browser)}help/")
    assert find_wrong(page) == []
    page.get_by_role("button", name="叫人").click()
    expect(page.get_by_text("还没有人应答")).to_be_visible()
    assert find_wrong(page) == []
    context.close()


@pytest.mark.parametrize("path", ["open/", "help/", "report/?kind=water", "medicine/", "cameras/"])
def test_what_a_stranger_opens_at_a_station_reads_well_in_english(hub: Hub, browser: Browser, path: str) -> None:
    context = open_stranger(hub, browser, "en")
    page = context.new_page()
    page.goto(f"{hub.address}{find_sign(hub, browser)}{path}")
    assert find_wrong(page, english=True) == []
    context.close()


@pytest.mark.parametrize(("role", "width", "language"), [("keeper", 390, "zh-hans"), ("officer", 1440, "en")])
def test_what_staff_open_of_doors_and_equipment_reads_well(
    hub: Hub, browser: Browser, role: str, width: int, language: str,
) -> None:
    context = hub.open_context(browser, hub.find_person(role), language, width)
    page = context.new_page()
    wrong = []
    first = ["/my-station/"] if role == "keeper" else []
    for path in [*first, "/doors/", "/faults/", "/help/", "/stations/CY-0001/equipment/", "/stations/CY-0001/medicine/",
                 "/stations/CY-0001/cameras/"]:
        page.goto(hub.address + path)
        wrong += find_wrong(page, english=language == "en")
        if path in ("/doors/", "/faults/", "/help/", "/stations/CY-0001/equipment/") and page.locator(
                "tbody th a").count():
            page.locator("tbody th a").first.click()
            wrong += find_wrong(page, english=language == "en")
    assert wrong == []
    context.close()
