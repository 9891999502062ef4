"""Slow twins of the checks of roll-outs and directions: plain Python over rows, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from math import ceil, floor, isnan, sqrt
from typing import Any
from zoneinfo import ZoneInfo

Row = Mapping[str, Any]
TZ = ZoneInfo("Asia/Shanghai")
Z = 1.959964


def day_of(at_s: int) -> date:
    """Local day of a moment."""
    return datetime.fromtimestamp(at_s, TZ).date()


def judge_rollout(
    rows: Sequence[Row], lines: Sequence[Row], names: set[str], terms: Mapping[str, Any],
) -> dict[str, str]:
    """By place: covered, open or unknown, once the deadline is over; nothing before it.

    ``terms``: deadline, places, share (per mille), evidence, begin (of the clause).
    """
    if day_of(max(row["at_s"] for row in rows)) <= terms["deadline"]:
        return {}
    states = {}
    for place in terms["places"]:
        state = (_by_order if terms["evidence"] == "every_order" else _by_rule)(place, rows, lines, names, terms)
        states[place] = state
    covered = sum(state == "covered" for state in states.values())
    unknown = sum(state in ("unknown", "unseen") for state in states.values())
    required = ceil(len(states) * terms["share"] / 1000)
    told = {}
    for place, state in states.items():
        if state == "unseen":
            continue
        if state == "covered" or covered >= required:
            told[place] = "kept"
        else:
            told[place] = "broken" if state == "open" and covered + unknown < required else "unknown"
    return told


def _by_rule(place: str, rows: Sequence[Row], _lines: Sequence[Row], names: set[str], terms: Mapping[str, Any]) -> str:
    for row in rows:
        if row["kind"] == "rule_effective" and row["clause_id"] in names and day_of(row["at_s"]) <= terms["deadline"] \
                and place.startswith(row["place_code"] or ""):
            return "covered"
    return "open" if day_of(min(row["at_s"] for row in rows)) <= terms["begin"] else "unknown"


def _by_order(place: str, rows: Sequence[Row], lines: Sequence[Row], names: set[str], terms: Mapping[str, Any]) -> str:
    code = {row["order_id"]: row["place_code"] for row in rows if row["kind"] == "created"}
    done = [row["order_id"] for row in rows if row["kind"] == "delivered" and day_of(row["at_s"]) > terms["deadline"]
            and (code[row["order_id"]] or "-").startswith(place)]
    paid = {line["order_id"] for line in lines if line["clause_id"] in names}
    paid |= {row["order_id"] for row in rows if row["kind"] == "premium_accrued" and row["clause_id"] in names}
    if not done:
        return "unseen"
    return "covered" if set(done) <= paid else "open"


def judge_direction(rows: Sequence[Row], lines: Sequence[Row], terms: Mapping[str, Any]) -> tuple[str, int, int] | None:
    """Verdict and the whole ends of the difference, of a measure on one span against a stated value or another span.

    ``terms``: metric, lower (whether it is to fall), now (two days), before (two days, or a number).
    """
    now = measure(terms["metric"], rows, lines, terms["now"])
    stated = isinstance(terms["before"], int)
    before = (float(terms["before"]),) * 3 if stated else measure(terms["metric"], rows, lines, terms["before"])
    if now is None or before is None:
        return None
    gap = now[0] - before[0]
    low = gap - sqrt((now[0] - now[1]) ** 2 + (before[2] - before[0]) ** 2)
    high = gap + sqrt((now[2] - now[0]) ** 2 + (before[0] - before[1]) ** 2)
    ends = floor(low + 1e-6), ceil(high - 1e-6)
    better = ends[1] < 0 if terms["lower"] else ends[0] > 0
    worse = ends[0] > 0 if terms["lower"] else ends[1] < 0
    return ("kept" if better else "broken" if worse else "unknown"), *ends


def measure(metric: str, rows: Sequence[Row], lines: Sequence[Row],
            days: tuple[date, date]) -> tuple[float, float, float] | None:
    """Value, low and high in parts per million, or minor units an hour; ``None`` where nothing can be measured."""
    inside = [row for row in rows if days[0] <= day_of(row["at_s"]) <= days[1]]
    done = [row for row in inside if row["kind"] == "delivered"]
    if metric == "income_per_hour":
        return _measure_income(rows, lines, days)
    if metric == "late_share":
        promised: dict[str, int] = {}
        for row in rows:
            if row["kind"] in ("eta_quoted", "eta_extended"):
                promised[row["order_id"]] = max(row["promised_s"], promised.get(row["order_id"], 0))
        known = [row for row in done if row["order_id"] in promised]
        return _wilson(sum(row["at_s"] > promised[row["order_id"]] for row in known), len(known))
    if metric == "stops_share":
        worked, stopped = ({(row["worker_id"], day_of(row["at_s"])) for row in inside if row["kind"] == kind}
                           for kind in ("accepted", "forced_offline"))
        return _wilson(len(worked & stopped), len(worked))
    kind = {"violations_per_order": "violation", "accidents_per_order": "accident"}[metric]
    cases = sum((row["count"] or 1) if kind == "violation" else 1 for row in inside if row["kind"] == kind)
    return _poisson(cases, len(done))


def _wilson(k: int, n: int) -> tuple[float, float, float] | None:
    if not n:
        return None
    p, scale = k / n, 1 + Z * Z / n
    middle, half = (p + Z * Z / (2 * n)) / scale, Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / scale
    return p * 1e6, (middle - half) * 1e6, (middle + half) * 1e6


def _poisson(k: int, n: int) -> tuple[float, float, float] | None:
    if not n:
        return None
    half = Z * sqrt(k + Z * Z / 4)
    return k / n * 1e6, (k + Z * Z / 2 - half) / n * 1e6, (k + Z * Z / 2 + half) / n * 1e6


def _measure_income(rows: Sequence[Row], lines: Sequence[Row],
                    days: tuple[date, date]) -> tuple[float, float, float] | None:
    """Second by second: in hand from each acceptance to its delivery, overlapping orders once."""
    begins = {row["order_id"]: row["at_s"] for row in rows if row["kind"] == "accepted"}
    seconds: dict[str, set[int]] = {}
    for row in rows:
        if row["kind"] == "delivered":
            span = range(begins[row["order_id"]], row["at_s"])
            seconds.setdefault(row["worker_id"], set()).update(
                at_s for at_s in span if days[0] <= day_of(at_s) <= days[1])
    hours = {worker: len(held) for worker, held in seconds.items() if held}
    pay = dict.fromkeys(hours, 0)
    for line in lines:
        if line["account"] == "worker_pay" and line["worker_id"] in pay and \
                days[0].isoformat() <= line["period"] <= days[1].isoformat():
            pay[line["worker_id"]] += line["amount_minor"]
    if len(hours) < 2:
        return None
    total = sum(hours.values())
    ratio = sum(pay.values()) / total
    rest = sum((pay[worker] - ratio * hours[worker]) ** 2 for worker in hours)
    half = Z * sqrt(rest * len(hours) / (len(hours) - 1)) / total
    found = ratio * 3600, (ratio - half) * 3600, (ratio + half) * 3600
    return None if any(isnan(end) for end in found) else found
