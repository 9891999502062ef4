"""A book gives what is in force on a date, or says in one sentence why it cannot."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import (
    DAY,
    SHIPPED,
    find_clause,
    make_provision,
    write_agreement,
    write_text,
)

from nuantu.agreement.book import Book, load_book, load_copied_book
from nuantu.agreement.clause import ParamOrigin
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.skeleton import Head, write_skeleton
from nuantu.core.errors import AgreementError

LAYERS = [SHIPPED / name for name in ("gbt-46862-2025", "guidance-50-2023", "demo-assumption")]
WEATHER = {"type": "special_weather_subsidy",
           "params": {"amount": {"parameter": "sum"}, "level": "blue", "at": "accepted"}}
BOTH = {"zh": "数", "en": "number"}


def load_demo() -> Book:
    """The agreement of 2025 with everything that the demo puts under it."""
    return load_book(SHIPPED / "platform-2025", LAYERS)


def test_the_demo_book_has_each_clause_once_and_of_lateness_two() -> None:
    """Every chapter is in force; the standard's principle and the platform's must on lateness hold side by side."""
    clauses = load_demo().in_force(DAY)

    assert {clause.type.chapter for clause in clauses} == {"PAY", "RST", "DSP", "CAR", "DEV", "GOV"}
    assert len({clause.id for clause in clauses}) == len(clauses)
    assert {c.id: c.strength for c in clauses if c.type.name == "no_late_deduction"} == {
        "GBT-7.2.8": "principle", "PLT-no-late-deduction": "must"}


def test_the_demo_book_names_every_clause_with_an_assumed_figure() -> None:
    """Figures that a layer supplied, and clauses that nobody signed; a figure that is stated is not assumed."""
    assumed = {clause.id for clause in load_demo().assumed(DAY)}

    assert assumed >= {"G50-worktime", "GBT-7.4.1-b", "PLT-special-weather", "PLT-safety-ladder",
                       "YG-piece-rate", "YG-price-shown", "YG-orders-in-hand", "YG-refusals", "YG-no-bypass"}
    assert not assumed & {"PLT-daily-stop", "PLT-no-late-deduction", "PLT-pension", "PLT-illness", "GBT-7.4.4"}


def test_a_supplied_figure_stays_with_its_clause_and_is_marked() -> None:
    """The clause answers for its own layer; the figure says that it is assumed."""
    clause = find_clause(load_demo().in_force(DAY), "special_weather_subsidy")

    assert (clause.layer, clause.params["amount"], clause.params["level"], clause.params["at"]) == (
        "platform", 150, "yellow", "accepted")
    assert clause.origins["amount"] == ParamOrigin("PLT-special-weather", "platform-2025", "platform", assumed=True)
    assert not clause.origins["kinds"].assumed


@pytest.mark.parametrize(
    ("on", "late"), [(date(2025, 12, 30), ["principle"]), (date(2025, 12, 31), ["must", "principle"])])
def test_a_promise_binds_from_its_own_day(on: date, late: list[str]) -> None:
    """Until the end of 2025 only the standard speaks of late deductions, and in principle."""
    clauses = load_demo().in_force(on)

    assert sorted(c.strength for c in clauses if c.type.name == "no_late_deduction") == late


def test_the_minimum_wage_is_that_of_the_place_and_the_day() -> None:
    """Beijing has a number since September 2025, Suzhou since January 2026, an unknown place none."""
    book = load_demo()
    floors = {on: find_clause(book.in_force(on), "hourly_floor") for on in (date(2025, 12, 31), date(2026, 1, 1))}

    assert [[floor.for_place("floor", code) for code in ("110105", "320505", "999999")] for floor in floors.values()] \
        == [[2_770, None, None], [2_770, 2_500, None]]


def test_a_day_before_every_number_of_a_term_is_refused() -> None:
    """No wage is made up for a day on which none is known."""
    with pytest.raises(AgreementError, match="hourly_minimum_wage has no number in force on 2024-06-01") as caught:
        load_book(SHIPPED / "guidance-50-2023", [SHIPPED / "demo-assumption"]).in_force(date(2024, 6, 1))

    assert caught.value.line is not None


def test_the_benchmark_s_pay_rule_is_ten_an_order_and_fifteen_an_hour_on_duty() -> None:
    """In dollars, with nothing assumed and nothing pending."""
    book = load_book(SHIPPED / "mdrp-2018")
    piece, floor = book.in_force(date(2018, 3, 1))

    assert book.currency == "USD"
    assert (piece.params["base"], piece.params["bands"]) == (1_000, ())
    assert floor.params == {"floor": 1_500, "base": "online", "include": {"base"}, "place": "registered",
                            "rounding": "up"}
    assert (book.pending(), book.assumed(date(2018, 3, 1))) == ((), ())


def test_missing_figures_are_refused_by_name_and_with_a_way_out() -> None:
    """Whoever runs the agreement of 2025 alone is told what it leaves open."""
    with pytest.raises(AgreementError) as caught:
        load_book(SHIPPED / "platform-2025")

    for name in ("special_weather_amount", "special_weather_level", "special_weather_moment"):
        assert f"platform-2025.{name}" in str(caught.value)
    assert "--layer of kind assumption" in str(caught.value)


def test_an_open_book_can_be_shown_but_not_applied() -> None:
    """Clauses that wait for a figure are left out of what is shown."""
    book = load_book(SHIPPED / "platform-2025", allow_open=True)
    shown = {clause.id for clause in book.in_force(DAY, complete=False)}

    assert shown == {"PLT-no-late-deduction", "PLT-no-late-rollout", "PLT-reminder", "PLT-daily-stop",
                     "PLT-injury-premium", "PLT-injury-rollout", "PLT-pension", "PLT-illness", "PLT-three-parties"}
    assert book.open_figures[0].full_name == "platform-2025.special_weather_amount"
    assert book.open_figures[0].clause_ids == ("PLT-special-weather",)
    assert len(book.find_lacks(DAY)) == 2
    with pytest.raises(AgreementError, match="figures that nobody published are missing"):
        book.in_force(DAY)


@pytest.mark.parametrize(("type_name", "params"), [
    ("fatigue_reminder", {"first": "8 h", "every": "1 h"}),
    ("daily_stop", {"stop_after": "12 h", "reset": "calendar_day"}),
    ("soft_cap_confirm", {"after": "8 h"}),
    ("hourly_floor", {"floor": "20 CNY/h", "base": "worktime", "rounding": "up"}),
])
def test_whatever_counts_working_time_needs_its_definition(
    tmp_path: Path, type_name: str, params: dict[str, Any],
) -> None:
    """The sentence names the clause and the type that is missing."""
    book = load_book(write_agreement(tmp_path, clauses=[{"type": type_name, "params": params}]))

    with pytest.raises(AgreementError, match=f"test-1 .{type_name}. counts working time, but no clause worktime_def"):
        book.in_force(DAY)


def test_a_floor_on_engaged_time_needs_no_definition(tmp_path: Path) -> None:
    """It counts the log's own intervals."""
    params = {"floor": "20 CNY/h", "base": "engaged", "rounding": "up"}
    book = load_book(write_agreement(tmp_path, clauses=[{"type": "hourly_floor", "params": params}]))

    assert [clause.id for clause in book.in_force(DAY)] == ["test-1"]


