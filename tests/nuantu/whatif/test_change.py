"""A change is read by the reader of agreement files, applied to every version of its clause, and refused by name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from nuantu.agreement.book import Book
from nuantu.agreement.reader import read_agreement
from nuantu.core.errors import AgreementError
from nuantu.whatif.change import Change, apply_changes, parse_change

ON = dt.date(2026, 11, 20)


def test_a_clause_id_may_hold_dots() -> None:
    """The last dot before the equals sign parts clause and parameter; values may hold both signs."""
    assert parse_change("GBT-7.4.1-b.after=3.5 h") == Change("GBT-7.4.1-b", "after", "3.5 h")
    assert parse_change(" A.b = x=y ") == Change("A", "b", "x=y")


@pytest.mark.parametrize("text", ["", "A.b", "A=3", ".b=3", "A.=3", "A.b=", "A.b= "])
def test_what_is_no_change_is_refused(text: str) -> None:
    """One sentence that shows how it is written."""
    with pytest.raises(AgreementError, match=r"is no change; write CLAUSE\.PARAM=VALUE"):
        parse_change(text)


@pytest.mark.parametrize(("text", "value"), [
    ("YG-piece-rate.base=6.50CNY", 650), ("YG-piece-rate.base=6.50 CNY/order", 650), ("YG-piece-rate.base=7元", 700),
    ("GBT-7.4.1-b.pause=30min", 1800), ("PLT-daily-stop.stop_after=10 h", 36_000), ("YG-orders-in-hand.cap=3", 3),
    ("GBT-7.4.4.speed=12 km/h", 12_000), ("YG-refusals.reasons_always_free=[health, weather]",
                                          frozenset({"health", "weather"})),
])
def test_values_carry_their_units(book: Book, text: str, value: object) -> None:
    """Whatever an agreement file may say, with or without a space; a bare amount is completed by its unit."""
    change = parse_change(text)

    changed = apply_changes(book, [change])

    assert changed.clause(change.clause_id, ON).params[change.param] == value
    assert book.clause(change.clause_id, ON).params[change.param] != value


def test_a_changed_book_is_another_book(book: Book, tmp_path: Path) -> None:
    """Its digest differs, by change, and it is never kept; without a change it is the book itself."""
    one, other = (apply_changes(book, [parse_change(f"YG-orders-in-hand.cap={cap}")]) for cap in (3, 4))

    assert len({book.digest, one.digest, other.digest}) == 3
    assert apply_changes(book, []) is book
    with pytest.raises(AgreementError, match="only tried cannot be kept"):
        one.copy_to(tmp_path)


def test_every_version_of_the_clause_is_changed(book: Book) -> None:
    """PLT-illness stands twice, for two stretches of time."""
    changed = apply_changes(book, [Change("PLT-illness", "deductible", "4000 CNY")])

    versions = [one for one in changed.main.clauses if one.id == "PLT-illness"]
    assert [one.figures["deductible"].literal for one in versions] == [400_000] * 2


@pytest.mark.parametrize(("text", "said"), [
    ("YG-orders-in-hnd.cap=3", "the book has no clause YG-orders-in-hnd; did you mean YG-orders-in-hand"),
    ("YG-orders-in-hand.cpa=3", "clause YG-orders-in-hand (concurrency_cap) has no parameter 'cpa'"),
    ("YG-piece-rate.base=6.50", "clause YG-piece-rate, parameter base"),
    ("YG-piece-rate.base=6.50USD", "clause YG-piece-rate, parameter base"),
    ("YG-piece-rate.base=-1CNY", "clause YG-piece-rate, parameter base"),
    ("YG-orders-in-hand.cap=3 h", "a whole number"),
    ("YG-orders-in-hand.cap={parameter: cap}", "a value is expected, not a reference"),
    ("GBT-slow-merchant.causes=[merchant, weather]", "causes and added do not name the same causes"),
    ("YG-orders-in-hand.cap=[1", "clause YG-orders-in-hand, parameter cap"),
])
def test_what_cannot_be_set_is_refused_by_clause_and_parameter(book: Book, text: str, said: str) -> None:
    """One sentence on --set."""
    with pytest.raises(AgreementError) as refusal:
        apply_changes(book, [parse_change(text)])

    assert said in str(refusal.value)
    assert str(refusal.value).startswith("field --set: ")


def test_one_place_is_set_once(book: Book) -> None:
    """Two values for one parameter are no change."""
    with pytest.raises(AgreementError, match="is set twice"):
        apply_changes(book, [parse_change("YG-orders-in-hand.cap=3"), parse_change("YG-orders-in-hand.cap=4")])


@pytest.mark.parametrize("turned", [False, True])
def test_parameters_that_must_agree_are_changed_together_in_any_order(book: Book, turned: bool) -> None:
    """Each of the two alone would be refused."""
    both = [parse_change("GBT-slow-merchant.causes=[merchant, gate]"),
            parse_change("GBT-slow-merchant.added={merchant: actual, gate: actual}")]
    changed = apply_changes(book, both[::-1] if turned else both)

    found = next(clause for agreement in changed.agreements for clause in agreement.clauses
                 if clause.id == "GBT-slow-merchant")
    assert found.figures["causes"].literal == frozenset({"merchant", "gate"})


def test_a_new_clause_is_read_as_one_that_is_written_in_the_agreement(book: Book, tmp_path: Path) -> None:
    """Its twin stands in the file; both books hold the same clause of the same figures from the same day."""
    change = parse_change('NEW-1=concurrency_cap{"cap": 2, "alert_level": "orange", "cap_alert": 1}')
    text = book.main.data.decode()
    written = tmp_path / "agreement.yaml"
    written.write_text(text.replace("\nclauses:\n", (
        "\n  - {id: NEW-1-text, chapter: DSP, kind: rule, strength: must, obligor: platform, zh: '-', en: '-', "
        "types: [concurrency_cap]}\nclauses:\n  - {id: NEW-1, type: concurrency_cap, provision: NEW-1-text, "
        "params: {cap: 2, alert_level: orange, cap_alert: 1}}\n"), 1), encoding="utf-8")

    added, twin = apply_changes(book, [change]).clause("NEW-1", ON), read_agreement(written)

    [other] = [one for one in twin.clauses if one.id == "NEW-1"]
    [own] = [one for one in apply_changes(book, [change]).main.clauses if one.id == "NEW-1"]
    assert added.params["cap"] == 2
    assert {name: one.literal for name, one in own.figures.items()} == {
        name: one.literal for name, one in other.figures.items()}
    assert (own.strength, own.obligor, own.effective_from) == (other.strength, other.obligor, other.effective_from)
    assert str(change).startswith("NEW-1=concurrency_cap{")
    assert apply_changes(book, [change]).digest != book.digest


@pytest.mark.parametrize(("text", "said"), [
    ("NEW-1=no_such_type{cap: 2}", "no clause type no_such_type"),
    ("YG-orders-in-hand=concurrency_cap{cap: 2}", "a clause YG-orders-in-hand already"),
    ("PLT-illness=concurrency_cap{cap: 2}", "a clause PLT-illness already"),
    ("NEW-1=concurrency_cap{cap: many}", "new clause NEW-1"), ("NEW-1=concurrency_cap{hat: 2}", "new clause NEW-1"),
    ("NEW 1=concurrency_cap{cap: 2}", "new clause NEW 1"), ("NEW-1=concurrency_cap{cap: 2}}", "new clause NEW-1"),
])
def test_a_new_clause_that_cannot_stand_is_refused(book: Book, text: str, said: str) -> None:
    with pytest.raises(AgreementError, match=said):
        apply_changes(book, [parse_change(text)])
