"""Verdicts beside the map and on the agreement page: by clause up to a moment, and over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nuantu_hub.seam.reading import RunView
from nuantu_hub.site.charts import Axis, Bin, Chart, Limit, draw_distribution
from nuantu_hub.site.moments import say_money

IDLE = ("not_applicable", "unchecked")
SHOWN = 6
#: The chart spans the middle 98 % of the days; those outside stand in its first and last column.
EDGE_PM = 10


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A clause up to a moment: how often it acted, breaches and gaps by then, and what was kept over the whole day."""

    clause: Mapping[str, Any]
    acted: int
    kept: int
    broken: int
    lacking: int


def list_verdicts(view: RunView, acted: Mapping[str, int], t: int) -> list[VerdictRow]:
    """The clauses that the day says something of, those that acted most first."""
    rows = []
    for clause_id, clause in view.clauses.items():
        if clause["verdicts"]["state"] in IDLE and not acted.get(clause_id):
            continue
        dated = [row for row in view.facts["breaches"] if row[1] == clause_id and (row[0] is None or row[0] <= t)]
        rows.append(VerdictRow(
            clause, acted.get(clause_id, 0), clause["verdicts"]["units"].get("complied", 0),
            sum(row[3] for row in dated if row[2] == "violated"),
            sum(row[3] for row in dated if row[2] == "insufficient_evidence")))
    return sorted(rows, key=lambda row: (-row.broken, -row.acted, -row.kept))


def count_broken(rows: Sequence[VerdictRow]) -> int:
    """Breaches in the rows."""
    return sum(row.broken for row in rows)


def chart_pay(view: RunView) -> Chart | None:
    """Pay of a counted hour over all worker days against the floor; None where nobody's time counted."""
    pay = view.pay
    if not pay["days"]:
        return None
    bands, width, floor = pay["bands"], pay["band_minor"], pay["floor_minor"]
    low, high = _find_edges(bands, pay["days"])
    if floor is not None:
        low, high = min(low, floor // width * width), max(high, floor // width * width)
    counts: dict[int, int] = {}
    for begin, count, _lifted in bands:
        place = min(max(begin, low), high)
        counts[place] = counts.get(place, 0) + count
    bins = [Bin(begin / 100, (begin + width) / 100, count,
                "watch" if floor is not None and begin + width <= floor else "pine")
            for begin, count in sorted(counts.items())]
    axis = Axis(low / 100, (high + width) / 100, [(tick, f"{tick:g}") for tick in _list_ticks(low, high)])
    sentence = _say_pay(pay)
    limits = [] if floor is None else [Limit(floor / 100, _("下限 %(floor)s") % {"floor": say_money(floor)})]
    rows = [[f"{say_money(begin)}–{say_money(begin + width)}", f"{count:,}", f"{lifted:,}"]
            for begin, count, lifted in bands]
    sub = _("补差前的每小时报酬：中位 %(median)s，最低一成 %(tenth)s") % {
        "median": say_money(pay["median_minor"]), "tenth": say_money(pay["tenth_minor"])}
    return Chart(sentence, draw_distribution(bins, axis, limits, sentence, 130),
                 [_("每小时报酬，补差前"), _("人天"), _("其中补差")], rows, sub)


def _say_pay(pay: Mapping[str, Any]) -> str:
    if pay["clause"] is None:
        return _("没有条款规定每小时下限")
    if pay["below"]:
        return _("%(days)d 人天里 %(below)d 个低于下限，没有补足") % {"days": pay["days"], "below": pay["below"]}
    return _("%(days)d 人天里 %(topped)d 个补到下限，没有人低于下限") % {"days": pay["days"], "topped": pay["topped"]}


def _find_edges(bands: Sequence[Sequence[int]], days: int) -> tuple[int, int]:
    """Bands between which the middle 98 % lie."""
    cut, seen, low, high = days * EDGE_PM // 1000, 0, bands[0][0], bands[-1][0]
    for begin, count, _lifted in bands:
        seen += count
        if seen <= cut:
            low = begin
        if seen <= days - cut:
            high = begin
    return low, high


def _list_ticks(low: int, high: int) -> list[int]:
    span = (high - low) / 100
    step = next((step for step in (1, 2, 4, 5, 10, 20, 50, 100) if span / step <= 7), 1000)
    first = -(-low // 100 // step) * step
    return list(range(first, high // 100 + 1, step))


def list_hours(clause: Mapping[str, Any]) -> list[str]:
    """The state of a clause in each hour of the day: broken, kept where it acted, empty where it did neither."""
    broken, acted = clause["hours"]["broken"], clause["hours"]["acted"]
    return ["broken" if broken[hour] else "kept" if acted[hour] else "" for hour in range(24)]


def say_hours(clause: Mapping[str, Any]) -> str:
    """The same in a sentence."""
    hours = list_hours(clause)
    broken = hours.count("broken")
    if broken:
        return _("24小时里 %(acted)d 小时起作用，%(broken)d 小时有违反") % {
            "acted": 24 - hours.count(""), "broken": broken}
    if not 24 - hours.count(""):
        return _("这一天没有动用")
    return _("24小时里 %(acted)d 小时起作用，没有违反") % {"acted": 24 - hours.count("")}
