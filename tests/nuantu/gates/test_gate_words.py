"""Each verdict has one sentence in both languages, and each way by hand its reason, on the screen as in the program."""

from __future__ import annotations

import re
from importlib.resources import files

from nuantu.gates.gate_words import FULL_DISK, MANUAL_REASONS, SENTENCES
from nuantu.passes.verdict import Code


def test_every_verdict_is_said_in_both_languages() -> None:
    assert set(SENTENCES) == set(Code)
    for words in (*SENTENCES.values(), FULL_DISK, *MANUAL_REASONS.values()):
        chinese, english = words.split(" · ")
        assert re.search(r"[\u4e00-\u9fff]", chinese)
        assert re.fullmatch(r"[ -~]+", english)


def test_the_screen_knows_the_same_reasons() -> None:
    script = (files("nuantu.gates") / "static" / "gate.js").read_text()
    found = dict(re.findall(r"^  (\w+): \"([^\"]+)\",$", script, re.M))

    assert found == MANUAL_REASONS
