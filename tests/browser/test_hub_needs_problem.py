"""Pages of common problems in a real browser: whole at both widths, in both languages, and worked by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import CHROMIUM, check_page
from tests.nuantu_hub.serving import Served, clean_environment

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Desk:
    """A hub with problems, served; ``told`` has sessions, pages and the problem that waits to be checked."""

    url: str
    told: dict[str, Any]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A fresh hub with problems in several states."""
    if CHROMIUM is None:
        pytest.skip("no browser is installed: chromium is not on the path")
    folder = tmp_path_factory.mktemp("problems") / "hub"
    done = subprocess.run([sys.executable, "-m", "tests.nuantu_hub.needs.prepare_problems", str(folder)],
                          capture_output=True, text=True, check=True, cwd=ROOT, env=clean_environment())
    served = Served(folder).start()
    try:
        yield Desk(served.url, json.loads(done.stdout))
    finally:
        served.stop()


def open_page(desk: Desk, browser: Browser, width: int, language: str) -> tuple[Page, list[str]]:
    """The officer's window, and what its console complains of."""
    context = browser.new_context(viewport={"width": width, "height": 860}, reduced_motion="reduce")
    context.add_cookies([{"name": "django_language", "value": language, "url": desk.url},
                         {"name": "sessionid", "value": desk.told["sessions"]["officer"], "url": desk.url}])
    page, complaints = context.new_page(), []
    page.set_default_timeout(90_000)
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


@pytest.mark.parametrize(("width", "language"), [(390, "zh-hans"), (1440, "en")])
def test_every_page_is_whole(desk: Desk, browser: Browser, width: int, language: str) -> None:
    """No serious fault, one heading, no sideways scroll, a quiet console, and English without Chinese."""
    page, complaints = open_page(desk, browser, width, language)
    for path in desk.told["pages"]:
        page.goto(desk.url + path)
        check_page(page, english=language == "en")
        assert complaints == [], path


def test_a_find_is_named_taken_and_split_without_a_manual(desk: Desk, browser: Browser) -> None:
    """From somebody's words to a name that everybody reads, and one of two needs taken out again."""
    page, _complaints = open_page(desk, browser, 1440, "zh-hans")
    page.goto(f"{desk.url}/problems/{desk.told['found']}/")
    page.fill("#id_name", "取餐柜打不开")
    page.get_by_role("button", name="是一个问题").click()
    page.get_by_role("button", name="认领", exact=True).click()
    expect(page.locator(".problem-clocks dl")).to_contain_text("李敏")
    page.locator(".said-list input[type=checkbox]").first.check()
    page.locator(".split-form > summary").click()
    page.fill("#split_name", "取餐柜的门坏了")
    page.fill("#split_why", "一个是柜，一个是门")
    page.locator(".split-form button").click()
    expect(page.locator(".trail")).to_contain_text("一个是柜，一个是门")
    page.goto(f"{desk.url}/said/")
    expect(page.locator("main")).to_contain_text("取餐柜的门坏了")
