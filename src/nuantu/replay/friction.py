"""What compounds cost a rider at the gate, as a union measured it: read from its file and put into a day.

The file says of each compound where its gates are, whether riders enter with the pass code, and how long an entry takes
without one. A day's compound is the file's whose gate lies nearest, within ``NEAR_M``; all others stay as they are. A
replay of such a day loses no time at gates with the code, and clause D06 gives its time at the gates without.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from nuantu.core.errors import InputError
from nuantu.replay.day import Day

FORMAT = "nuantu-friction/1"
#: A gate of the file and a gate of the day that lie no farther apart (metres) are one.
NEAR_M = 60.0
DELAY_MAX_S = 24 * 3_600


@dataclass(frozen=True, slots=True)
class MeasuredCompound:
    """A compound of the file: its gates in metres east and south of the day's corner, code or not, seconds without."""

    name: str
    gates: tuple[tuple[float, float], ...]
    has_pass: bool
    delay_s: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """A compound of the day with the compound of the file that it is."""

    compound_id: str
    measured: MeasuredCompound


@dataclass(frozen=True, slots=True)
class Applied:
    """A day with its compounds as measured, which of them were found, and whom of the file the day does not have."""

    day: Day
    matches: tuple[Match, ...]
    absent: tuple[str, ...]

    @property
    def added(self) -> dict[str, int]:
        """The parameter ``added`` of a clause D06: seconds by compound that has no code."""
        return {one.compound_id: one.measured.delay_s for one in self.matches
                if not one.measured.has_pass and one.measured.delay_s}


def read_friction(path: Path) -> list[MeasuredCompound]:
    """The compounds of a file. Raises InputError with the field of the first defect."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=path) from error
    except ValueError as error:
        raise InputError("this is no JSON in UTF-8", file=path, fix="write it with `nuantu hub friction`") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("compounds"), list):
        raise InputError(f"this is no file of the format {FORMAT}", file=path, field="format",
                         fix="write it with `nuantu hub friction`")
    return [_read_one(one, f"compounds[{place}]", path) for place, one in enumerate(told["compounds"])]


def apply_friction(day: Day, measured: Sequence[MeasuredCompound]) -> Applied:
    """The day with code and delay of every compound that the file has. Raises InputError where the day has none."""
    if day.compounds is None or day.compounds.num_rows == 0:
        raise InputError("the day has no compounds", file=day.folder, fix="name a day with compounds.parquet")
    pairs = _pair(day, measured)
    has_pass = day.compounds.column("has_pass").to_pylist()
    delay_s = day.compounds.column("gate_delay_s").to_pylist()
    for row, one in pairs.items():
        has_pass[row] = one.has_pass
        delay_s[row] = delay_s[row] if one.delay_s is None else one.delay_s
    table = day.compounds
    for name, values in (("has_pass", has_pass), ("gate_delay_s", delay_s)):
        at = table.schema.get_field_index(name)
        table = table.set_column(at, table.schema.field(at), pa.array(values, table.schema.field(at).type))
    ids = day.compounds.column("compound_id").to_pylist()
    found = {id(one) for one in pairs.values()}
    return Applied(replace(day, compounds=table, folder=None, _views={}),
                   tuple(Match(ids[row], pairs[row]) for row in sorted(pairs)),
                   tuple(one.name for one in measured if id(one) not in found))


def _pair(day: Day, measured: Sequence[MeasuredCompound]) -> dict[int, MeasuredCompound]:
    """Rows of the day's compounds with theirs: the nearest pairs first, each compound once."""
    assert day.compounds is not None
    places = list(zip(day.compounds.column("gate_x_m").to_pylist(), day.compounds.column("gate_y_m").to_pylist(),
                      strict=True))
    near = sorted((min(math.dist(gate, place) for gate in one.gates), number, row)
                  for number, one in enumerate(measured) for row, place in enumerate(places))
    pairs: dict[int, MeasuredCompound] = {}
    taken: set[int] = set()
    for metres, number, row in near:
        if metres <= NEAR_M and number not in taken and row not in pairs:
            pairs[row] = measured[number]
            taken.add(number)
    return pairs


def _read_one(told: Any, field: str, path: Path) -> MeasuredCompound:
    try:
        name, has_pass, delay_s, gates = told["name"], told["has_pass"], told["delay_s"], told["gates"]
        places = tuple((float(gate["x_m"]), float(gate["y_m"])) for gate in gates)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("a compound has name, has_pass, delay_s and gates with x_m and y_m", file=path,
                         field=field) from error
    if not isinstance(name, str) or type(has_pass) is not bool or not places or not all(
            math.isfinite(part) for place in places for part in place):
        raise InputError("the compound has no name, no gate, or no yes or no", file=path, field=field)
    if delay_s is not None and (type(delay_s) is not int or not 0 <= delay_s <= DELAY_MAX_S):
        raise InputError(f"delay_s is null or whole seconds up to {DELAY_MAX_S}", file=path, field=f"{field}.delay_s")
    return MeasuredCompound(name, places, has_pass, delay_s)
