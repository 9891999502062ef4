"""A refusal of needs is one of the hub."""

from __future__ import annotations

from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.site.errors import Refused


def test_a_refusal_says_what_why_and_where() -> None:
    refused = NeedRefused("还没有说是什么事", "写一句", field="words")
    assert isinstance(refused, Refused)
    assert (str(refused), refused.field, refused.status) == ("还没有说是什么事；写一句", "words", 422)
