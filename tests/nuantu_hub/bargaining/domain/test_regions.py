"""Regions are judged as a slow twin judges them, and a limit holds at its very value."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import pytest

from nuantu_hub.bargaining.domain.regions import find_region, meets

NAMES = ("pay_lowest_tenth", "cost_per_order", "hours")


def twin(cells: list[dict[str, Any]], one: list[list[Any]], other: list[list[Any]]) -> list[str]:
    """The same, one comparison after another."""
    words = []
    for cell in cells:
        held = []
        for limits in (one, other):
            kept = 0
            for outcome, measure, sense, value in limits:
                if outcome not in cell:
                    continue
                number = cell[outcome][measure]
                if (sense == "at_least" and number >= value) or (sense == "at_most" and number <= value):
                    kept += 1
            held.append(kept == len(limits))
        words.append("both" if all(held) else "one" if held[0] else "other" if held[1] else "none")
    return words


@pytest.mark.parametrize("seed", range(20))
def test_every_cell_is_judged_as_the_twin_judges_it(seed: int) -> None:
    chance = Random(seed)
    names = NAMES[:chance.randint(2, 3)]
    cells = [{name: {"after": chance.randint(0, 6), "diff": chance.randint(-3, 3)} for name in names}
             for _cell in range(30)]
    sides = [[[chance.choice(NAMES), measure, sense, chance.randint(-2, 5)]
              for measure, sense in product(("after", "diff"), ("at_least", "at_most")) if chance.random() < 0.5]
             for _side in range(2)]
    region = find_region(cells, *sides)
    assert list(region.cells) == twin(cells, *sides)
    assert (region.exists, region.count) == ("both" in region.cells, region.cells.count("both"))


def test_a_limit_holds_at_its_value_and_an_outcome_that_is_missing_meets_none() -> None:
    cell = {"hours": {"after": 5, "diff": 0}}
    assert meets(cell, [["hours", "after", "at_least", 5], ["hours", "after", "at_most", 5]])
    assert not meets(cell, [["cost_per_order", "after", "at_most", 9]])
    assert meets(cell, [])
