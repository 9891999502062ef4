"""What compounds cost at the gate, as a union measured it, changes the day that is replayed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.replay.tiny_city import COMPOUNDS, make_city, make_table, order, play, shift, worker

from nuantu.core.errors import InputError
from nuantu.replay.day import Day
from nuantu.replay.friction import FORMAT, MeasuredCompound, apply_friction, read_friction
from nuantu.replay.readers.native import write_day
from nuantu.replay.reading import read_day
from nuantu.replay.scene import find_gate_seconds

ORDERS = [order(0, compound="shut"), order(1, at=2000, compound="open")]


def make_day() -> Day:
    """Two orders, to a compound that holds riders and to one, half a kilometre on, that does not."""
    apart = [row | {"gate_x_m": 500.0 * place} for place, row in enumerate(COMPOUNDS)]
    return replace(make_city(ORDERS, [worker(0)], [shift(0, 0)]), compounds=make_table("compounds", apart))


def write(path: Path, *compounds: dict[str, Any], **more: Any) -> Path:
    path.write_text(json.dumps({"format": FORMAT, "compounds": list(compounds)} | more), encoding="utf-8")
    return path


def find_gates() -> dict[str, tuple[float, float]]:
    table = make_day().compounds
    assert table is not None
    return {row["compound_id"]: (row["gate_x_m"], row["gate_y_m"]) for row in table.to_pylist()}


def measure(name: str, metres: float = 0.0, **more: Any) -> dict[str, Any]:
    x_m, y_m = find_gates()[name]
    return {"name": f"{name} 小区", "has_pass": False, "delay_s": 321,
            "gates": [{"x_m": x_m + metres, "y_m": y_m}]} | more


def test_a_code_takes_the_time_at_the_gate_away(tmp_path: Path) -> None:
    day = make_day()
    before = find_gate_seconds(day).tolist()
    made = apply_friction(day, read_friction(write(
        tmp_path / "f.json", measure("shut", has_pass=True), measure("open", 59.0))))

    assert before[0] > 0
    assert find_gate_seconds(made.day).tolist() == [0, 321]
    assert made.added == {"open": 321}
    assert made.absent == ()
    assert find_gate_seconds(day).tolist() == before


def test_what_was_not_measured_stays_and_what_is_not_there_is_named(tmp_path: Path) -> None:
    day = make_day()
    made = apply_friction(day, read_friction(write(
        tmp_path / "f.json", measure("shut", delay_s=None), measure("open", 61.0))))

    assert find_gate_seconds(made.day).tolist() == find_gate_seconds(day).tolist()
    assert (made.absent, made.added) == (("open 小区",), {})


def test_the_nearest_pair_goes_first_and_each_compound_once(tmp_path: Path) -> None:
    near, far = measure("shut", 5.0, delay_s=100), measure("shut", 30.0, delay_s=200)
    made = apply_friction(make_day(), read_friction(write(tmp_path / "f.json", far, near)))

    assert [(one.compound_id, one.measured.delay_s) for one in made.matches if one.compound_id == "shut"] == [
        ("shut", 100)]


def test_the_new_day_is_read_as_any_other(tmp_path: Path) -> None:
    made = apply_friction(make_day(), [MeasuredCompound("x", (find_gates()["shut"],), has_pass=True, delay_s=5)])
    read = read_day(write_day(made.day, tmp_path / "day"))

    assert read.digest == made.day.digest != make_day().digest


@pytest.mark.parametrize("told", [
    "{", "[]", '{"format": "x", "compounds": []}', json.dumps({"format": FORMAT, "compounds": [{}]}),
    json.dumps({"format": FORMAT, "compounds": [{"name": "a", "has_pass": 1, "delay_s": 1,
                                                "gates": [{"x_m": 1, "y_m": 1}]}]}),
    json.dumps({"format": FORMAT, "compounds": [{"name": "a", "has_pass": True, "delay_s": -1,
                                                "gates": [{"x_m": 1, "y_m": 1}]}]}),
    json.dumps({"format": FORMAT, "compounds": [{"name": "a", "has_pass": True, "delay_s": 1, "gates": []}]})])
def test_another_form_is_refused(tmp_path: Path, told: str) -> None:
    (tmp_path / "f.json").write_text(told, encoding="utf-8")
    with pytest.raises(InputError):
        read_friction(tmp_path / "f.json")


def test_a_missing_file_and_a_day_without_compounds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_friction(tmp_path / "none.json")
    with pytest.raises(InputError):
        apply_friction(replace(make_day(), compounds=None), [])


def test_the_agreed_time_follows_what_was_measured(tmp_path: Path) -> None:
    """D06 prolongs promises at the gate without the code by what was measured there, and no other."""
    made = apply_friction(make_day(), read_friction(write(
        tmp_path / "f.json", measure("shut", has_pass=True), measure("open"))))
    rows = play(made.day, [build_clause("access_friction", "X", added=made.added, gate=120)])

    told = [(row["order_id"], row["added_s"]) for row in rows
            if row["kind"] == "eta_extended" and row["reason"] == "access"]
    assert told == [("A1", 321)]
