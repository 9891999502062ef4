"""The panels beside the map: hours against the limits, pay against the floor, verdicts by clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from statistics import median

from nuantu.agreement.clause import Clause
from nuantu.core.money import SYMBOLS, format_minor
from nuantu.explanation.record import Record
from nuantu.explanation.wording import say_span
from nuantu.report.charts import Axis, Bar, Mark, cut_bins, draw_histogram, draw_table
from nuantu.report.chip import draw_chip
from nuantu.report.earnings import Earning, choose_floor
from nuantu.report.hours import WorkerDay
from nuantu.report.icons import ICONS
from nuantu.report.tally import Tally
from nuantu.report.words import Pair, both, name_layer, pair, spans

HALF_HOUR_S = 1800
#: States of a clause of which a day says neither good nor bad.
IDLE = ("not_applicable", "unchecked")

#: Verdict, word of its column, tone of its number.
Column = tuple[str, str, str]
COLUMNS: tuple[Column, ...] = (
    ("complied", "col_kept", "plain"), ("violated", "col_broken", "broken"), ("departed", "col_departed", "watch"),
    ("insufficient_evidence", "col_evidence", "unknown"),
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of working time that a clause states, in seconds."""

    clause: Clause
    at_s: int


def find_limit(record: Record, type_name: str, param: str) -> Limit | None:
    """The smallest stated limit among the clauses of a type."""
    found = [Limit(clause, clause.int_param(param)) for clause in record.clauses.values()
             if clause.type.name == type_name]
    return min(found, key=lambda limit: limit.at_s, default=None)


def say_pair(seconds: int) -> Pair:
    """A span in both languages."""
    return say_span(seconds, "zh"), say_span(seconds, "en")


