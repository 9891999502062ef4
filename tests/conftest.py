"""What every test may lean on: a place for compiled kernels, and the shared data where it stands."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
#: The only grounds on which a test may be skipped where CI runs.
ALLOWED_SKIPS = ("the shared data is absent", "no browser is installed")

# What one run of the tests has dispatched must not answer for another.
os.environ["NUANTU_SHELF"] = "off"

# How long an example takes says more about the machine's other work than about the code: timings are benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real data beside the repository; tests that read it skip by name where it is absent."""
    folder = Path(os.environ.get("NUANTU_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"the shared data is absent: {folder / 'data'}")
    return folder


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    """Turn a skip into a failure where CI runs, unless its ground is one of the allowed ones."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true":
        reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not any(ground in reason for ground in ALLOWED_SKIPS):
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped in CI: {reason}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the database at hand does not have: it is not skipped, it is another database's test."""
    absent = "embedded" if os.environ.get("NUANTU_HUB_POSTGRES") else "server"
    without_ray = find_spec("ray") is None
    left_out = [item for item in items
                if item.get_closest_marker(absent) or (without_ray and item.get_closest_marker("ray"))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
