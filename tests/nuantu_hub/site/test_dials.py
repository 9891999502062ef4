"""Small drawings keep within their bounds and say what they show."""

from __future__ import annotations

import pytest

from nuantu_hub.site.dials import draw_bar, draw_donut, draw_periods


@pytest.mark.parametrize(("value", "of", "width"), [(3, 4, "75.00"), (9, 4, "100.00"), (-1, 4, "0.00"), (1, 0, "0.00")])
def test_a_bar_shows_a_share_between_nothing_and_all(value: float, of: float, width: str) -> None:
    assert f'class="part" width="{width}"' in draw_bar(value, of)


def test_a_bar_is_decoration_unless_it_is_named() -> None:
    assert 'aria-hidden="true"' in draw_bar(1, 2)
    assert 'role="img" aria-label="一半"' in draw_bar(1, 2, words="一半")


def test_a_donut_turns_by_what_is_left() -> None:
    assert "A11 11 0 0 1 26.00 15.00" in draw_donut(0.25)
    assert "A11 11 0 1 1 4.00 15.00" in draw_donut(0.75)
    assert 'class="part"' not in draw_donut(0)
    assert 'class="donut watch big"' in draw_donut(2, "watch", "big")


def test_periods_stand_in_order_in_the_colour_of_their_state() -> None:
    drawn = draw_periods(["complied", "", "violated"], "两期")

    assert [part.split('"')[1] for part in drawn.split("<rect ")[1:]] == ["kept", "none", "broken"]
    assert 'aria-label="两期"' in drawn
