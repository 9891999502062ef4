"""Degrees become metres and come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nuantu.siting.plane import DEGREE_M, to_degrees, to_plane


def test_a_degree_north_is_a_meridian_degree() -> None:
    """111.195 km on the mean sphere; eastwards less by the cosine of the latitude."""
    assert to_plane(40.0, 116.0, (39.0, 116.0)) == (0.0, pytest.approx(111_195, abs=1))
    assert to_plane(60.0, 117.0, (60.0, 116.0))[0] == pytest.approx(DEGREE_M / 2)


@given(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))
def test_there_and_back_is_the_same_place(north: float, east: float) -> None:
    """Within a millimetre."""
    lat, lon = to_degrees(*to_plane(39.9 + north, 116.4 + east, (39.9, 116.4)), (39.9, 116.4))

    assert (lat, lon) == (pytest.approx(39.9 + north, abs=1e-8), pytest.approx(116.4 + east, abs=1e-8))
