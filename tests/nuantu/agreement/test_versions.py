"""A log of many days is held to the clauses of each day, one version for each stretch on which they stay the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import make_provision, write_agreement
from tests.nuantu.clause_builder import build_clause

from nuantu.agreement.book import Book, load_book
from nuantu.agreement.clause import Clause
from nuantu.agreement.versions import Stretch, cut_stretches, join_stretches
from nuantu.core.errors import AgreementError

FIRST, MIDDLE, LAST = date(2026, 11, 1), date(2026, 11, 16), date(2026, 11, 30)
EVE = MIDDLE - timedelta(days=1)


def piece(base: str, **more: Any) -> dict[str, Any]:
    """A piece rate as an agreement states it."""
    return {"type": "weekday_distance_band", "params": {"base": base}, **more}


def tell(book: Book) -> list[tuple[str, Any, Any, str | None]]:
    """Id, piece rate, days and version of every clause over November 2026."""
    return [(one.id, one.params["base"], one.days, one.version) for one in book.over(FIRST, LAST)]


def test_days_are_cut_before_each_day_on_which_something_may_change() -> None:
    """Turns outside the days, the first day itself and repetitions cut nothing."""
    assert cut_stretches(FIRST, LAST, [MIDDLE, MIDDLE, FIRST, date(2026, 12, 1), date(2020, 1, 1)]) == [
        (FIRST, EVE), (MIDDLE, LAST)]
    assert cut_stretches(FIRST, FIRST, []) == [(FIRST, FIRST)]


def test_equal_neighbours_join_and_a_gap_parts_them() -> None:
    """A clause that goes on is one version; one that comes again after a pause is another."""
    steady, other = build_clause("injury_premium", "a", amount=7), build_clause("injury_premium", "b", amount=9)
    days = [FIRST + timedelta(days=number) for number in range(3)]
    stretches = [Stretch(day, day, clauses) for day, clauses in zip(days, [(steady, other), (steady,), (other, steady)],
                                                                    strict=True)]

    assert join_stretches(stretches) == (
        steady, replace(other, days=(days[0], days[0])), replace(other, days=(days[2], days[2]), since=days[2]))


def test_a_clause_that_changes_in_mid_month_has_two_versions(tmp_path: Path) -> None:
    """The later one carries the same id and says from when it is."""
    book = load_book(write_agreement(tmp_path, provisions=[make_provision("p", ["weekday_distance_band"])], clauses=[
        piece("5 CNY/order", id="P", provision="p", effective={"to": EVE.isoformat()}),
        piece("6 CNY/order", id="P", provision="p", effective={"from": MIDDLE.isoformat()})]))

    assert tell(book) == [("P", 500, (FIRST, EVE), "2025-01-01"), ("P", 600, (MIDDLE, LAST), "2026-11-16")]
    assert [one.days for one in book.over(MIDDLE, LAST)] == [None]
    assert book.over(FIRST, FIRST) == book.in_force(FIRST)


def test_a_layer_that_begins_in_mid_month_changes_what_it_merges_with(tmp_path: Path) -> None:
    """The same clause answers with another figure from the day on which the better layer begins."""
    paths = [write_agreement(tmp_path, "own", clauses=[piece("5 CNY/order", id="P")]),
             write_agreement(tmp_path, "state", "statute", effective={"from": MIDDLE.isoformat()},
                             clauses=[piece("6 CNY/order", id="S")])]

    assert tell(load_book(paths[0], paths[1:])) == [
        ("P", 500, (FIRST, EVE), "2025-01-01"), ("S", 600, (MIDDLE, LAST), "2026-11-16")]


def test_an_agreement_that_is_superseded_ends_on_the_eve_of_the_new_one(tmp_path: Path) -> None:
    """With all its clauses; the two may bear the same ids, since they never hold together."""
    old = write_agreement(tmp_path, "old", clauses=[piece("5 CNY/order", id="P")])
    new = write_agreement(tmp_path, "new", supersedes="old", effective={"from": MIDDLE.isoformat()},
                          clauses=[piece("4 CNY/order", id="P")])

    book = load_book(new, [old])
    assert tell(book) == [("P", 500, (FIRST, EVE), "2025-01-01"), ("P", 400, (MIDDLE, LAST), "2026-11-16")]
    assert [one.agreement_id for one in book.over(FIRST, LAST)] == ["old", "new"]
    assert [provision.agreement_id for provision in book.provisions(LAST)] == ["new"]
    assert load_book(old, []).in_force(LAST)[0].params["base"] == 500


@pytest.mark.parametrize(("head", "said"), [
    ({"supersedes": "old", "effective": {"from": "2025-01-01"}}, "new supersedes old, which does not begin before it"),
    ({"supersedes": "new"}, "an agreement supersedes others, each named once"),
    ({"supersedes": ["old", "old"]}, "an agreement supersedes others, each named once"),
    ({"supersedes": "old", "effective": {"to": "2027-01-01"}}, "nothing says from when it supersedes"),
])
def test_an_agreement_that_cannot_supersede_is_refused(tmp_path: Path, head: dict[str, Any], said: str) -> None:
    """By dates, by itself, twice, or without a begin."""
    old = write_agreement(tmp_path, "old", clauses=[piece("5 CNY/order", id="P")])
    with pytest.raises(AgreementError, match=said):
        load_book(write_agreement(tmp_path, "new", clauses=[piece("4 CNY/order", id="N")], **head), [old])


TERM = """format: nuantu-term/1
id: wage
title: {zh: 工资, en: wage}
unit: minor_per_hour
currency: CNY
rows:
  - {place_code: "", place: everywhere, value: 25 CNY/h, from: 2026-01-01, source: a test}
  - {place_code: "", place: everywhere, value: 27 CNY/h, from: 2026-11-16, source: a test}
