"""A browser that stands still: what is done about one that answers nothing any more, though nobody has stopped it.

Most calls into a browser have a time limit; some have none (a mouse click, a script, the closing of a page), and now
and then, on a loaded machine, one of these is never answered. Then all browsers of the process are ended, the call
fails with the line at which it stood, everything set up is taken down, and the test is run once more, in a fresh
browser and on fresh data. The run's summary names every such test and its line. One that stands still twice fails.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil
import pytest
from _pytest.runner import runtestprotocol

#: Longer than any one test of a browser takes on a machine under load, shorter than what ends the whole process.
STILL_S = 700.0
#: The name under which a report carries the line at which its test stood still.
STOOD = "stood_still"


def end_browsers() -> int:
    """Kill every browser that this process has started; how many."""
    ended = 0
    for child in psutil.Process(os.getpid()).children(recursive=True):
        try:
            words = child.cmdline()
            if any(word.startswith("--remote-debugging") for word in words) and not any(
                    word.startswith("--type=") for word in words):
                child.kill()
                ended += 1
        except psutil.Error:
            continue  # it has ended by itself meanwhile
    return ended


@dataclass
class Watch:
    """Whether what was watched took too long, and how many browsers were ended for it."""

    rang: threading.Event = field(default_factory=threading.Event)
    ended: int = 0


@contextmanager
def watch_stillness(after_s: float = STILL_S, end: Callable[[], int] = end_browsers) -> Iterator[Watch]:
    """End the browsers when the block has not ended after so many seconds."""
    watch = Watch()

    def ring() -> None:
        watch.ended = end()
        watch.rang.set()
    timer = threading.Timer(after_s, ring)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()


def run_watched(item: pytest.Item, nextitem: pytest.Item | None, after_s: float = STILL_S) -> None:
    """Run a test; where it stood still, take everything down and run it once more."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports, line = _run_once(item, nextitem, after_s)
    if line is not None:
        item._initrequest()  # type: ignore[attr-defined]
        reports, _again = _run_once(item, nextitem, after_s)
        for report in reports:
            report.user_properties.append((STOOD, line))
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)


def _run_once(item: pytest.Item, nextitem: pytest.Item | None,
              after_s: float) -> tuple[list[pytest.TestReport], str | None]:
    """What a test reports and, where it stood still, its line; what was set up with a dead browser is taken down."""
    with watch_stillness(after_s) as watch:
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
    if not watch.ended:
        return reports, None
    item.session._setupstate.teardown_exact(None)
    failed = next((report for report in reports if report.failed), None)
    return reports, None if failed is None else _find_line(failed)


def _find_line(report: pytest.TestReport) -> str:
    """The line of the tests at which a test failed, as far as its report says."""
    entries = getattr(getattr(report.longrepr, "reprtraceback", None), "reprentries", [])
    places = [entry.reprfileloc for entry in entries if getattr(entry, "reprfileloc", None) is not None]
    return next((f"{place.path}:{place.lineno}" for place in reversed(places) if "site-packages" not in place.path),
                f"while it was {report.when}")
