"""What every test may lean on: a place for compiled kernels, and the shared data where it stands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("NUMBA_CACHE_DIR", str(ROOT / ".numba"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real data beside the repository; tests that read it skip by name where it is absent."""
    folder = Path(os.environ.get("NUANTU_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"the shared data is absent: {folder / 'data'}")
    return folder
