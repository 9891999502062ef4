"""Changes tried on real small days: paired, repeatable, and dispatched again only where dispatch reads the clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from nuantu.agreement.book import Book
from nuantu.core.errors import InputError
from nuantu.dispatch.binds import BINDS
from nuantu.whatif.change import parse_change
from nuantu.whatif.days import find_days
from nuantu.whatif.outcomes import EVERYONE, UNITS
from nuantu.whatif.run import group_variants, is_binding, try_change, try_variants

PAY, BIND = parse_change("YG-piece-rate.base=7CNY"), parse_change("YG-orders-in-hand.cap=1")


def test_what_binds_follows_from_the_registry(book: Book) -> None:
    """A clause is dispatched again when its type has a bind, whatever its name."""
    for agreement in book.agreements:
        for clause in agreement.clauses:
            change = parse_change(f"{clause.id}.any=1")
            assert is_binding(book, change) is (clause.type.name in BINDS)
    assert (is_binding(book, PAY), is_binding(book, BIND)) == (False, True)


def test_variants_that_bind_alike_share_their_logs(book: Book) -> None:
    """Pay clauses go with the book as it stands; a binding one with others of the same binding change."""
    assert group_variants(book, [(PAY,), (BIND,), (PAY, BIND), (parse_change("YG-orders-in-hand.cap=2"),)]) \
        == [[0, 1], [2, 3], [4]]


def test_a_pay_clause_changes_pay_alone(book: Book, days: Path) -> None:
    """The days are the same to the second: only pay and cost differ, each by what the arithmetic says."""
    tried = try_change(book, [PAY], find_days([str(days)]), [1], workers=1)
    effects = tried.effects[EVERYONE]

    assert (tried.binding, tuple(effects)) == (False, tuple(UNITS))
    changed = {name for name, effect in effects.items() if effect.diff}
    assert changed == {"pay_per_hour", "pay_lowest_tenth", "pay_gini", "cost_per_order"}
    cost = effects["cost_per_order"]
    assert cost.n_days == 3
    assert 0 < cost.diff <= 1.0 + 1e-9  # type: ignore[operator]  # top-ups to the floor shrink by what is paid more
    assert cost.low < cost.diff < cost.high  # type: ignore[operator]


def test_a_binding_clause_changes_the_day(book: Book, days: Path) -> None:
    """With one order in hand at most something else than pay differs."""
    tried = try_change(book, [BIND], find_days([str(days)]), [1], workers=1)

    assert tried.binding
    assert tried.effects[EVERYONE]["required_speed_kmh"].diff


def test_the_value_that_stands_changes_nothing_though_it_is_dispatched_again(book: Book, days: Path) -> None:
    """Chance is common before and after, so that every difference is exactly nought."""
    tried = try_change(book, [parse_change("YG-orders-in-hand.cap=5")], find_days([str(days)]), [1, 2], workers=1)

    assert tried.binding
    for effects in tried.effects.values():
        known = [effect for effect in effects.values() if effect.n_days]
        assert {effect.diff for effect in known} == {0.0}
        assert {(effect.low, effect.high) for effect in known} <= {(0.0, 0.0), (None, None)}
    assert {effect.n_days for effect in tried.effects[EVERYONE].values()} == {3}


def test_the_same_again_gives_the_same_to_the_last_bit(book: Book, days: Path, tmp_path: Path) -> None:
    """By one process or two, with kept logs or without, and with the days in another order all the same figures."""
    named = [str(days / f"day-0{number}") for number in (1, 2, 3)]
    first = try_change(book, [BIND], find_days(named), [1], workers=1, keep=tmp_path / "keep")
    again = try_change(book, [BIND], find_days(named), [1], workers=2, keep=tmp_path / "keep")
    turned = try_change(book, [BIND], find_days(named[::-1]), [1], workers=2)

    assert again.effects == first.effects == turned.effects
    assert again.inputs == first.inputs == turned.inputs
    assert again.inputs["digest"] != try_change(book, [PAY], find_days(named), [1], workers=1).inputs["digest"]


def test_several_variants_share_the_days_as_they_stand(book: Book, days: Path) -> None:
    """Each variant's figures are those that it has alone."""
    sources = find_days([str(days)])
    told: list[tuple[int, int]] = []

    both = try_variants(book, [(PAY,), (BIND,)], sources, [1], workers=1,
                        progress=lambda done, total: told.append((done, total)))

    assert told == [(done, 6) for done in range(7)]
    assert [one.effects for one in both] == [try_change(book, [change], sources, [1], workers=1).effects
                                             for change in (PAY, BIND)]


def test_a_day_named_twice_is_refused(book: Book, days: Path, tmp_path: Path) -> None:
    """A copy under another name would count as a second day."""
    import shutil

    copied = shutil.copytree(days / "day-01", tmp_path / "copy")
    with pytest.raises(InputError, match="the day is the same as"):
        try_change(book, [PAY], find_days([str(days), str(copied)]), [1], workers=1)


@pytest.mark.parametrize("seeds", [[], [1, 1], [-1]])
def test_seeds_are_different_whole_numbers(book: Book, days: Path, seeds: list[int]) -> None:
    """Anything else is refused before a day is lived."""
    with pytest.raises(InputError, match="--seeds"):
        try_change(book, [PAY], find_days([str(days)]), seeds)
