"""The page of text: every part, in both languages, with the numbers of the JSON."""

from __future__ import annotations

import pytest
from tests.nuantu.deliberation.made_votes import draw_rows

from nuantu.deliberation.deliberation import deliberate
from nuantu.deliberation.page import WORDS, grade_stability, write_page
from nuantu.deliberation.telling import tell_deliberation
from nuantu.deliberation.votes import Statement, build_votes


def tell(runs: int = 4) -> dict[str, object]:
    """Two clear groups, statements with words."""
    rows, _ = draw_rows(voters=60, statements=12, seed=2)
    said = [Statement(str(one), f"第 {one} 条\n很长" + "，还没说完" * (30 if one == 0 else 0)) for one in range(12)]
    return tell_deliberation(deliberate(build_votes(said, rows), seed=4, groups=2, runs=runs), ["votes.csv is absent"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_says_what_the_json_says(lang: str) -> None:
    """Sizes, stability, shared and splitting statements, the digest."""
    told = tell()
    page = write_page(told, lang)

    assert str(told["inputs_sha256"]) in page
    assert WORDS[lang]["note"].format(note="votes.csv is absent") in page
    for key in ("unites", "splits"):
        assert WORDS[lang][key] in page
    for name, size in told["sizes"].items():  # type: ignore[attr-defined]
        assert WORDS[lang]["group"].format(name=name, size=size) in page
    assert max(len(line) for line in page.splitlines()) < 130


def test_both_languages_have_the_same_words() -> None:
    """Nothing is left untranslated."""
    assert WORDS["zh"].keys() == WORDS["en"].keys()


def test_unmeasured_stability_is_said() -> None:
    """And no grade is given."""
    assert "没有测稳定度" in write_page(tell(runs=0))


def test_grades_fall_with_stability() -> None:
    """From very stable to not to be relied on."""
    values = (1.0, 0.9, 0.89, 0.75, 0.74, 0.5, 0.49, -0.1)

    assert [grade_stability(value) for value in values] == [0, 0, 1, 1, 2, 2, 3, 3]
