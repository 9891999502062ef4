"""Which cells keep both sides' limits."""

from __future__ import annotations

from nuantu.whatif.interval import Effect
from nuantu.whatif.limits import Limit, find_region


def _effect(diff: float, reach: float | None = 1.0) -> Effect:
    bounds = (None, None) if reach is None else (diff - reach, diff + reach)
    return Effect(10.0, 10.0 + diff, diff, *bounds, 6)


CELLS = [{"pay": _effect(diff), "cost": _effect(diff / 2)} for diff in (0.0, 1.0, 2.0, 3.0, 4.0)]


def test_a_region_keeps_every_limit_of_both_sides() -> None:
    """Riders want 2 more an hour, the company at most 11.5 an order: cells 2 and 3 keep both."""
    riders, company = [Limit("pay", "at_least", 2.0, of="diff")], [Limit("cost", "at_most", 11.5)]

    assert find_region(CELLS, riders) == (2, 3, 4)
    assert find_region(CELLS, company) == (0, 1, 2, 3)
    assert find_region(CELLS, riders, company) == (2, 3)
    assert find_region(CELLS, [Limit("pay", "at_least", 14.0)], [Limit("cost", "at_most", 11.0)]) == ()
    assert find_region(CELLS) == (0, 1, 2, 3, 4)


def test_a_sure_limit_asks_the_whole_interval() -> None:
    """The low end for at least, the high end for at most; where there is none, nothing is sure."""
    assert find_region(CELLS, [Limit("pay", "at_least", 2.0, of="diff", sure=True)]) == (3, 4)
    assert find_region(CELLS, [Limit("pay", "at_most", 12.0, sure=True)]) == (0, 1)
    assert find_region([{"pay": _effect(9.0, None)}], [Limit("pay", "at_least", 2.0, sure=True)]) == ()


def test_what_is_not_known_keeps_no_limit() -> None:
    """An outcome that a cell lacks, or that no day knows."""
    empty = Effect(None, None, None, None, None, 0)

    assert find_region([{}, {"pay": empty}], [Limit("pay", "at_least", -99.0)]) == ()
