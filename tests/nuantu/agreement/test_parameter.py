"""Parameters are read by the unit that their type declares, references among them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import make_provision, read_params, write_agreement

from nuantu.agreement.agreement import Figure
from nuantu.agreement.clause import FAR_M
from nuantu.agreement.reader import read_agreement
from nuantu.core.errors import AgreementError

BANDS = {"up to 1 km": "0 CNY/order", "不超过 3 公里": "1.50 元/单", "farther": "3 CNY/order"}
FLOOR = {"base": "engaged", "rounding": "up"}


def test_bands_are_written_from_near_to_far(tmp_path: Path) -> None:
    """Either language; the last one is open."""
    assert read_params(tmp_path, "weekday_distance_band", base="5 CNY/order", bands=BANDS)["bands"] == (
        (1_000, 0), (3_000, 150), (FAR_M, 300))


def test_an_amount_may_differ_by_place(tmp_path: Path) -> None:
    """Place codes are kept as text, the empty one meaning everywhere."""
    floor = {"by_place": {"": "20 CNY/h", "11": "27.70 CNY/h"}}

    assert read_params(tmp_path, "hourly_floor", floor=floor, base="engaged", rounding="up")["floor"] == {
        "": 2_000, "11": 2_770}


def test_one_bare_word_is_a_set_of_one(tmp_path: Path) -> None:
    """A negotiator need not know about brackets."""
    assert read_params(tmp_path, "fatigue_hard_gate", scope="daily_stop") == {"scope": frozenset({"daily_stop"})}


@pytest.mark.parametrize(("type_name", "params", "what"), [
    ("daily_stop", {"stop_after": "12", "reset": "calendar_day"}, "'12' is not a duration"),
    ("daily_stop", {"stop_after": None, "reset": "calendar_day"}, "needs the parameter stop_after"),
    ("daily_stop", {"stop_after": "0 h", "reset": "calendar_day"}, "too small"),
    ("daily_stop", {"stop_after": "12 h", "reset": "calender_day"}, "did you mean calendar_day"),
    ("daily_stop", {"stop_after": ["12 h"], "reset": "calendar_day"}, "a single value is expected"),
    ("daily_stop", {"stop_after": {"hours": "12"}, "reset": "calendar_day"}, "a single value is expected"),
    ("daily_stop", {"reset": "calendar_day"}, "daily_stop needs the parameter stop_after"),
    ("daily_stop", {"stop_after": "12 h", "reset": "calendar_day", "stop": "1 h"}, "the key 'stop' is not known"),
    ("fatigue_hard_gate", {"scope": ["daily_stop", "daily_stop"]}, "a word stands twice"),
    ("fatigue_hard_gate", {"scope": ["long_rest"]}, "'long_rest' is not one of the words"),
    ("injury_premium", {"amount": "0.07 USD/order"}, "is not in CNY"),
    ("injury_premium", {"amount": {"by_place": {"11": "1 CNY/order"}}}, "amount cannot differ by place"),
    ("hourly_floor", {**FLOOR, "floor": {"by_place": {}}}, "no place is named"),
    ("hourly_floor", {**FLOOR, "floor": {"by_place": {"Beijing": "1 CNY/h"}}}, "'Beijing' is not a place code"),
    ("hourly_floor", {**FLOOR, "floor": {"by_place": {"11": "1 CNY/h"}, "x": "y"}}, "the key 'x' is not known"),
    ("hourly_floor", {**FLOOR, "floor": {"by_place": {"11": "0 CNY/h"}}}, "too small"),
    ("injury_premium", {"amount": {"term": "a", "parameter": "b"}}, "the key 'term' is not known"),
    ("weekday_distance_band", {"base": "5 CNY/order", "bands": {"up to 1 km": "0 CNY/order"}}, "last band leaves"),
    ("weekday_distance_band", {"base": "5 CNY/order", "bands": {"farther": "0 CNY/order", "up to 1 km": "1 CNY/order"}},
     "do not rise"),
    ("weekday_distance_band", {"base": "5 CNY/order", "bands": {"to 1 km": "0 CNY/order"}}, "'to 1 km' is not a band"),
    ("weekday_distance_band", {"base": "5 CNY/order", "bands": {}}, "last band leaves"),
    ("eta_extension", {"causes": ["merchant"], "added": {"merchant": "soon"}}, "'soon' is not a duration"),
    ("eta_extension", {"causes": ["merchant"], "added": {"gate": "3 min"}}, "do not name the same causes"),
    ("eta_extension", {"causes": ["merchant"], "added": {"traffic": "3 min"}}, "'traffic' is not one of the words"),
    ("eta_extension", {"causes": ["weather"], "added": {"weather": "actual"}}, "no clock tells how long weather"),
    ("concurrency_cap", {"cap": 5, "cap_new": 3}, "cap_new and new_days make sense only together"),
    ("concurrency_cap", {"cap": 5, "alert_level": "red"}, "cap_alert and alert_level make sense only together"),
    ("concurrency_cap", {"cap": 5.5}, "'5.5' is not a whole number"),
])
def test_a_defective_parameter_is_refused_by_name(
    tmp_path: Path, type_name: str, params: dict[str, Any], what: str,
) -> None:
    """One sentence names the file, the line and what is expected."""
    with pytest.raises(AgreementError, match=what) as caught:
        read_params(tmp_path, type_name, **params)

    assert caught.value.line is not None
    assert caught.value.fix


def test_a_parameter_may_refer_to_a_figure_or_a_term(tmp_path: Path) -> None:
    """References are kept as such until the book is whole."""
    folder = write_agreement(
        tmp_path, parameters={"amount": {"zh": "金额", "en": "amount"}},
        provisions=[make_provision("p", ["special_weather_subsidy", "injury_premium"])],
        clauses=[
            {"type": "special_weather_subsidy", "provision": "p",
             "params": {"amount": {"parameter": "amount"}, "level": "blue", "at": "accepted"}},
            {"type": "injury_premium", "provision": "p",
             "params": {"amount": {"term": "injury_premium", "category": "takeaway"}}},
        ])
    weather, injury = (clause.figures["amount"] for clause in read_agreement(folder).clauses)

    assert weather == Figure(weather.at, named="amount")
    assert injury == Figure(injury.at, term="injury_premium", category="takeaway")
