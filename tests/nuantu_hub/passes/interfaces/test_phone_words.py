"""The words of the rider's scripts: none is asked for that is not there, none is there that nobody asks for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import translation
from tests.node import STATIC

from nuantu_hub.passes.interfaces.phone_words import tell_words

#: Groups whose words are looked up by what happened: a code of a refusal, a fault of the camera, a word of a ruling.
GROUPS = {"refused", "camera", "ruling", "vehicles", "missing", "days"}


def list_names(told: dict[str, Any], before: str = "") -> set[str]:
    """Every word's name with its group."""
    return {name for key, value in told.items() for name in (
        list_names(value, f"{before}{key}.") if isinstance(value, dict) and key not in GROUPS else {f"{before}{key}"})}


def test_scripts_and_words_agree() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((STATIC / "rider").glob("*.js")))
    asked = set(re.findall(r"\bwords\.((?:rules|map|brief)\.\w+|\w+)", text)) - {"rules", "map", "brief"}
    # The drawing of a map is handed its words.
    drawn = set(re.findall(r"\bwords\.(\w+)", (STATIC / "rider" / "draw_map.js").read_text(encoding="utf-8")))

    assert {name for name in asked - drawn if name not in list_names(tell_words())} == set()
    assert list_names(tell_words()) - asked - {f"map.{name}" for name in drawn} == set()


def test_every_refusal_that_a_script_makes_has_its_sentence() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((STATIC / "rider").glob("*.js")))
    made = set(re.findall(r'new Refusal\("(\w+)"', text)) | set(re.findall(r'E_\w+: "(\w+)"', text))
    made |= {word for pair in re.findall(r'new Refusal\([^")]+\? "(\w+)" : "(\w+)"', text) for word in pair}
    made |= set(re.findall(r'\?\? "(\w+)"\)', text)) | set(re.findall(r"words\.refused\.(\w+)", text))

    assert made == set(tell_words()["refused"])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_filled_in_has_its_place_in_both_languages(language: str) -> None:
    with translation.override(language):
        told = tell_words()

    assert [told[name].count("~") for name in ("ready", "short", "in", "to")] == [1, 1, 1, 1]
    assert told["refused"]["moved"].count("~") == told["refused"]["moved"].count("#") == 1
