"""The replayed day that tests of the report read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.demo_day import make_demo

from nuantu.explanation.record import Record, read_record
from nuantu.report.hours import Duty, measure_duty


@pytest.fixture(scope="session")
def demo_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """OUT of a small demo; tests must not change it."""
    return make_demo(tmp_path_factory)[0]


@pytest.fixture(scope="session")
def record(demo_out: Path) -> Record:
    """Its record."""
    return read_record(demo_out)


@pytest.fixture(scope="session")
def duty(record: Record) -> Duty:
    """Its hours."""
    return measure_duty(record)