"""


def test_a_figure_of_a_term_changes_the_clause_on_its_day(tmp_path: Path) -> None:
    """Nothing in the agreement changes, and yet there are two versions."""
    terms = tmp_path / "terms"
    terms.mkdir()
    (terms / "wage.yaml").write_text(TERM, encoding="utf-8")
    floor = {"type": "hourly_floor", "id": "F",
             "params": {"floor": {"term": "wage"}, "base": "engaged", "rounding": "half_up", "include": ["base"]}}
    book = load_book(write_agreement(tmp_path, clauses=[floor]), terms_folder=terms)

    assert [(one.params["floor"], one.days, one.version) for one in book.over(FIRST, LAST)] == [
        (2500, (FIRST, EVE), "2025-01-01"), (2700, (MIDDLE, LAST), "2026-11-16")]


def test_days_before_anything_is_in_force_are_allowed_and_a_log_without_any_is_not(tmp_path: Path) -> None:
    """What holds on no day at all cannot be applied."""
    book = load_book(write_agreement(tmp_path, effective={"from": MIDDLE.isoformat()},
                                     clauses=[piece("5 CNY/order", id="P")]))

    assert tell(book) == [("P", 500, (MIDDLE, LAST), "2026-11-16")]
    with pytest.raises(AgreementError, match="nothing of test is in force on 2026-11-01"):
        book.over(FIRST, EVE)


def list_figures(clauses: tuple[Clause, ...]) -> list[tuple[str, Any]]:
    """Ids and piece rates, in order."""
    return sorted((one.id, one.params["base"]) for one in clauses)


def test_every_day_of_the_versions_is_what_is_in_force_on_it(tmp_path: Path) -> None:
    """Day by day the versions that hold are the clauses in force: a slow reading of the same book."""
    def span(begin: int, end: int) -> dict[str, str]:
        return {"from": f"2026-11-{begin:02d}", "to": f"2026-11-{end:02d}"}

    crowd, courier = ({"selector": {"worker_class": name}} for name in ("crowd", "courier"))
    steps = [piece("5 CNY/order", id="A", effective=span(1, 9)), piece("5 CNY/order", id="A", effective=span(10, 20)),
             piece("6 CNY/order", id="A", effective=span(24, 30)), piece("7 CNY/order", id="B", **crowd),
             piece("8 CNY/order", id="C", effective=span(12, 12), **courier)]
    book = load_book(write_agreement(tmp_path, clauses=steps))
    versions = book.over(FIRST, LAST)

    for number in range(30):
        day = FIRST + timedelta(days=number)
        holding = tuple(one for one in versions if one.days is None or one.days[0] <= day <= one.days[1])
        assert list_figures(holding) == list_figures(book.in_force(day))
    assert [(one.id, one.days) for one in versions if one.id == "A"] == [
        ("A", (FIRST, date(2026, 11, 9))), ("A", (date(2026, 11, 10), date(2026, 11, 20))),
        ("A", (date(2026, 11, 24), LAST))]
