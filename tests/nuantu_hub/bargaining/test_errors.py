"""A refusal of bargaining is one of the hub."""

from __future__ import annotations

from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.site.errors import Refused


def test_a_refusal_says_what_why_and_where() -> None:
    refused = TalkRefused("没有写原文", "抄下来", field="words")
    assert isinstance(refused, Refused)
    assert (str(refused), refused.field, refused.status) == ("没有写原文；抄下来", "words", 422)
