"""The small run of the seam's tests."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.seam.small_run import SmallRun, prepare_small_run


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallRun:
    """A run of 150 orders, prepared for pages."""
    return prepare_small_run(tmp_path_factory)
