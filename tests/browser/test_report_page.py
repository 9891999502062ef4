"""The report in a real browser: at phone and desk width, in both languages, by mouse and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

SMALL_TARGETS = """() => [...document.querySelectorAll('button, summary, input, a.skip:focus')]
  .filter((node) => node.offsetParent && !node.closest('dialog'))
  .map((node) => [node.id || node.textContent.trim(), node.getBoundingClientRect()])
  .filter(([, box]) => Math.round(box.height) < 44 || Math.round(box.width) < 44).map(([name]) => name)"""


def _open(watched: Watched, address: str, query: str = "") -> Page:
    watched.page.goto(f"{address}/{query}")
    expect(watched.page.locator("#story .why p").first).to_be_visible()
    return watched.page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_opens_without_a_complaint_a_foreign_request_or_a_sideways_scroll(
    watched: Watched, address: str, lang: str, theme: str,
) -> None:
    """Only the page and one file of explanations are fetched."""
    page = _open(watched, address, f"?lang={lang}&theme={theme}")

    assert watched.complaints == []
    assert [url for url in watched.requests if not url.startswith((address, "data:"))] == []
    assert sum("/orders/" in url for url in watched.requests) == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.lang").startswith(lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_the_chosen_language_is_seen(watched: Watched, address: str, lang: str) -> None:
    """English shows no Chinese sentence but names, Chinese no English heading."""
    page = _open(watched, address, f"?lang={lang}")
    headings = page.locator("h1:visible, h2:visible").all_inner_texts()

    assert len(headings) >= 5
    assert all(bool(re.search("[一-鿿]", text)) == (lang == "zh") for text in headings)


def test_everything_that_can_be_tapped_is_large_enough(watched: Watched, address: str) -> None:
    """44 px each way."""
    assert _open(watched, address).evaluate(SMALL_TARGETS) == []


def test_the_language_is_switched_and_remembered(watched: Watched, address: str) -> None:
    """Headings, order and clock follow, and the next visit begins in it."""
    page = _open(watched, address)
    page.locator("#lang").click()

    expect(page.locator("#h-order")).to_contain_text("why rider")
    expect(page.locator("#h-hours")).to_contain_text("stop", use_inner_text=True)
    page.goto(address)
    expect(page.locator("#h-order")).to_contain_text("why rider")
    assert watched.complaints == []


def test_no_column_leaves_a_screen_of_nothing_beside_the_other(watched: Watched, address: str) -> None:
    """Beside a long table of clauses the order stands under the charts; with a short one it takes the whole width."""
    page = _open(watched, address, "?lang=zh")
    size = page.viewport_size
    assert size is not None
    table, order, charts = (_box(page, place) for place in ("section.panel:has(.verdicts)", "#order", ".charts"))
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    if size["width"] < 1181:
        assert charts["y"] < table["y"] < order["y"]
        return
    assert table["x"] > order["x"] + order["width"]
    assert abs(table["y"] + table["height"] - order["y"] - order["height"]) < size["height"] / 2
    assert charts["y"] + charts["height"] + 24 == pytest.approx(order["y"], abs=2)

    page.evaluate("document.querySelector('.grid').classList.remove('long')")
    assert _box(page, "#order")["width"] == pytest.approx(_box(page, ".grid")["width"], abs=1)
    assert _box(page, "#order")["y"] > table["y"] + table["height"]


def _box(page: Page, place: str) -> dict[str, float]:
    """Where an element stands and how large it is."""
    found: dict[str, float] = page.locator(place).evaluate(
        "one => { const { x, y, width, height } = one.getBoundingClientRect(); return { x, y, width, height }; }")
    return found


def test_an_order_tapped_on_the_map_is_explained(watched: Watched, address: str) -> None:
    """The panel tells that order, and the address remembers it."""
    page = _open(watched, address, "?lang=en")
    before = page.locator("#h-order").inner_text()
    page.locator("#zoom-all").click()
    for mark in page.locator("#map-orders > *").all():
        place = mark.bounding_box()
        assert place is not None
        page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        page.wait_for_timeout(120)
        if page.locator("#h-order").inner_text() != before:
            break

    expect(page.locator("#h-order")).not_to_have_text(before)
    assert page.evaluate("decodeURIComponent(location.hash)").removeprefix("#order=") in page.locator(
        "#h-order").inner_text()


def test_an_order_is_found_by_its_number_from_the_keyboard(watched: Watched, address: str) -> None:
    """Type, press Enter, read; a wrong number is told so."""
    page = _open(watched, address, "?lang=zh")
    page.locator("#find-id").fill("O00042")
    page.keyboard.press("Enter")
    expect(page.locator("#h-order")).to_contain_text("O00042")
    expect(page.locator("#story .path-list li").first).to_contain_text("下单")

    page.locator("#find-id").fill("O99999")
    page.keyboard.press("Enter")
    expect(page.locator("#story [role=alert]")).to_contain_text("没有单 O99999")


def test_a_chip_opens_the_clause_and_escape_brings_back(watched: Watched, address: str) -> None:
    """By keyboard alone: focus, Enter, read, Escape, focus again where it was."""
    page = _open(watched, address, "?lang=en")
    chip = page.locator(".verdicts button.chip").first
    chip.focus()
    page.keyboard.press("Enter")
    sheet = page.locator("dialog[open]")
    expect(sheet).to_be_visible()
    expect(sheet.locator("blockquote")).not_to_be_empty()
    expect(sheet.locator("h3").first).to_have_text("Terms in force", use_inner_text=True)

    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert chip.evaluate("(node) => node === document.activeElement")


def test_the_day_is_scrubbed_from_the_keyboard(watched: Watched, address: str) -> None:
    """The clock, its spoken value and the list of orders move along."""
    page = _open(watched, address, "?lang=en")
    page.locator("#now summary").click()
    page.locator("#range").focus()
    page.keyboard.press("Home")
    begin = page.locator("#clock").inner_text()
    for _ in range(30):
        page.keyboard.press("ArrowRight")

    assert page.locator("#clock").inner_text() > begin
    assert page.locator("#range").get_attribute("aria-valuetext", timeout=1000).startswith(  # type: ignore[union-attr]
        page.locator("#clock").inner_text())
    listed = page.locator("#now-body button").count()
    assert listed == min(40, page.locator("#map-orders > *").count())


def test_the_day_plays_and_pauses(watched: Watched, address: str) -> None:
    """With less motion asked for it moves in steps of ten minutes."""
    page = _open(watched, address, "?lang=en")
    page.locator("#zoom-all").click()
    begin = page.locator("#clock").inner_text()
    page.locator("#play").click()
    expect(page.locator("#play")).to_contain_text("Pause", use_inner_text=False)
    expect(page.locator("#clock")).not_to_have_text(begin, timeout=4000)
    page.locator("#play").click()
    expect(page.locator("#play")).to_contain_text("Play")


def test_the_theme_is_toggled_and_remembered(watched: Watched, address: str) -> None:
    """Night and day, by a button."""
    page = _open(watched, address)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator("#theme").click()
    dark = page.evaluate(ground)
    page.reload()

    assert light != dark == page.evaluate(ground)


def test_an_explanation_that_cannot_be_fetched_is_told(watched: Watched, address: str) -> None:
    """Offline is a state with its next step."""
    page = _open(watched, address, "?lang=en")
    watched.page.route("**/orders/*.json", lambda route: route.abort())
    page.evaluate("location.hash = ''")
    page.reload()

    expect(page.locator("#story [role=alert]")).to_contain_text("nuantu report --serve")


def test_the_skip_link_is_the_first_stop_of_the_keyboard(watched: Watched, address: str) -> None:
    """One key past the header."""
    page = _open(watched, address, "?lang=en")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
