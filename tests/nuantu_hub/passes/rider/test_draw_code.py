"""The code that the phone draws, read by a reader that knows nothing of it."""

from __future__ import annotations

import random
import re

import numpy as np
import zxingcpp
from tests.node import ask_module

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
DRAW = """(() => {
    const make = () => {
        const one = { parts: {}, told: {}, setAttribute(name, value) { this.told[name] = value; },
            querySelector(name) { return this.parts[name]; },
            replaceChildren(light, dark) { this.parts = { rect: light, path: dark }; } };
        return one;
    };
    globalThis.document = { createElementNS: make };
    return given.map((text) => {
        const svg = make();
        return [it.drawCode(svg, text), svg.told.viewBox, svg.parts.path.told.d];
    });
})()"""


def paint(outline: str, side: int) -> np.ndarray:
    """The squares of a path as a picture, four pixels a module."""
    modules = np.full((side, side), 255, np.uint8)
    for x, y, wide in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", outline):
        modules[int(y), int(x):int(x) + int(wide)] = 0
    return np.kron(modules, np.ones((4, 4), np.uint8))


def test_every_text_of_a_token_s_length_is_read_back_at_version_12_or_less() -> None:
    rng = random.Random(7)
    texts = ["XT1:" + "".join(rng.choice(SIGNS) for _ in range(length)) for length in (*range(360, 415, 3), 100)]

    drawn = ask_module("rider/draw_code.js", DRAW, texts)

    assert max(version for version, _box, _outline in drawn) == 12
    for text, (version, box, outline) in zip(texts, drawn, strict=True):
        side = 17 + 4 * version + 8
        assert box == f"0 0 {side} {side}"
        found, = zxingcpp.read_barcodes(paint(outline, side))
        assert (found.text, found.ec_level) == (text, "M")


def test_a_text_that_would_need_a_larger_code_is_refused() -> None:
    draw = "(() => { try { it.drawCode({}, given); return 'drawn'; } catch { return 'refused'; } })()"

    told = ask_module("rider/draw_code.js", draw, "A" * 420)

    assert told == "refused"
