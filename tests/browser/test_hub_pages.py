"""Every page of the hub in a real browser: each route of the URL conf, both languages, phone and desk width."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser.conftest import Hub
from tests.nuantu_hub.wording import hear_chinese
from tools.hub_walk import NOWHERE, Person, Stop

pytestmark = pytest.mark.browser

AXE = Axe()
#: Whose pages the fast suite looks at, at which width and in which language: workers' and strangers' on the phone.
#: The slow suite looks at everybody's in what is left of the two widths and two languages.
FAST = (("workers", 390, "zh-hans"),)
SLOW = (("workers", 390, "en"), ("workers", 1440, "zh-hans"), ("workers", 1440, "en"), ("staff", 390, "zh-hans"),
        ("staff", 390, "en"), ("staff", 1440, "zh-hans"), ("staff", 1440, "en"))
ROLES = ("stranger", "reviewer", "organiser", "inspector", "keeper", "officer", "staff", "steward", "worker")
#: Where the pages of stations stand.
STATIONS = ("doors/", "equipment/", "faults/", "figures/visits/", "findings/", "help/", "inspections/", "my-station/",
            "s/", "screen/", "siting/", "stars/", "stations/", "where-next/", "wishes/")
#: Where those of passes stand.
PASSES = ("c/", "compounds/", "figures/passes/", "guard/", "pass/", "passes/", "suspensions/")

#: Where those of what riders say: needs, problems, deliberations, elections, trials.
NEEDS = ("deliberations/", "desk/", "elections/", "handing-out/", "my/elections/", "my/mandates/", "my/nominations/",
         "my/recalls/", "my/representatives/", "my/trials/", "needs/", "problems/", "representatives/", "said/", "say/",
         "talks/", "trials/", "tried/")
#: Where those of bargaining stand: talks, the table, tries, meetings, signing, what comes of it.
BARGAINING = ("bargained/", "bargaining/", "kept/", "my/week/", "signed/", "watch/")


def choose_stops(hub: Hub) -> dict[Person, list[Stop]]:
    """Every route once, with the first person who reaches it."""
    chosen: dict[Person, list[Stop]] = {}
    seen: set[str] = set()
    for stop in hub.stops:
        if stop.route not in seen:
            seen.add(stop.route)
            chosen.setdefault(stop.person, []).append(stop)
    return chosen


class Looker:
    """Looks at pages in one window and keeps what is wrong with them."""

    def __init__(self, hub: Hub, context: BrowserContext, width: int, language: str) -> None:
        self.hub, self.width, self.language = hub, width, language
        self.page: Page = context.new_page()
        self.wrong: list[str] = []
        self.where = ""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._note(f"script fault: {error}"))
        self.page.on("request", lambda asked: None if asked.url.startswith((hub.address, "data:", "blob:"))
                     else self._note(f"asks another host: {asked.url}"))

    def _hear(self, said: object) -> None:
        text, kind = str(getattr(said, "text", "")), str(getattr(said, "type", ""))
        # The walk itself keeps service workers away, and asks for a page that does not exist.
        expected = "registration blocked by Playwright" in text or (self.where == NOWHERE and "404" in text)
        if kind in ("error", "warning") and not expected:
            self._note(f"console: {text}")

    def _note(self, what: str) -> None:
        self.wrong.append(f"{self.where} {self.width} {self.language}: {what}")

    def look(self, stop: Stop) -> None:
        """Open a page and hold it to everything that every page promises."""
        self.where = stop.path
        self.page.goto(self.hub.address + stop.path)
        if self.page.locator("h1:visible").count() != 1:
            self._note("has not exactly one h1")
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            self._note(f"scrolls sideways by {wide} px")
        if not str(self.page.evaluate("document.documentElement.lang")).lower().startswith(self.language[:2]):
            self._note("is in another language")
        if self.language == "en":
            for heard in hear_chinese(self.page.content()):
                self._note(f"says in Chinese: {heard[:60]}")
        for found in AXE.run(self.page).response["violations"]:
            if found["impact"] in ("serious", "critical"):
                nodes = [node["html"][:120] for node in found["nodes"][:3]]
                self._note(f"axe {found['impact']}: {found['id']} {nodes}")


def look_at_all(hub: Hub, browser: Browser, whose: str, width: int, language: str) -> list[str]:
    """What is wrong anywhere on the pages of workers or of staff, at one width in one language."""
    wrong: list[str] = []
    chosen = {person: stops for person, stops in choose_stops(hub).items() if person.is_worker == (whose == "workers")}
    assert sum(map(len, chosen.values())) > 20
    for person, stops in chosen.items():
        context = hub.open_context(browser, person, language, width, service_workers="block")
        looker = Looker(hub, context, width, language)
        for stop in stops:
            looker.look(stop)
        wrong += looker.wrong
        context.close()
    return wrong


@pytest.mark.parametrize(("whose", "width", "language"), FAST)
def test_every_page_keeps_what_every_page_promises(hub: Hub, browser: Browser, whose: str, width: int,
                                                   language: str) -> None:
    """No serious axe finding, one h1, no sideways scroll, no complaint, no other host, one language."""
    wrong = look_at_all(hub, browser, whose, width, language)

    assert wrong == [], "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize(("whose", "width", "language"), SLOW)
def test_so_it_is_at_the_other_width_and_in_the_other_language_too(hub: Hub, browser: Browser, whose: str, width: int,
                                                                   language: str) -> None:
    """The same for everybody's pages wherever the fast suite did not look."""
    wrong = look_at_all(hub, browser, whose, width, language)

    assert wrong == [], "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_in_the_dark_every_page_of_everybody_can_be_read(hub: Hub, browser: Browser, role: str) -> None:
    """The same for each role's own pages with the dark theme."""
    person = hub.find_person(role)
    context = hub.open_context(browser, person, "zh-hans", 390, service_workers="block", color_scheme="dark")
    looker = Looker(hub, context, 390, "zh-hans")
    for stop in next(walk for walk in hub.walks if walk.person == person).stops.values():
        looker.look(stop)
    context.close()

    assert looker.wrong == [], "\n".join(looker.wrong)


