"""Lines are broken where Chinese and numbers may be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nuantu.rights.font import find_faces
from nuantu.rights.paper import Paper


@pytest.fixture(scope="module")
def paper() -> Iterator[Paper]:
    """A page to measure on."""
    made = Paper(*find_faces(), "head")
    made.add_page()
    made.set_ink(9)
    yield made
    made.close_fonts()


@pytest.mark.parametrize("room", [12.0, 20.0, 33.3, 60.0])
def test_no_line_is_wider_than_its_room_by_more_than_a_mark(paper: Paper, room: float) -> None:
    """Nothing is lost, punctuation never opens a line, amounts and digests are torn only where no line holds them."""
    text = "按每小时不低于¥27.70计，应得¥41.09（四舍五入），减去已得¥22.50，付¥18.59；见《协议》第三条。"
    lines = paper.break_text(text, room)
    assert "".join(lines) == text
    assert all(paper.get_string_width(line) <= room + paper.get_string_width("，") + 0.01 for line in lines)
    assert not any(line[0] in "，。；：、）》" for line in lines)
    if room > 15:
        assert any("¥27.70" in line for line in lines)


def test_a_word_that_no_line_holds_is_torn(paper: Paper) -> None:
    """A digest in a narrow column."""
    digest = "0123456789abcdef" * 4
    lines = paper.break_text(digest, 20.0)
    assert "".join(lines) == digest
    assert len(lines) > 3


def test_what_is_empty_takes_one_line(paper: Paper) -> None:
    """So that a row keeps its height."""
    assert paper.break_text("", 30.0) == [""]
