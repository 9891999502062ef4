"""Layers merge parameter by parameter, the more favourable to the worker winning, and the answer names its layer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nuantu.agreement.agreement_text import DAY, write_agreement

from nuantu.agreement.book import load_book
from nuantu.agreement.clause import FAR_M, Clause, Favours, ParamOrigin, Value
from nuantu.agreement.merge import favour_value

LEVELS = ("blue", "yellow", "orange", "red")
Spec = tuple[str, Mapping[str, Any]]


def merge(folder: Path, *layers: Spec) -> list[Clause]:
    """Each layer is one agreement with one clause, its layer and its id from the layer's name."""
    paths = [write_agreement(folder, layer, layer, [clause]) for layer, clause in layers]
    return list(load_book(paths[0], paths[1:]).in_force(DAY))


def stop(after: str, reset: str = "calendar_day", **more: Any) -> dict[str, Any]:
    """A daily stop; the one type of which everything can be said."""
    params = {"stop_after": after, "reset": reset, **more.pop("params", {})}
    return {"type": "daily_stop", "params": params, **more}


WORKTIME = ("region", {"type": "worktime_definition", "params": {"base": "engaged", "allowance_pm": "0 %"}})


def test_the_stricter_limit_wins_and_its_layer_answers(tmp_path: Path) -> None:
    """Eleven hours of the sector beat twelve of the platform; the lag is each layer's own parameter."""
    [clause, _] = sorted(merge(
        tmp_path, ("platform", stop("12 h", params={"tolerance": "1 min"})),
        ("sector", stop("11 h", params={"tolerance": "15 min"})), WORKTIME), key=lambda one: one.id != "sector-1")

    assert (clause.id, clause.layer, clause.agreement_id, clause.shadowed) == (
        "sector-1", "sector", "sector", ("platform-1",))
    assert clause.params == {"stop_after": 39_600, "in_flight": "finish", "reset": "calendar_day", "tolerance": 60}
    assert clause.origins["stop_after"] == ParamOrigin("sector-1", "sector", "sector")
    assert clause.origins["tolerance"] == ParamOrigin("platform-1", "platform", "platform")


def test_a_merged_clause_is_found_under_the_one_that_answers(tmp_path: Path) -> None:
    """Asking for the twelve hours of the platform gives the sector's eleven."""
    paths = [write_agreement(tmp_path, layer, layer, [clause]) for layer, clause in (
        ("platform", stop("12 h")), ("sector", stop("11 h")), WORKTIME)]

    assert load_book(paths[0], paths[1:]).clause("platform-1", DAY).id == "sector-1"


def test_on_a_tie_the_more_general_layer_answers(tmp_path: Path) -> None:
    """The rank of the rule decides, not the order of the files."""
    clause = next(one for one in merge(tmp_path, ("platform", stop("12 h")), ("standard", stop("12 h")), WORKTIME)
                  if one.type.name == "daily_stop")

    assert (clause.layer, clause.shadowed) == ("standard", ("platform-1",))


@pytest.mark.parametrize(("first", "second"), [
    (stop("12 h"), stop("11 h", "rolling_24h")),
    (stop("12 h"), stop("11 h", selector={"worker_class": ["crowd"]})),
    (stop("12 h", selector={"place_code": ["11"]}), stop("11 h", selector={"place_code": ["31"]})),
])
def test_another_base_or_selector_keeps_both_in_force(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any],
) -> None:
    """What is counted differently, or for others, is another clause."""
    found = merge(tmp_path, ("platform", first), ("sector", second), WORKTIME)

    assert sorted((one.layer, one.shadowed) for one in found) == [("platform", ()), ("region", ()), ("sector", ())]


def test_clauses_of_different_strength_hold_side_by_side(tmp_path: Path) -> None:
    """The standard's principle covers bad reviews, the platform's must only lateness; none signed a must for both."""
    late = {"type": "no_late_deduction"}
    found = merge(tmp_path, ("standard", {**late, "strength": "principle"}),
                  ("platform", {**late, "strength": "must", "params": {"reasons": ["late"]}}))

    assert {(one.layer, one.strength, one.params["reasons"]) for one in found} == {
        ("standard", "principle", frozenset({"late", "bad_review"})), ("platform", "must", frozenset({"late"}))}


def test_an_assumption_never_changes_what_somebody_signed(tmp_path: Path) -> None:
    """It fills what is silent, is marked as assumed, and its own strength counts for nothing."""
    cap = {"type": "concurrency_cap", "strength": "should"}
    [clause] = merge(
        tmp_path, ("platform", {**cap, "params": {"cap": 6}}),
        ("assumption", {**cap, "strength": "must", "params": {"cap": 3, "cap_new": 2, "new_days": 30}}))

    assert (clause.layer, clause.strength, clause.assumed) == ("platform", "should", True)
    assert (clause.params["cap"], clause.params["cap_new"]) == (6, 2)
    assert {name for name, origin in clause.origins.items() if origin.assumed} == {"cap_new", "new_days"}