def test_no_link_of_the_hub_leads_nowhere(hub: Hub) -> None:
    """Everybody follows every kind of link that they are shown."""
    assert [broken for walk in hub.walks for broken in walk.broken] == []
    assert sorted(walk.person.role for walk in hub.walks) == sorted(ROLES)


def test_there_are_not_more_pages_than_a_union_can_keep_in_mind(hub: Hub) -> None:
    """At most eighty kinds of page for the house with joining, organising and the day, and for each app beside it."""
    kinds = {stop.route for stop in hub.stops}
    stations = {kind for kind in kinds if kind.startswith(STATIONS)}
    passes = {kind for kind in kinds if kind.startswith(PASSES)} - stations
    needs = {kind for kind in kinds if kind.startswith(NEEDS)} - stations - passes
    bargaining = {kind for kind in kinds if kind.startswith(BARGAINING)}

    assert 40 <= len(kinds - stations - passes - needs - bargaining) <= 80
    assert 15 <= len(bargaining) <= 80
    assert 40 <= len(needs) <= 80
    assert 40 <= len(stations) <= 80
    assert 20 <= len(passes) <= 80


@pytest.fixture
def desk(hub: Hub, browser: Browser) -> Iterator[Page]:
    """An officer's window on the living page."""
    context = hub.open_context(browser, hub.find_person("officer"), width=1440, service_workers="block")
    page = context.new_page()
    page.goto(f"{hub.address}/design/")
    yield page
    context.close()


def test_a_sheet_is_opened_held_and_closed_by_keyboard(desk: Page) -> None:
    """Enter on a chip opens it, Tab stays inside, Escape closes it and gives the chip its focus back."""
    chip = desk.locator('a.chip[href="/design/sheet/"]').first
    chip.focus()
    desk.keyboard.press("Enter")
    sheet = desk.locator("dialog#sheet[open]")
    sheet.wait_for()
    inside = []
    for _turn in range(8):
        desk.keyboard.press("Tab")
        inside.append(desk.evaluate("document.activeElement === document.body || "
                                    "!!document.activeElement.closest('dialog#sheet')"))
    desk.keyboard.press("Escape")

    assert inside == [True] * 8
    assert sheet.count() == 0
    assert chip.evaluate("node => node === document.activeElement")
    assert desk.url.endswith("/design/")


def test_a_sheet_is_a_page_where_no_script_runs(hub: Hub, browser: Browser) -> None:
    """A chip is a link before it is anything else."""
    context = hub.open_context(browser, hub.find_person("officer"), java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hub.address}/design/")
    page.locator('a.chip[href="/design/sheet/"]').first.click()

    assert page.url.endswith("/design/sheet/")
    assert page.locator("h1").inner_text() == "每小时报酬不低于下限"
    context.close()


def test_light_and_dark_are_switched_and_remembered(desk: Page) -> None:
    """The choice stands in the page before any script runs."""
    def ground() -> str:
        return str(desk.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = ground()
    desk.locator(".rail summary").click()
    desk.locator("[data-theme-switch]").click()
    dark = ground()
    desk.reload()

    assert light != dark
    assert ground() == dark
    assert desk.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_first_tab_skips_to_the_page(hub: Hub, browser: Browser) -> None:
    """On the worker's home and on the desk, and the main action is reached by Tab."""
    for role in ("worker", "officer"):
        context = hub.open_context(browser, hub.find_person(role), width=390 if role == "worker" else 1440)
        page = context.new_page()
        page.goto(hub.address + "/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert re.search("#content$", page.url)
        reached: set[str] = set()
        for _turn in range(60):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.getAttribute('class') || ''"))
        if page.locator(".button.main:visible").count():
            assert any("main" in name.split() for name in reached)
        context.close()
