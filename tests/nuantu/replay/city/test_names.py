"""Invented names."""

from __future__ import annotations

import numpy as np
import pytest

from nuantu.replay.city.names import Name, name_compound, name_district, name_kitchen, name_roads


@pytest.mark.parametrize("word", ["middle", "river", "rail", "north", "east", "plain"])
def test_twelve_districts_of_one_kind_still_have_twelve_names(word: str) -> None:
    """Where names of the kind run out, others are taken."""
    taken: set[str] = set()
    rng = np.random.default_rng(1)

    assert len({name_district(word, taken, rng).zh for _ in range(12)}) == 12


def test_roads_are_named_by_kind() -> None:
    """Rings are numbered, lanes have no name, streets and arterials differ in their last word."""
    names = name_roads(["ring", "", "diagonal", "ring", "bank", "bank", "arterial", "street", "border"],
                       np.random.default_rng(2))

    assert names[0] == Name("二环路", "Ring 2")
    assert names[3] == Name("三环路", "Ring 3")
    assert names[1] is None
    assert (names[4], names[5]) == (Name("滨河北路", "Riverside North Road"), Name("滨河南路", "Riverside South Road"))
    assert [name.zh[-2:] for name in (names[6], names[8]) if name] == ["大街", "大街"]
    assert names[7] is not None
    assert names[7].zh.endswith("路")


def test_five_hundred_streets_have_five_hundred_names() -> None:
    """Names repeat only beyond what the words give."""
    names = name_roads(["street"] * 500, np.random.default_rng(3))

    assert len({name.zh for name in names if name}) == 500


def test_compounds_and_kitchens_are_named_in_both_languages() -> None:
    """A phase is the same number in both."""
    rng = np.random.default_rng(4)
    compounds = [name_compound(number, rng) for number in range(60)]

    assert all(("期" in name.zh) == ("Phase" in name.en) for name in compounds)
    assert any("期" in name.zh for name in compounds)
    kitchen = name_kitchen(Name("米线", "Rice Noodles"), rng)
    assert kitchen.zh.endswith("米线")
    assert kitchen.en.endswith(" Rice Noodles")
