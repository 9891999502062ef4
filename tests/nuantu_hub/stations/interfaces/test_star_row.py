"""Five stars in a row, as many filled as a station has."""

from __future__ import annotations

import pytest

from nuantu_hub.stations.interfaces.star_row import draw_stars, say_stars


def test_as_many_are_filled_as_there_are_stars() -> None:
    for stars in range(6):
        drawing = draw_stars(stars)
        assert drawing.count("<svg") == 5
        assert drawing.count('class="icon full"') == stars


def test_the_row_is_named_by_its_words() -> None:
    assert [say_stars(stars) for stars in (0, 4)] == ["未评上星", "四星"]
    assert 'aria-label="四星"' in draw_stars(4)


def test_there_are_no_six_stars() -> None:
    with pytest.raises(IndexError):
        say_stars(6)