def test_a_date_on_which_nothing_holds_is_refused() -> None:
    """A day settled under an agreement that had not begun would be settled under nothing."""
    with pytest.raises(AgreementError, match="nothing of mdrp-2018 is in force on 2017-12-31"):
        load_book(SHIPPED / "mdrp-2018").in_force(date(2017, 12, 31))


@pytest.mark.parametrize("type_name", sorted(CLAUSE_TYPES))
def test_a_clause_without_a_promised_hook_is_refused_by_name(tmp_path: Path, type_name: str) -> None:
    """Whatever the registry lacks, the clause, its type and the hook are said."""
    kind = CLAUSE_TYPES[type_name]
    registry = {hook: {name for name in CLAUSE_TYPES if hook in CLAUSE_TYPES[name].hooks} for hook in kind.hooks}
    folder = write_text(tmp_path, write_skeleton(Head("test", "试", "test"), [type_name])).parent
    load_book(folder, (), registry, allow_open=True)

    for hook in kind.hooks:
        lacking = {**registry, hook: registry[hook] - {type_name}}
        with pytest.raises(AgreementError, match=f"C1 cannot be in force: {type_name} promises {hook}, which"):
            load_book(folder, (), lacking, allow_open=True)


def test_layers_that_cannot_stand_together_are_refused(tmp_path: Path) -> None:
    """The same agreement twice, one clause id in two agreements, two currencies."""
    premium = {"type": "injury_premium", "id": "x", "params": {"amount": "0.07 CNY/order"}}
    one = write_agreement(tmp_path, "one", clauses=[premium])
    same = write_agreement(tmp_path, "same", clauses=[{"type": "no_late_deduction", "id": "x"}])
    dollars = write_agreement(tmp_path, "dollars", currency="USD")

    for layer, what in ((one, "the agreement one is handed in twice"), (same, "same and one both have a clause x"),
                        (dollars, "dollars counts in USD but one in CNY")):
        with pytest.raises(AgreementError, match=what):
            load_book(one, [layer])


