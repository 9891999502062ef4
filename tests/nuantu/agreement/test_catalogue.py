"""The catalogue names every clause type that a provision may ask for."""

from __future__ import annotations

from collections import Counter

from nuantu.agreement.catalogue import CATALOGUE
from nuantu.agreement.clauses import CLAUSE_TYPES


def test_the_catalogue_has_its_types_in_six_chapters() -> None:
    """The ninety-seven of the domain research and those that real texts needed beside them, each id once."""
    assert Counter(chapter for _, chapter, _ in CATALOGUE.values()) == {
        "PAY": 24, "RST": 14, "DSP": 23, "CAR": 17, "DEV": 8, "GOV": 15}
    assert len({type_id for type_id, _, _ in CATALOGUE.values()}) == len(CATALOGUE)


def test_every_type_that_is_built_stands_in_it_under_its_own_id_and_chapter() -> None:
    """A type cannot be built under another name than the catalogue's."""
    assert {name: (kind.id, kind.chapter) for name, kind in CLAUSE_TYPES.items()} == {
        name: CATALOGUE[name][:2] for name in CLAUSE_TYPES}
