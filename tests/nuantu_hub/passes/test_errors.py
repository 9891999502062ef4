"""A refusal of passes is one of the hub."""

from __future__ import annotations

from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.site.errors import Refused


def test_a_refusal_says_what_why_and_where() -> None:
    refused = PassRefused("今天领满了", "明天再领", field="count")
    assert isinstance(refused, Refused)
    assert (str(refused), refused.field, refused.status) == ("今天领满了；明天再领", "count", 422)
