"""The ring that runs out."""

from __future__ import annotations

import pytest

from nuantu_hub.stations.interfaces.code_ring import draw_code_ring


@pytest.mark.parametrize(("share", "drawn"), [(1.0, "1.0000 1"), (0.25, "0.2500 1"), (-3, "0.0000 1"), (7, "1.0000 1")])
def test_the_ring_is_as_long_as_the_time_that_is_left(share: float, drawn: str) -> None:
    assert f'stroke-dasharray="{drawn}"' in draw_code_ring(share)


def test_the_last_minutes_have_a_tone_of_their_own() -> None:
    assert [" low" in draw_code_ring(share) for share in (0.2, 0.1)] == [False, True]
