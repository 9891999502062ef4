"""Every word of the page exists in both languages with the same fields, and nothing is left untold."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from nuantu.report.words import SCRIPT_WORDS, WORDS, both, pair, pick, spans

SOURCES = Path(__file__).resolve().parents[3] / "src" / "nuantu" / "report"


@pytest.mark.parametrize("texts", [*WORDS.values(), *SCRIPT_WORDS.values()],
                         ids=[*WORDS, *(f"script-{name}" for name in SCRIPT_WORDS)])
def test_a_word_has_both_languages_with_the_same_fields(texts: tuple[str, str]) -> None:
    """Neither text is empty, both tell the same numbers."""
    chinese, english = ({field for _, field, _, _ in Formatter().parse(text) if field} for text in texts)

    assert all(text.strip() for text in texts)
    assert chinese == english


def test_every_word_that_the_script_asks_for_is_there() -> None:
    """The script says nothing that has no words, and no word lies unused."""
    script = (SOURCES / "static" / "report.js").read_text(encoding="utf-8")
    named = set(re.findall(r'"(\w+)"', script))

    assert set(re.findall(r'say\("(\w+)"', script)) <= set(SCRIPT_WORDS)
    assert set(SCRIPT_WORDS) <= named


def test_no_word_of_the_page_lies_unused() -> None:
    """Each is named in a module, whole or by its first part."""
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.py") if path.name != "words.py")
    named = set(re.findall(r'"(\w+)"', text))
    prefixes = ("layer_", *set(re.findall(r'f"(\w+_)\{', text)))

    assert [name for name in WORDS if name not in named and not name.startswith(prefixes)] == []


def test_every_word_that_python_asks_for_is_there() -> None:
    """Literal names in the report's modules are names of words."""
    asked = set()
    for path in SOURCES.glob("*.py"):
        asked |= set(re.findall(r'\b(?:both|pair)\("(\w+)"', path.read_text(encoding="utf-8")))

    assert asked <= set(WORDS)


def test_a_field_may_speak_both_languages() -> None:
    """A pair as a field gives each text its own."""
    assert pair("mark_stop", limit=("12 小时", "12 h")) == ("12 小时停", "12 h stop")


def test_markup_in_fields_is_written_as_text() -> None:
    """A name from a file cannot become a tag."""
    assert both("day_gone", path="<b>") == (
        '<span lang="zh">找不到这一天的文件夹 &lt;b&gt;，街道画不出来，只画点。</span>'
        '<span lang="en">The day&#x27;s folder &lt;b&gt; is not at hand: streets cannot be drawn, only points.</span>')


def test_a_text_that_is_the_same_in_both_languages_stands_once() -> None:
    """Numbers need no second copy."""
    assert spans(("12", "12")) == "12"
    assert pick(("一", "one"), "en") == "one"
