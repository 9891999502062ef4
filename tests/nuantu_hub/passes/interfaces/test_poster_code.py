"""The poster's code is read by an independent decoder, also with a part of it dirty."""

from __future__ import annotations

import re

import numpy as np
import zxingcpp

from nuantu_hub.passes.interfaces.poster_code import draw_poster_code

TEXT = "XG1:" + "6BFOXN%TS3DHPVO13J /G-/2YRVA.Q" * 9


def picture(drawing: str, scale: int = 6) -> np.ndarray:
    """The drawing as grey pixels."""
    side = int(re.search(r'viewBox="0 0 (\d+)', drawing)[1])  # type: ignore[index]
    grid = np.full((side, side), 255, np.uint8)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawing):
        grid[int(y), int(x)] = 0
    return np.kron(grid, np.ones((scale, scale), np.uint8))


def test_the_code_is_read_as_it_was_written_and_with_a_stain() -> None:
    pixels = picture(draw_poster_code(TEXT, "南门"))
    stained = pixels.copy()
    half = len(stained) // 2
    stained[half:half + len(stained) // 8, half:half + len(stained) // 8] = 255

    for seen in (pixels, stained):
        found = zxingcpp.read_barcodes(seen)
        assert [one.text for one in found] == [TEXT]


def test_its_name_is_data() -> None:
    assert "&lt;b&gt;" in draw_poster_code("XG1:A", "<b>")
