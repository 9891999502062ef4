"""Clause types are whole, selectors cover whom they say, and clauses hand out their parameters."""

from __future__ import annotations

import pytest
from tests.nuantu.clause_builder import build_clause

from nuantu.agreement.clause import ClauseType, Selector
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.wording import WORDS


@pytest.mark.parametrize("kind", CLAUSE_TYPES.values(), ids=CLAUSE_TYPES)
def test_a_type_declares_everything_that_others_lean_on(kind: ClauseType) -> None:
    """Principal and base are parameters, hooks are promised, every word can be said in both languages."""
    names = [spec.name for spec in kind.params]

    assert kind is CLAUSE_TYPES[kind.name]
    assert kind.principal in names
    assert set(kind.base) | {name for pair in kind.together for name in pair} <= set(names)
    assert "check" in kind.hooks
    assert [word for spec in kind.params for word in spec.words if word not in WORDS] == []
    assert all(spec.zh and spec.en for spec in kind.params)
    assert kind.case


@pytest.mark.parametrize("kind", CLAUSE_TYPES.values(), ids=CLAUSE_TYPES)
def test_a_default_is_canonical(kind: ClauseType) -> None:
    """Where a type speaks for a silent text, it speaks in the parameter's own unit."""
    kinds = {"word": str, "words": frozenset, "dates": frozenset, "flag": bool, "bands": tuple, "tiers": tuple,
             "word_map": dict, "map": dict}
    for spec in kind.params:
        if spec.default is not ... and spec.default is not None:
            assert isinstance(spec.default, kinds.get(spec.unit.split("/")[0], int))
            assert spec.unit != "words" or spec.default <= set(spec.words)


def test_a_parameter_is_found_by_name() -> None:
    """Asking for one that is not declared is our own bug."""
    assert CLAUSE_TYPES["daily_stop"].spec("reset").words == ("calendar_day", "rolling_24h")
    with pytest.raises(KeyError, match="daily_stop has no parameter stop"):
        CLAUSE_TYPES["daily_stop"].spec("stop")


@pytest.mark.parametrize(("selector", "covered"), [
    (Selector(), True),
    (Selector(worker_class=frozenset({"crowd"})), True),
    (Selector(worker_class=frozenset({"dedicated"})), False),
    (Selector(vehicle=frozenset({"car"})), False),
    (Selector(place_code=("11", "31")), True),
    (Selector(place_code=("1102",)), False),
    (Selector(tenure_days_max=30), True),
    (Selector(tenure_days_max=29), False),
    (Selector(tenure_days_min=30), True),
    (Selector(tenure_days_min=31), False),
])
def test_a_selector_covers_whom_it_names(selector: Selector, covered: object) -> None:
    """A crowd rider on an e-bike in Chaoyang with 30 days behind her."""
    assert selector.covers_worker("crowd", "ebike", 30, "110105") is covered


def test_unknown_tenure_counts_as_long_and_an_unknown_place_as_none() -> None:
    """Protection of the new goes to those known to be new; a local rule to those known to be there."""
    assert not Selector(tenure_days_max=30).covers_worker("crowd", "ebike", None, None)
    assert Selector(tenure_days_min=30).covers_worker("crowd", "ebike", None, None)
    assert not Selector(place_code=("11",)).covers_worker("crowd", "ebike", None, None)


def test_a_number_by_place_is_that_of_the_longest_code() -> None:
    """A district has its own value where one is stated, else its city's, else that of everywhere."""
    floor = {"": 2_000, "11": 2_770, "110105": 2_800}
    clause = build_clause("hourly_floor", floor=floor, base="engaged", rounding="up")

    codes = ("110105", "110108", "310101", None)
    assert [clause.for_place("floor", code) for code in codes] == [2_800, 2_770, 2_000, 2_000]


def test_a_place_without_a_number_has_none() -> None:
    """Nothing is borrowed from a neighbour."""
    clause = build_clause("hourly_floor", floor={"11": 2_770}, base="engaged", rounding="up")

    assert [clause.for_place("floor", code) for code in ("120101", "1", None)] == [None, None, None]
    assert build_clause("injury_premium", amount=7).for_place("amount", None) == 7


def test_parameters_are_handed_out_by_their_kind() -> None:
    """Asking a word for its number is our own bug."""
    clause = build_clause("daily_stop", stop_after=43_200, reset="calendar_day")
    bands = ((1_000, 0), (1_000_000_000, 150))

    assert (clause.int_param("stop_after"), clause.word_param("reset")) == (43_200, "calendar_day")
    assert build_clause("soft_cap_confirm", after=1).optional_int("extra") is None
    assert build_clause("no_late_deduction").words_param("reasons") == {"late", "bad_review"}
    assert build_clause("weekday_distance_band", base=500, bands=bands).bands_param("bands") == bands
    for method, name in ((clause.int_param, "reset"), (clause.word_param, "stop_after"),
                         (clause.words_param, "reset"), (clause.bands_param, "reset")):
        with pytest.raises(TypeError, match=f"test-R03.{name} is not"):
            method(name)


def test_a_clause_says_whether_a_figure_of_it_is_assumed_and_from_when_it_holds() -> None:
    """One assumed figure makes the whole clause assumed."""
    assert build_clause("injury_premium", amount=7).version == "2025-01-01"
    assert not build_clause("injury_premium", amount=7).assumed
    assert build_clause("injury_premium", amount=7, layer="assumption").assumed