def test_a_term_in_another_currency_is_refused(tmp_path: Path) -> None:
    """Yuan are not dollars."""
    folder = write_agreement(tmp_path, currency="USD", clauses=[
        {"type": "hourly_floor", "params": {"floor": {"term": "hourly_minimum_wage"}, "base": "engaged",
                                            "rounding": "up"}}])

    with pytest.raises(AgreementError, match="the term hourly_minimum_wage is in CNY but the book in USD"):
        load_book(folder)


@pytest.mark.parametrize(("figure", "what"), [
    ({"term": "hourly_minimum_wage"}, "is a minor_per_hour, but amount is a minor_per_order"),
    ({"term": "injury_premium"}, "has no category None; use one of: city_freight, instant_delivery_other"),
    ({"term": "injury_premium", "category": "pizza"}, "has no category pizza"),
    ({"term": "pension_base"}, "there is no term 'pension_base'"),
])
def test_a_reference_to_a_term_must_fit(tmp_path: Path, figure: dict[str, str], what: str) -> None:
    """Unit and category are those of the parameter."""
    folder = write_agreement(tmp_path, clauses=[{"type": "injury_premium", "params": {"amount": figure}}])

    with pytest.raises(AgreementError, match=what):
        load_book(folder)


def test_a_term_that_differs_by_place_serves_only_a_parameter_that_may(tmp_path: Path) -> None:
    """A premium by region would need a clause for each region."""
    row = {"place": "Beijing", "place_code": "11", "value": "1 CNY/order", "from": "2025-01-01", "source": "a test"}
    (tmp_path / "regional.yaml").write_text(json.dumps({
        "format": "nuantu-term/1", "id": "regional", "title": BOTH, "unit": "minor_per_order", "currency": "CNY",
        "rows": [row]}), encoding="utf-8")
    folder = write_agreement(tmp_path, clauses=[{"type": "injury_premium", "params": {"amount": {"term": "regional"}}}])
    book = load_book(folder, terms_folder=tmp_path)

    with pytest.raises(AgreementError, match="the term regional differs by place, and amount cannot"):
        book.in_force(DAY)


def write_open(folder: Path) -> Path:
    """An agreement that leaves one amount open."""
    return write_agreement(folder, parameters={"sum": BOTH}, clauses=[WEATHER])


def write_supplies(folder: Path, agreement_id: str, name: str, value: str, own_id: str = "guess") -> Path:
    """An assumption that supplies one figure."""
    return write_agreement(folder, own_id, "assumption", provisions=[make_provision("p", [], held=BOTH)],
                           supplies={agreement_id: {name: {"value": value, **BOTH}}})


@pytest.mark.parametrize(("name", "value", "what"), [
    ("summ", "1 CNY/order", "test has no named figure 'summ'; use one of: sum"),
    ("sum", "1 CNY/h", "'1 CNY/h' is not an amount an order"),
    ("sum", "", "'' is not an amount an order"),
])
def test_a_supply_must_name_a_figure_and_fit_its_unit(tmp_path: Path, name: str, value: str, what: str) -> None:
    """The sentence points into the file that supplies it."""
    guess = write_supplies(tmp_path, "test", name, value)

    with pytest.raises(AgreementError, match=what) as caught:
        load_book(write_open(tmp_path), [guess])

    assert caught.value.file == str(guess / "agreement.yaml")


def test_a_figure_is_supplied_once(tmp_path: Path) -> None:
    """Two assumptions about one figure would leave the choice to the order of the options."""
    layers = [write_supplies(tmp_path, "test", "sum", "1 CNY/order", own_id) for own_id in ("guess", "other")]

    with pytest.raises(AgreementError, match=r"test\.sum is supplied twice"):
        load_book(write_open(tmp_path), layers)


