"""What everybody may know points at nobody: small counts are left out, and what would give them away."""

from __future__ import annotations

from nuantu_hub.people.domain.publication import publish_reach
from nuantu_hub.people.domain.rates import Rate, Reach
from nuantu_hub.people.models import Unit


def _rows(*members: int, of: int | None = 1000) -> list[Reach]:
    return [Reach(Unit(pk=place, name=str(place)), Rate(0, None), Rate(count, of), 0)
            for place, count in enumerate(members)]


def _shown(*members: int, total: int | None = None) -> list[int | None]:
    return [row.members for row in publish_reach(_rows(*members), total=sum(members) if total is None else total)]


def test_counts_below_ten_are_left_out() -> None:
    assert _shown(9, 5, 10, 40) == [None, None, 10, 40]


def test_one_row_that_could_be_subtracted_takes_the_next_smallest_along() -> None:
    assert _shown(3, 40, 20) == [None, 40, None]


def test_rows_that_come_to_fewer_than_ten_take_another_one_along() -> None:
    assert _shown(2, 3, 40, 20) == [None, None, 40, None]


def test_where_nothing_is_small_everything_is_shown() -> None:
    assert _shown(10, 20, 30) == [10, 20, 30]


def test_where_all_is_small_nothing_is_shown() -> None:
    assert _shown(1, 2) == [None, None]


def test_members_counted_above_the_rows_cover_the_subtraction_of_several() -> None:
    assert _shown(2, 3, 40, total=90) == [None, None, 40]


def test_a_share_that_leaves_fewer_than_ten_outside_is_left_out() -> None:
    assert [row.percent for row in publish_reach(_rows(92, 90, of=100), total=182)] == [None, 90.0]


def test_without_a_denominator_the_count_stands_alone() -> None:
    row = publish_reach(_rows(50, of=None), total=50)[0]
    assert (row.members, row.percent, row.held_back) == (50, None, False)
