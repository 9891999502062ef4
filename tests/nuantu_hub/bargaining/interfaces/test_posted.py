"""What a button's small form says."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from nuantu_hub.bargaining.interfaces.posted import read_number, read_words


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("", -1), ("-1", -1), ("1e3", -1), ("९", -1), ("9" * 5_000, -1),
                                              ("NaN", -1), (" 7", -1)])
def test_a_number_is_one_that_a_row_can_have(rf: RequestFactory, text: str, number: int) -> None:
    assert read_number(rf.post("/", {"version": text}), "version") == number
    assert read_number(rf.post("/"), "version") == -1


def test_words_lose_what_no_database_keeps(rf: RequestFactory) -> None:
    assert read_words(rf.post("/", {"why": "等\x00数据"}), "why") == "等数据"
    assert read_words(rf.post("/"), "why") == ""
