"""The icons are one set: named, complete, and drawn as lines."""

from __future__ import annotations

import re

import pytest

from nuantu_hub.site.icons import DRAWINGS, draw_icon, draw_mark, read_icons

ASKED = [
    "today", "say", "services", "me", "needs", "bargain", "agreement", "replay", "station", "pass", "dispute",
    "activity", "benefit", "ledger", "rest", "pay", "dispatch", "care", "career", "governance", "rain", "wind",
    "heat", "snow", "clock", "check", "watch", "broken", "unknown", "arrow", "back", "close", "search", "plus",
    "filter", "export", "import", "map", "navigate", "phone", "qr", "scan", "user", "users", "building", "flag",
    "file", "lock", "link", "calendar", "merge", "transfer", "leave", "print", "play", "pause", "language", "theme",
    "offline", "kept",
]


def test_every_icon_that_the_product_names_is_in_the_set() -> None:
    assert sorted(set(ASKED) - set(read_icons())) == []


def test_every_symbol_of_the_file_is_read_and_uses_no_colour_of_its_own() -> None:
    text = DRAWINGS.read_text(encoding="utf-8")

    assert text.count("<symbol ") == len(read_icons())
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', "".join(read_icons().values()))) <= {"currentColor", "none"}


def test_an_icon_is_decoration_unless_it_is_named() -> None:
    assert 'aria-hidden="true"' in draw_icon("check")
    assert 'role="img" aria-label="&lt;b&gt;"' in draw_icon("check", "<b>")
    assert 'class="icon big"' in draw_icon("check", classes="big")
    assert 'aria-hidden="true"' in draw_mark()


def test_an_icon_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(LookupError, match=r"no icon 'unicorn'; the set has .*agreement"):
        draw_icon("unicorn")
