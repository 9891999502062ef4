"""A worker's hours: online, with orders in hand, and counted as working time, by the settlement's own counting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from nuantu.agreement.clause import Clause
from nuantu.agreement.wording import say_seconds
from nuantu.core.times import Lang
from nuantu.explanation.wording import say
from nuantu.settle.facts import DayFacts
from nuantu.settle.worktime import Counted, count_engaged, count_online, count_worktime


@dataclass(frozen=True, slots=True)
class DutyDay:
    """One local day of a worker. Seconds; ``worked_s`` is ``None`` where no clause says what working time is.

    ``spells`` are the stretches with orders in hand, in UTC seconds; ``clause_id`` the definition of working time.
    """

    period: str
    online_s: int
    engaged_s: int
    worked_s: int | None
    spells: tuple[tuple[int, int], ...]
    clause_id: str | None
    sentence: str


def measure_duty(facts: DayFacts, clauses: Iterable[Clause], worker_id: str, lang: Lang) -> tuple[DutyDay, ...]:
    """Every local day of the log on which the worker was online or had an order, by the clauses that hold on it."""
    log = facts.log
    definitions = [clause for clause in clauses if clause.type.name == "worktime_definition"]
    code = log.worker_ids.index(worker_id)
    engaged = facts.spells.engaged
    mine = engaged.take(engaged.worker == code)
    days = []
    for day, begin_s, end_s in log.days():
        online_s = _seconds_of(count_online(facts.spells, begin_s, end_s), code)
        engaged_s = _seconds_of(count_engaged(facts.spells, begin_s, end_s), code)
        if not online_s and not engaged_s:
            continue
        worked_s, terms = None, facts.worktime_at(begin_s)
        if terms.covers[code]:
            worked_s = _seconds_of(count_worktime(facts.spells, terms, begin_s, end_s), code)
        inside = mine.clip(begin_s, end_s)
        stretches = tuple(zip(inside.begin_s.tolist(), inside.end_s.tolist(), strict=True))
        allowance_pm = int(terms.allowance_pm[code])
        definition = _find_definition(facts, [one for one in definitions if one.holds_on(day)], code, allowance_pm)
        days.append(DutyDay(day.isoformat(), online_s, engaged_s, worked_s, stretches,
                            None if definition is None else definition.id,
                            _say_duty(definition, (online_s, engaged_s, worked_s), allowance_pm, lang)))
    return tuple(days)


def _seconds_of(counted: Counted, code: int) -> int:
    return int(counted.seconds[np.flatnonzero(counted.worker == code)].sum())


def _find_definition(facts: DayFacts, definitions: Iterable[Clause], code: int, allowance_pm: int) -> Clause | None:
    """The definition that covers the worker; of several the one with the allowance that holds for him."""
    for clause in definitions:
        if facts.roster.covered_by(clause)[code] and clause.int_param("allowance_pm") == allowance_pm:
            return clause
    return None


def _say_duty(definition: Clause | None, hours: tuple[int, int, int | None], allowance_pm: int, lang: Lang) -> str:
    online_s, engaged_s, worked_s = hours
    told = {"online": say_seconds(online_s, lang), "engaged": say_seconds(engaged_s, lang)}
    if definition is None or worked_s is None:
        return say("duty_undefined", lang, **told)
    case = {"accept_s": engaged_s, "allowance_pm": allowance_pm, "worked_s": worked_s}
    head = say("duty", lang, **told, worked=say_seconds(worked_s, lang))
    return head + ("" if lang == "zh" else " ") + definition.type.explain(case, lang)
