"""Windows of the people of the loop, pictures of what they see, and visitors who hand in by HTTP what a page offers."""

from __future__ import annotations

import contextlib
import html
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError
from tests.browser.conftest import check_page

#: Where ``make walk`` wants its pictures; without it none are taken.
PICTURES = os.environ.get("NUANTU_WALK_PICTURES", "")
#: How long something that a job of the hub computes is waited for, and how long between two looks, milliseconds.
PATIENCE_MS, LOOK_MS = 240_000, 1_500


@dataclass
class Visitor:
    """Somebody without a window: forms are fetched and handed in with the own session, as a browser does."""

    url: str
    session: str

    def __post_init__(self) -> None:
        self.jar = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar))
        self.cookies = {"sessionid": self.session, "django_language": "zh-hans"}

    def read(self, path: str) -> str:
        """A page."""
        return self._ask(path, None)

    def hand_in(self, path: str, action: str = "", **told: str) -> str:
        """Fetch the page at ``path``, fill in the form for ``action`` (its own address where empty); the answer."""
        page = self.read(path)
        forms = re.findall(r"<form\b([^>]*)>(.*?)</form>", page, re.S)
        own = [inner for head, inner in forms if (f'action="{action}"' in head if action else "action=" not in head)]
        assert own, f"{path} has no form for {action or 'itself'}"
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', own[0]))
        return self._ask(action or path, {**{name: html.unescape(value) for name, value in hidden.items()}, **told})

    def _ask(self, path: str, told: dict[str, str] | None) -> str:
        request = Request(self.url + path, None if told is None else urlencode(told).encode())
        request.add_header("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        request.add_header("Referer", self.url + path)
        with self.opener.open(request, timeout=120) as answer:
            self.cookies |= {one.name: one.value or "" for one in self.jar}
            return str(answer.read().decode())


@dataclass
class Walk:
    """A served hub, who can sign in, what has been reached so far, and the number of the next picture."""

    url: str
    data: Path
    told: dict[str, Any]
    browser: Browser
    at: dict[str, Any] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    taken: int = 0
    seen: set[str] = field(default_factory=set)
    pages: dict[tuple[str, int, str], Page] = field(default_factory=dict)

    def open(self, login: str = "", width: int = 1440, language: str = "zh-hans") -> Page:
        """The window of somebody who is signed in, or of nobody; always the same one."""
        key = (login, width, language)
        if key not in self.pages:
            self.pages[key] = self._open(*key)
        return self.pages[key]

    def _open(self, login: str, width: int, language: str) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": 844 if width < 600 else 900}, has_touch=width < 600,
            reduced_motion="reduce", accept_downloads=True, locale="zh-CN" if language == "zh-hans" else "en-GB")
        cookies = [{"name": "django_language", "value": language, "url": self.url}]
        if login:
            cookies.append({"name": "sessionid", "value": self.told["sessions"][login], "url": self.url})
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda said: self.complaints.append(f"{page.url}: {said.text}")
                if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def visit(self, login: str) -> Visitor:
        """Somebody without a window."""
        return Visitor(self.url, self.told["sessions"][login])

    def show(self, page: Page, name: str, *, english: bool = False) -> None:
        """See that the page is whole, the first time that a page of its kind is shown; take its picture."""
        if name not in self.seen:
            self.seen.add(name)
            check_page(page, english=english)
        self.taken += 1
        if PICTURES:
            width = page.viewport_size["width"] if page.viewport_size else 0
            page.screenshot(path=Path(PICTURES) / f"{self.taken:02d}-{name}-{width}.png", full_page=True)


def press(page: Page, name: str, *, within: str = "body", exact: bool = True) -> None:
    """Press a button that hands a form in, and wait until the page that answers is there."""
    with page.expect_navigation():
        page.locator(within).first.get_by_role("button", name=name, exact=exact).first.click()


def follow(page: Page, name: str | re.Pattern[str], *, within: str = "body") -> None:
    """Follow a link, and wait until its page is there."""
    with page.expect_navigation():
        page.locator(within).first.get_by_role("link", name=name).first.click()


def look_again(page: Page, url: str, selector: str) -> None:
    """Load a page anew until something is on it that a job of the hub puts there."""
    for _again in range(PATIENCE_MS // LOOK_MS):
        page.goto(url)
        with contextlib.suppress(BrowserError):
            page.locator(selector).first.wait_for(timeout=LOOK_MS)
            return
    raise AssertionError(f"{selector} did not come to {url}: {page.inner_text('main')[:600]}")


def fetch_file(page: Page, start: Callable[[], None], to: Path) -> Path:
    """What the browser downloads when ``start`` is done, kept under a name of one's own."""
    with page.expect_download() as waited:
        start()
    waited.value.save_as(to)
    return to
