"""Counted seconds have the floor of the order in hand, of several the highest."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.log_builder import LogBuilder

from nuantu.core.errors import AgreementError
from nuantu.settle.facts import gather_facts
from nuantu.settle.log import read_log
from nuantu.settle.place_time import find_levels, weigh_by_place

FLOORS = {"11": 2770, "1101": 2900, "12": 2660}
PLACES = ("110105", "120000", "330000", None, "11")


def _floor(place: str | None) -> int:
    codes = [code for code in FLOORS if (place or "").startswith(code)]
    return FLOORS[max(codes, key=len)] if codes else 0


@pytest.mark.parametrize("seed", range(20))
def test_columns_agree_with_a_look_at_every_half_minute(tmp_path: Path, seed: int) -> None:
    """Random orders over midnight, allowance and long rests included."""
    rng = random.Random(seed)
    log = LogBuilder("2026-11-20")
    log.register("W1")
    begin = log.at("23:00")
    orders, rests = [], []
    for number in range(8):
        start = begin + 30 * rng.randint(0, 200)
        end, place = start + 30 * rng.randint(1, 60), rng.choice(PLACES)
        log.order(f"A{number}", worker="W1", created=start, accepted=start, delivered=end, place_code=place)
        orders.append((start, end, _floor(place)))
    log.rest("W1", begin + 1800, begin + 1800 + 30 * rng.randint(10, 60))
    rests.append((begin + 1800, log._rows[-1]["at_s"]))
    hours = build_clause("worktime_definition", base="engaged", allowance_pm=100, exclude_rest=600)
    facts = gather_facts(read_log(log.write(tmp_path)), [hours])
    clause = build_clause("hourly_floor", floor=FLOORS, base="worktime", place="order", rounding="half_up")
    levels = find_levels(clause, facts)
    for _, low, high in facts.log.days():
        weighed = weigh_by_place(clause, facts, levels, (low, high))
        counted: dict[int, int] = {}
        for at_s in range(max(low, begin), min(high, begin + 10_000), 30):
            floors = [floor for start, end, floor in orders if start <= at_s < end]
            if floors and not _is_resting(orders, rests, at_s):
                counted[max(floors)] = counted.get(max(floors), 0) + 30
        counted = {floor: seconds * 1100 // 1000 for floor, seconds in counted.items() if floor}
        assert weighed.product.tolist() in ([sum(floor * seconds for floor, seconds in counted.items())], [])
        assert weighed.counted.seconds.tolist() in ([sum(counted.values())], [])
        assert weighed.floor_minor.tolist() in ([next(iter(counted)) if len(counted) == 1 else 0], [])
        assert bool(len(weighed.product)) or not counted


def _is_resting(orders: list[tuple[int, int, int]], rests: list[tuple[int, int]], at_s: int) -> bool:
    """Whether a moment lies in a rest of ten minutes or more inside the spell around it."""
    low = high = at_s
    while any(start <= low - 1 < end for start, end, _ in orders):
        low = max(start for start, end, _ in orders if start <= low - 1 < end)
    while any(start <= high < end for start, end, _ in orders):
        high = max(end for start, end, _ in orders if start <= high < end)
    return any(begin <= at_s < end and min(end, high) - max(begin, low) >= 600 for begin, end in rests)


def test_time_online_has_no_place(tmp_path: Path) -> None:
    """It is refused, not guessed."""
    log = LogBuilder()
    log.register("W1")
    clause = build_clause("hourly_floor", "floor", floor=2770, base="online", place="order", rounding="half_up")
    with pytest.raises(AgreementError, match=r"clause floor .* has no place"):
        find_levels(clause, gather_facts(read_log(log.write(tmp_path)), []))
