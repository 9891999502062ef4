"""The engine's outcomes are all known here, and are turned into whole units without dust."""

from __future__ import annotations

from nuantu_hub.bargaining.domain.outcomes import OUTCOMES, scale_cell, scale_number


def test_twenty_eight_yuan_eighty_are_2880_and_half_an_hour_is_1800_seconds() -> None:
    assert scale_number(OUTCOMES["pay_lowest_tenth"], 28.80) == 2880
    assert scale_number(OUTCOMES["hours"], 0.5) == 1800
    assert scale_number(OUTCOMES["late_share"], 0.0231) == 23.1
    assert scale_number(OUTCOMES["required_speed_kmh"], 15.2) == 15_200


def test_a_cell_keeps_level_and_change_of_what_is_known_and_leaves_out_what_has_no_value() -> None:
    told = {"hours": {"after": 2.0, "diff": 1.0}, "gate_min": {"after": None, "diff": None}, "other": {"after": 1}}
    assert scale_cell(told) == {"hours": {"after": 7200, "diff": 3600}}
