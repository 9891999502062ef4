"""Each code that a holder's page can say has its sentence."""

from __future__ import annotations

import re

from tests.node import STATIC

from nuantu_hub.passes.interfaces.escrow_words import tell_words


def test_every_code_of_the_modules_has_words() -> None:
    codes = {code for path in (STATIC / "escrow").glob("*.js") for code in re.findall(
        r'(?:Escrow|KeyFile|Page)Error\("(\w+)"\)|say\(form, "(\w+)"\)', path.read_text(encoding="utf-8"))}
    used = {one for pair in codes for one in pair if one}

    assert used >= {"form", "share", "minute", "passphrase", "twice", "drawn"}
    assert used | {"old"} == set(tell_words())
