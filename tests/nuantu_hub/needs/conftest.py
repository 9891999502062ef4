"""What tests of needs share: a clock that stands at the moment that a test is marked with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nuantu_hub.site.clock import set_clock


@pytest.fixture(autouse=True)
def standing_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """The hub's clock stands at the moment that a test is marked with."""
    mark = request.node.get_closest_marker("standing")
    if mark is None:
        yield
        return
    set_clock(*mark.args)
    yield
    set_clock(None)
