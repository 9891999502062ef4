"""Every word that the editor's scripts ask for is told to them."""

from __future__ import annotations

import re
from pathlib import Path

import nuantu_hub.passes
from nuantu_hub.passes.interfaces.editor_words import tell_editor

FOLDER = Path(nuantu_hub.passes.__file__).parent / "static" / "passes" / "editor"


def test_no_script_asks_for_a_word_that_is_not_there() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js")))
    asked = {*re.findall(r'say\("(\w+)"', text), *re.findall(r"words\.(\w+)\.replace", text)}
    asked |= set(re.findall(r'(?:label|input|select|check|button)\((?:thing, )?"(\w+)"', text))

    assert asked <= tell_editor().keys()
    assert len(asked) >= 20
