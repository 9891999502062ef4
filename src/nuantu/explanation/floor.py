"""The floor of a worker's day, clause by clause: what it comes to, what was earned, what was or is still to be paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from nuantu.agreement.clause import Clause
from nuantu.agreement.wording import say_seconds, say_word
from nuantu.core.money import divide_rounded, format_minor
from nuantu.core.times import Lang
from nuantu.explanation.record import Line
from nuantu.explanation.wording import say
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import HOUR_S, read_rounding
from nuantu.settle.pays.hourly_floor import read_levels, sum_included, weigh_day


@dataclass(frozen=True, slots=True)
class FloorDay:
    """One floor clause on one local day. Seconds and minor units; ``decided`` where its top-up is the one paid."""

    clause_id: str
    period: str
    counted_s: int
    floor_minor: int
    due_minor: int
    included_minor: int
    topup_minor: int
    decided: bool
    sentence: str


def weigh_floors(facts: DayFacts, clauses: Iterable[Clause], lines: Sequence[Line], worker_id: str,
                 lang: Lang) -> tuple[FloorDay, ...]:
    """Every floor clause that concerns the worker, on every local day on which time counts under it.

    ``facts`` must hold the settled lines; ``lines`` are the worker's own.
    """
    code = facts.log.worker_ids.index(worker_id)
    found = []
    for clause in clauses:
        if clause.type.name != "hourly_floor" or clause.strength == "aim":
            continue
        levels = read_levels(clause, facts)
        for day, begin_s, end_s in facts.log.days():
            if not facts.covers(clause, np.array([code]), np.array([begin_s]))[0]:
                continue
            weighed = weigh_day(clause, facts, levels, (begin_s, end_s))
            own = np.flatnonzero((weighed.counted.worker == code) & (weighed.product > 0))
            if len(own):
                included_minor = int(sum_included(clause, facts, day)[code])
                sums = (int(weighed.counted.seconds[own[0]]), int(weighed.product[own[0]]), included_minor)
                found.append(_weigh_day(clause, day, sums, lines, facts, lang))
    return tuple(found)


def _weigh_day(clause: Clause, day: date, sums: tuple[int, int, int], lines: Sequence[Line], facts: DayFacts,
               lang: Lang) -> FloorDay:
    counted_s, product, included_minor = sums
    # Where orders of several places were in hand this is the mean of their floors over the counted time.
    floor_minor = product // counted_s
    due_minor = divide_rounded(product, HOUR_S, read_rounding(clause))
    paid = [line for line in lines if line.component == "floor_topup" and line.period == day.isoformat()]
    topup_minor = sum(line.amount_minor for line in paid) if due_minor > included_minor else 0
    case: dict[str, int | str] = {"counted_s": counted_s, "base": clause.word_param("base"), "floor_minor": floor_minor,
            "due_minor": due_minor, "included_minor": included_minor, "topup_minor": topup_minor,
            "currency": facts.log.currency}
    missing_minor = due_minor - included_minor - topup_minor
    sentence = _say_short(case, missing_minor, lang) if missing_minor > 0 else clause.type.explain(case, lang)
    return FloorDay(clause.id, day.isoformat(), counted_s, floor_minor, due_minor, included_minor, topup_minor,
                    any(line.clause_id == clause.id for line in paid), sentence)


def _say_short(case: dict[str, int | str], missing_minor: int, lang: Lang) -> str:
    currency = str(case["currency"])
    floor, due, included = (format_minor(int(case[key]), currency)
                            for key in ("floor_minor", "due_minor", "included_minor"))
    return say("floor_short", lang, base=say_word(str(case["base"]), lang),
               counted=say_seconds(int(case["counted_s"]), lang), floor=floor, due=due, included=included,
               missing=format_minor(missing_minor, currency))