def test_a_supply_for_an_agreement_that_is_not_there_does_nothing_and_is_named(tmp_path: Path) -> None:
    """One assumption may serve several books."""
    book = load_book(write_open(tmp_path), [write_supplies(tmp_path, "test", "sum", "1 CNY/order"),
                                            write_supplies(tmp_path, "elsewhere", "sum", "2 CNY/order", "other")])

    assert book.idle_supplies == ("elsewhere.sum",)
    assert find_clause(book.in_force(DAY), "special_weather_subsidy").params["amount"] == 100


def test_pending_provisions_are_listed_and_never_in_force() -> None:
    """What no clause carries out is named with its words and says why."""
    book = load_demo()
    pending = {provision.name: provision for provision in book.pending(DAY)}

    assert pending["platform-2025/pension-subsidy"].pending_types == ("rollout_commitment",)
    assert pending["platform-2025/career"].held("en").startswith("the reports name the area")
    assert pending["guidance-50-2023/limits-by-negotiation"].held("en").startswith("the guidance sets no national")
    assert not {name for one in pending.values() for name in one.pending_types if not one.held_zh} & set(CLAUSE_TYPES)
    assert book.pending(date(2025, 9, 17)) == tuple(one for one in book.pending() if "gbt" not in one.name)


def test_clauses_are_found_by_id() -> None:
    """In force on a date, or as written; an unknown id is named."""
    book = load_demo()

    assert book.clause("PLT-no-late-deduction", DAY).strength == "must"
    assert book.of_type("daily_stop", DAY) == (book.clause("PLT-daily-stop", DAY),)
    assert book.written("PLT-daily-stop").provision_id == "fatigue"
    with pytest.raises(AgreementError, match="no clause XX is in force on 2026-06-01"):
        book.clause("XX", DAY)
    with pytest.raises(AgreementError, match="the book has no clause XX"):
        book.written("XX")


def test_titles_and_the_day_from_which_all_has_begun() -> None:
    """In the order handed in."""
    book = load_demo()

    assert book.title("en").startswith("Meituan special agreement of 2025")
    assert [title[:8] for title in book.layer_titles("en")] == ["GB/T 468", "Guidance", "Assumpti"]
    assert book.latest_begin == date(2026, 2, 10)


def test_nothing_has_begun_before_the_first_number_of_a_term() -> None:
    """The guidance is of 2024; the first minimum wage that is known is of September 2025."""
    assert load_book(SHIPPED / "guidance-50-2023", allow_open=True).latest_begin == date(2025, 9, 1)


def test_a_copied_book_is_the_same_book(tmp_path: Path) -> None:
    """Agreements and terms travel with a replay, and the digest with them."""
    book = load_demo()
    book.copy_to(tmp_path / "book")
    copy = load_copied_book(tmp_path / "book")

    assert copy.digest == book.digest
    assert [(clause.id, clause.params) for clause in copy.in_force(DAY)] == [
        (clause.id, clause.params) for clause in book.in_force(DAY)]


@pytest.mark.parametrize("name", ["0-platform-2025/agreement.yaml", "terms/hourly_minimum_wage.yaml"])
def test_a_copy_that_was_changed_is_refused(tmp_path: Path, name: str) -> None:
    """A comment is enough."""
    load_demo().copy_to(tmp_path)
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")

    with pytest.raises(AgreementError, match="a file of the copied book was changed"):
        load_copied_book(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", json.dumps({"agreement": "x", "layers": 3, "digest": ""})])
def test_what_is_not_a_copied_book_is_refused(tmp_path: Path, content: str) -> None:
    """Whatever stands in the folder."""
    (tmp_path / "book.json").write_text(content, encoding="utf-8")

    with pytest.raises(AgreementError, match="this is not a copied book"):
        load_copied_book(tmp_path)


def test_the_digest_changes_with_any_file_and_with_the_order_of_layers() -> None:
    """Two books of one digest are one book."""
    digests = {load_book(SHIPPED / "platform-2025", layers).digest for layers in (LAYERS, LAYERS[::-1])}

    assert len(digests | {load_book(SHIPPED / "mdrp-2018").digest}) == 3
