"""A code on a sign is drawn black on white with its quiet zone, and reads as what was put in."""

from __future__ import annotations

import re

import segno

from nuantu_hub.people.interfaces.codes import QUIET, draw_code

TEXT = "https://example.org/v/abc123/"


def test_every_dark_module_is_drawn_once_at_its_place() -> None:
    drawn = draw_code(TEXT, "签到码")
    dark = {(x + QUIET, y + QUIET) for y, row in enumerate(segno.make(TEXT, error="m").matrix)
            for x, module in enumerate(row) if module}
    assert {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn)} == dark


def test_the_ground_is_white_in_every_theme_and_words_are_escaped() -> None:
    drawn = draw_code(TEXT, 'a"<b')
    side = len(segno.make(TEXT, error="m").matrix) + 2 * QUIET
    assert f'<rect width="{side}" height="{side}" fill="#ffffff"/>' in drawn
    assert 'aria-label="a&quot;&lt;b"' in drawn
