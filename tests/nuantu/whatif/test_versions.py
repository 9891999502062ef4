"""Versions stand beside every figure."""

from __future__ import annotations

import numpy as np

from nuantu.whatif.versions import list_versions


def test_versions_name_what_decides_a_figure() -> None:
    """Python, ourselves, and the libraries that compute."""
    found = list_versions()

    assert found["numpy"] == np.__version__
    assert set(found) == {"python", "nuantu", "numpy", "numba", "pyarrow", "scipy"}