def draw_hours(record: Record, days: Sequence[WorkerDay], states: dict[str, str]) -> str:
    """Workers' hours against the reminder and the stop."""
    worked = [day.worked_s if day.worked_s is not None else day.engaged_s for day in days]
    defined = any(day.worked_s is not None for day in days)
    remind, stop = find_limit(record, "fatigue_reminder", "first"), find_limit(record, "daily_stop", "stop_after")
    mean = sum(worked) // len(worked) if worked else 0
    reach = max([*worked, stop.at_s if stop else 0, remind.at_s if remind else 0, HALF_HOUR_S])
    high = -(-reach // 3600)
    marks = []
    if remind:
        marks.append(Mark(remind.at_s / 3600, pair("mark_reminder", limit=say_pair(remind.at_s)), "watch", 0,
                          "end", dashed=True))
    if stop:
        marks.append(Mark(stop.at_s / 3600, pair("mark_stop", limit=say_pair(stop.at_s)), "broken", 1, "end"))
    bins = cut_bins(worked, HALF_HOUR_S, 0)
    bars = [Bar(low / 3600, low / 3600 + 0.5, count, tone=_tone_of(low, remind, stop)) for low, _, count in bins]
    step = 2 if high > 6 else 1
    axis = Axis(0, high + 0.6, tuple(range(0, high + 1, step)), pair("hours_axis"))
    sub = both("hours_sub", mean=say_pair(mean), reminders=sum(day.reminders for day in days)) if defined \
        else both("hours_sub_engaged", mean=say_pair(mean))
    rows = [[f"{low / 3600:g}–{low / 3600 + .5:g} h", f"{count:,}"] for low, _, count in bins]
    chips = "".join(draw_chip(limit.clause, states[limit.clause.id]) for limit in (remind, stop) if limit)
    return (
        f'<section class="panel" aria-labelledby="h-hours"><h2 id="h-hours">{_head_hours(worked, stop, mean)}</h2>'
        f'<p class="soft">{sub}</p>{draw_histogram(bars, axis, marks, "h-hours")}<div class="foot"><div class="chips">'
        f'{chips}</div>{draw_table((pair("col_hours"), pair("col_days")), rows, pair("col_hours"))}</div></section>'
    )


def _head_hours(worked: Sequence[int], stop: Limit | None, mean: int) -> str:
    if stop is None:
        return both("hours_plain", mean=say_pair(mean))
    past = sum(seconds > stop.at_s for seconds in worked)
    if not past:
        return both("hours_none_past", limit=say_pair(stop.at_s))
    finishing = stop.clause.params.get("in_flight") == "finish"
    return both("hours_some_late" if finishing else "hours_some_past", n=past, limit=say_pair(stop.at_s))


def _tone_of(low_s: int, remind: Limit | None, stop: Limit | None) -> str:
    if stop and low_s >= stop.at_s:
        return "past"
    return "long" if remind and low_s >= remind.at_s else "worker"


def draw_pay(record: Record, earnings: Sequence[Earning], states: dict[str, str]) -> str:
    """Pay per counted hour against the floor, those who were topped up drawn hollow."""
    clause = choose_floor(record)
    floors = [one.floor_minor for one in earnings if one.floor_minor is not None]
    floor = max(set(floors), key=floors.count) if floors else None
    hourly = sorted(one.hourly_minor for one in earnings)
    middle = int(median(hourly)) if hourly else 0
    topped = [one.hourly_minor for one in earnings if one.topup_minor > 0]
    lifted = len({one.worker_id for one in earnings if one.topup_minor > 0})
    sub = both("pay_sub_online", median=format_minor(middle, record.currency)) if clause is None else both(
        "pay_sub" if topped else "pay_sub_none", median=format_minor(middle, record.currency), n=lifted)
    chart, rows = _draw_pay_chart(record, hourly, topped, floor)
    chips = draw_chip(clause, states[clause.id]) if clause else ""
    return (
        f'<section class="panel" aria-labelledby="h-pay"><h2 id="h-pay">{_head_pay(record, earnings, clause, middle)}'
        f'</h2><p class="soft">{sub}</p>{chart}<div class="foot"><div class="chips">{chips}</div>'
        f'{draw_table((pair("col_pay"), pair("col_days"), pair("col_topped")), rows, pair("col_pay"))}</div>'
        "</section>"
    )


def _head_pay(record: Record, earnings: Sequence[Earning], clause: Clause | None, middle: int) -> str:
    if clause is None:
        return both("pay_plain", median=format_minor(middle, record.currency))
    below = sum(one.below for one in earnings)
    return both("pay_some_below", n=below) if below else both("pay_none_below")


def _draw_pay_chart(record: Record, hourly: Sequence[int], topped: Sequence[int],
                    floor: int | None) -> tuple[str, list[list[str]]]:
    """The chart spans the middle 98 % of riders; those outside stand in its first and last bar, and in the table."""
    if not hourly:
        return "", []
    low, high = hourly[len(hourly) // 100], hourly[-1 - len(hourly) // 100]
    if floor is not None:
        low, high = min(low, floor), max(high, floor)
    width = next(step for step in (10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10**4, 10**5, 10**6, 10**9)
                 if (high - low) / step <= 36)
    start = floor or 0
    first, last = start + (low - start) // width * width, start + (high - start) // width * width
    clamped = [min(max(value, first), last) for value in hourly]
    hollow = {low_: count for low_, _, count in
              cut_bins([min(max(value, first), last) for value in topped], width, start)}
    bins = cut_bins(clamped, width, start)
    bars = [Bar(low_ / 100, high_ / 100, count, hollow.get(low_, 0), "pine") for low_, high_, count in bins]
    tick = next(step for step in (1, 2, 4, 5, 10, 20, 50, 100, 1000, 10**5) if (last - first) / 100 / step <= 6)
    ticks = tuple(range(-(-first // 100 // tick) * tick, (last + width) // 100 + 1, tick))
    axis = Axis(first / 100, (last + width) / 100, tuple(t for t in ticks if t <= last / 100 - tick / 2 or t == 0),
                pair("pay_axis", symbol=SYMBOLS[record.currency].strip()))
    marks = []
    if floor is not None:
        side = "start" if floor - first < (last - first) * 0.35 else "end"
        marks.append(Mark(floor / 100, pair("mark_floor", floor=format_minor(floor, record.currency)), "ink", 0, side))
    rows = [[f"{format_minor(low_, record.currency)}–{format_minor(high_, record.currency)}", f"{count:,}",
             f"{hollow.get(low_, 0):,}"] for low_, high_, count in bins]
    return draw_histogram(bars, axis, marks, "h-pay"), rows


def draw_clauses(record: Record, tallies: Sequence[Tally]) -> str:
    """The verdict table: one row for each clause, and for log and ledger themselves; idle clauses stand folded away."""
    columns = [column for column in COLUMNS
               if column[0] != "departed" or any(tally.units["departed"] for tally in tallies)]
    heads = "".join(f'<th scope="col">{both(name)}</th>' for _, name, _ in columns)
    head = (f'<table class="verdicts of{len(columns)}"><thead><tr><th scope="col" colspan="2">{both("col_clause")}</th>'
            f"{heads}</tr></thead>")
    idle = [tally for tally in tallies if tally.state in IDLE]
    rows, rest = ("".join(_draw_row(record, tally, columns) for tally in tallies if (tally in idle) is folded)
                  for folded in (False, True))
    fold = (f'<details class="fold"><summary>{both("clauses_idle", n=len(idle))}</summary>{head}<tbody>{rest}</tbody>'
            "</table></details>") if idle else ""
    return (
        f'<section class="panel" aria-labelledby="h-clauses"><h2 id="h-clauses">{_head_clauses(record, tallies)}</h2>'
        f'<p class="soft">{both("clauses_sub")}</p>{head}<tbody>{rows}</tbody></table>{fold}</section>'
    )


def count_rows(tallies: Sequence[Tally]) -> int:
    """How many rows of the verdict table stand unfolded."""
    return sum(tally.state not in IDLE for tally in tallies)


def count_binding(record: Record, tallies: Sequence[Tally]) -> tuple[int, int]:
    """How many clauses bind (must) of which the day showed anything, and how many of them were broken."""
    binding = [tally for tally in tallies if tally.clause_id in record.clauses
               and record.clauses[tally.clause_id].strength == "must"
               and (tally.units["complied"] or tally.units["violated"])]
    return len(binding), sum(tally.units["violated"] > 0 for tally in binding)


def _head_clauses(record: Record, tallies: Sequence[Tally]) -> str:
    binding, broken = count_binding(record, tallies)
    if not binding:
        return both("clauses_none")
    return both("clauses_broken", n=binding, broken=broken) if broken else both("clauses_all_kept", n=binding)


def _draw_row(record: Record, tally: Tally, columns: Sequence[Column]) -> str:
    clause = record.clauses.get(tally.clause_id)
    if clause is not None:
        chip = draw_chip(clause, tally.state, marked=False)
        name = spans((clause.type.zh, clause.type.en[:1].upper() + clause.type.en[1:]))
        if sum(other.type.name == clause.type.name for other in record.clauses.values()) > 1:
            name += f' <span class="soft">{spans(name_layer(clause.layer))}</span>'
        if clause.assumed:
            name += f' <em class="assumed">{both("assumed")}</em>'
    else:
        tone = "broken" if tally.units["violated"] else "kept"
        icon = ICONS["cross" if tone == "broken" else "check"]
        chip = f'<span class="chip"><span class="pill {tone}">{icon}<span>{both("records_chip")}</span></span></span>'
        name = both(f"records_{tally.clause_id}") if tally.clause_id in ("log", "ledger") else escape(tally.clause_id)
    cells = "".join(_draw_count(tally, state, tone) for state, _, tone in columns)
    return f'<tr><td>{chip}</td><th scope="row">{name}</th>{cells}</tr>'


def _draw_count(tally: Tally, state: str, tone: str) -> str:
    count = tally.units[state]
    return f'<td class="{tone if count else "zero"}">{count:,}</td>'
