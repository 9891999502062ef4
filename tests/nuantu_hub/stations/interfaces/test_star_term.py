"""How much of a star's term is over."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from nuantu_hub.stations.domain.stars import CurrentStar
from nuantu_hub.stations.interfaces.star_term import tell_term


def make_star(stars: int, until: date | None) -> CurrentStar:
    return CurrentStar(stars=stars, state="held", since=date(2026, 1, 1), until=until, falls_to=0, evidence_on=None,
                       passed=33, asked=36, version=1, decision=cast("Any", None), next_by=None)


def test_the_bar_is_as_long_as_the_term_that_is_over() -> None:
    term = tell_term(make_star(4, date(2026, 12, 31)), date(2026, 11, 21))

    assert term is not None
    assert (term.since, term.left) == ("2026年1月1日 评定", "还有 40 天")
    assert f'width="{100 * 324 / 364:.2f}"' in term.bar


def test_a_star_without_an_end_has_no_term_and_neither_has_none() -> None:
    assert tell_term(make_star(4, None), date(2026, 11, 21)) is None
    assert tell_term(make_star(0, date(2026, 12, 31)), date(2026, 11, 21)) is None
    assert tell_term(None, date(2026, 11, 21)) is None
