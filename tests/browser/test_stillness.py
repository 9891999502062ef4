"""A browser that stands still is ended, and its test is run once more; one that does so twice fails."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.browser

#: A folder's hooks as those of this one, with a second of patience.
HOOKS = """
from pathlib import Path
import pytest
from playwright.sync_api import sync_playwright
from tests.browser import conftest
from tests.browser.conftest import CHROMIUM, FLAGS, pytest_terminal_summary
from tests.browser.stillness import run_watched

def pytest_runtest_protocol(item, nextitem):
    run_watched(item, nextitem, after_s=6.0)
    return True

@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as player:
        started = player.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()
"""
#: A page that never answers while the file is absent, or for ever.
STILL = """
from pathlib import Path

def test_stands(browser):
    been = Path("been")
    page = browser.new_page()
    first = not been.exists()
    been.touch()
    if first or {ever}:
        page.evaluate("new Promise(() => 0)")
    assert page.evaluate("1 + 1") == 2

def test_next(browser):
    assert browser.new_page().evaluate("2 + 2") == 4
"""


@pytest.mark.parametrize(("ever", "passed"), [(False, 2), (True, 1)])
def test_a_test_that_stands_still_once_is_run_again_and_named(
        pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, browser: object, ever: bool, passed: int) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parents[2]), *sys.path]))
    pytester.makeconftest(HOOKS)
    pytester.makepyfile(STILL.format(ever=ever))
    done = pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider", "-p", "no:django")
    done.assert_outcomes(passed=passed, failed=2 - passed)
    said = done.stdout.str()
    assert "a browser stood still at" in said
    assert Path(pytester.path, "been").exists()
    assert "test_stands" in said
    assert ".py:9;" in said