def test_a_stated_word_is_that_of_the_most_particular_layer(tmp_path: Path) -> None:
    """Where no value is more favourable, the parties' own text holds."""
    floor = {"type": "hourly_floor"}
    [clause] = merge(
        tmp_path, ("statute", {**floor, "params": {"floor": "20 CNY/h", "base": "online", "rounding": "up"}}),
        ("platform", {**floor, "params": {"floor": "18 CNY/h", "base": "online", "rounding": "half_up"}}))

    assert (clause.params["floor"], clause.params["rounding"], clause.layer) == (2_000, "half_up", "statute")


def test_a_floor_for_everywhere_lifts_every_place_below_it(tmp_path: Path) -> None:
    """A table by place and one number join place by place."""
    floor = {"type": "hourly_floor"}
    table = {"by_place": {"11": "27.70 CNY/h", "31": "25 CNY/h"}}
    [clause] = merge(
        tmp_path, ("statute", {**floor, "params": {"floor": table, "base": "engaged", "rounding": "up"}}),
        ("platform", {**floor, "params": {"floor": "26 CNY/h", "base": "engaged", "rounding": "up"}}))

    assert clause.params["floor"] == {"": 2_600, "11": 2_770, "31": 2_600}
    assert [clause.for_place("floor", code) for code in ("110105", "310101", "440100")] == [2_770, 2_600, 2_600]


@pytest.mark.parametrize(("favours", "first", "second", "joined"), [
    ("higher", 1, 2, 2), ("higher", 2, 1, 2), ("lower", 1, 2, 1), ("lower", 2, 1, 1),
    ("higher", None, 2, 2), ("lower", 1, None, 1), ("lower", None, None, None),
    ("higher", False, True, True), ("lower", "orange", "yellow", "yellow"), ("higher", "blue", "red", "red"),
    ("union", frozenset("ab"), frozenset("bc"), frozenset("abc")),
    ("intersection", frozenset("ab"), frozenset("bc"), frozenset("b")),
    ("union", {"gate": 60}, {"gate": 180, "weather": 300}, {"gate": 180, "weather": 300}),
    ("union", {"gate": 180}, {"gate": 60}, {"gate": 180}),
    ("union", {"merchant": "actual"}, {"merchant": 600}, {"merchant": "actual"}),
    ("higher", {"11": 5}, {"": 3, "1101": 4, "31": 6}, {"": 3, "11": 5, "1101": 5, "31": 6}),
    ("lower", {"11": 5}, 4, {"": 4, "11": 4}),
    ("higher", (), ((1_000, 0), (FAR_M, 5)), ((1_000, 0), (FAR_M, 5))),
    ("higher", ((1_000, 0), (FAR_M, 5)), ((2_000, 2), (FAR_M, 4)), ((1_000, 2), (FAR_M, 5))),
])
def test_the_more_favourable_value_or_both_joined(favours: Favours, first: Value, second: Value, joined: Value) -> None:
    """Numbers, words in their order, sets, and tables entry by entry."""
    assert favour_value(favours, first, second, LEVELS) == joined


_CODES = st.text("13", max_size=3)
_TABLES = st.one_of(st.integers(0, 50), st.dictionaries(_CODES, st.integers(0, 50), min_size=1))


def _at(value: Any, code: str) -> int | None:
    if isinstance(value, int):
        return value
    found = [prefix for prefix in value if code.startswith(prefix)]
    return int(value[max(found, key=len)]) if found else None


@given(_TABLES, _TABLES, _CODES)
def test_joined_tables_give_each_place_its_better_number(first: Value, second: Value, code: str) -> None:
    """Asked at any place, the joined table answers as the better of the two would."""
    offers = [offer for offer in (_at(first, code), _at(second, code)) if offer is not None]

    assert _at(favour_value("higher", first, second), code) == max(offers, default=None)


_BANDS = st.dictionaries(st.integers(1, 20), st.integers(0, 9), max_size=4).map(
    lambda rows: (*sorted(rows.items()), (FAR_M, 3)) if rows else ())


def _paid(table: Any, distance: int) -> int:
    return next((amount for bound, amount in table if distance <= bound), 0)


@given(_BANDS, _BANDS, st.integers(0, 25))
def test_joined_bands_pay_each_distance_the_better_amount(first: Value, second: Value, distance: int) -> None:
    """Asked at any distance, and never with a band that changes nothing."""
    joined = favour_value("higher", first, second)

    assert _paid(joined, distance) == max(_paid(first, distance), _paid(second, distance))
