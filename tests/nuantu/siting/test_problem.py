"""What a point counts is the sum of its amounts, each with the share of its source."""

from __future__ import annotations

import pytest
from tests.nuantu.siting.small_sitings import put_in_line


def test_a_point_counts_what_its_sources_say() -> None:
    """The last point has four orders and three wishes that count double."""
    siting = put_in_line()

    assert (list(siting.weights), siting.total) == ([1] * 10 + [10], 20)


def test_a_silent_source_counts_nothing() -> None:
    """Without wishes the last point counts its orders alone; a source that is not there is refused."""
    siting = put_in_line()

    assert list(siting.without("wishes").weights) == [1] * 10 + [4]
    with pytest.raises(KeyError):
        siting.without("dwell")
