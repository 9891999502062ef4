"""A refusal of stations is one of the hub."""

from __future__ import annotations

from nuantu_hub.site.errors import Refused
from nuantu_hub.stations.errors import StationRefused


def test_a_refusal_says_what_why_and_where() -> None:
    refused = StationRefused("编号已经有了", "换一个编号", field="code")
    assert isinstance(refused, Refused)
    assert (str(refused), refused.field, refused.status) == ("编号已经有了；换一个编号", "code", 422)
