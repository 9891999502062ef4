"""Codes and seeds as the hub gives them, against the vectors of docs/door.md."""

from __future__ import annotations

import base64

import pytest

from nuantu_hub.seam.doors import draw_once_code, find_end_s, find_window, list_seeds

SECRET = bytes(range(32))
AT_S = 1_767_225_600


def test_a_code_is_that_of_its_window_and_serial() -> None:
    assert find_window(AT_S) == 2_945_376
    assert [draw_once_code(SECRET, 2_945_376, serial) for serial in (0, 1, 255)] == [
        "91906075", "21387733", "24644520"]


def test_a_serial_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="256"):
        draw_once_code(SECRET, 2_945_376, 256)


def test_a_code_ends_with_the_window_after_its_own() -> None:
    assert find_end_s(find_window(AT_S)) == AT_S + 1200


def test_a_phone_gets_the_seeds_of_this_week_and_the_next() -> None:
    this, after = list_seeds(SECRET, 7, AT_S)
    assert base64.b64decode(this.seed).hex() == "46fbe75bb4b22940243f50ba45560a68a64bf5a4afa74ba14d89652e511abceb"
    assert (this.from_s, this.until_s, after.from_s) == (2922 * 604_800, 2923 * 604_800, 2923 * 604_800)
    assert this.seed != after.seed
