"""Why a clause kept a worker from an order, in one phrase with the numbers of that moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from nuantu.agreement.clause import Clause
from nuantu.core.times import Lang, format_clock
from nuantu.explanation.record import Candidate, Event, Record
from nuantu.explanation.wording import say, say_clause, say_span


def say_hindrance(record: Record, row: Candidate, lang: Lang) -> str:
    """The phrase for a candidate with status ``blocked``; a clause without own words is told by its chip."""
    clause = record.clause_at(row.clause_id, row.at_s)
    if clause is None:
        return say("hinder_other", lang, clause=row.clause_id or "—")
    teller = TELLERS.get(clause.type.name)
    if teller is None:
        return say("hinder_other", lang, clause=say_clause(clause, lang))
    return teller(record, row, clause, lang)


def _tell_cap(record: Record, row: Candidate, clause: Clause, lang: Lang) -> str:
    cap, cap_new = clause.int_param("cap"), clause.params.get("cap_new")
    cap_alert, new_days = clause.params.get("cap_alert"), clause.params.get("new_days")
    tenure = _tenure_days(record, row.worker_id)
    if isinstance(cap_new, int) and isinstance(new_days, int) and tenure is not None and tenure <= new_days:
        return say("hinder_concurrency_cap_new", lang, tenure=tenure, in_hand=row.in_hand, cap=cap_new)
    if isinstance(cap_alert, int) and cap_alert <= row.in_hand < cap:
        return say("hinder_concurrency_cap_alert", lang, in_hand=row.in_hand, cap=cap_alert)
    return say("hinder_concurrency_cap", lang, in_hand=row.in_hand, cap=cap)


def _tell_stop(record: Record, row: Candidate, clause: Clause, lang: Lang) -> str:
    limit = say_span(clause.int_param("stop_after"), lang)
    stopped = _last_before(record, row, "forced_offline")
    if stopped is None or stopped.worked_s is None:
        return say("hinder_daily_stop_near", lang, limit=limit)
    return say("hinder_daily_stop", lang, limit=limit, worked=say_span(stopped.worked_s, lang))


def _tell_pause(record: Record, row: Candidate, clause: Clause, lang: Lang) -> str:
    limit = say_span(clause.int_param("after"), lang)
    pause = _last_before(record, row, "push_paused")
    if pause is None or pause.from_s is None or pause.to_s is None or not pause.from_s <= row.at_s < pause.to_s:
        return say("hinder_continuous_pause_near", lang, limit=limit, pause=say_span(clause.int_param("pause"), lang))
    return say("hinder_continuous_pause", lang, limit=limit, from_at=format_clock(pause.from_s, record.tz),
               to_at=format_clock(pause.to_s, record.tz))


def _tell_confirm(record: Record, row: Candidate, clause: Clause, lang: Lang) -> str:
    del record, row
    return say("hinder_soft_cap_confirm", lang, limit=say_span(clause.int_param("after"), lang))


def _tell_refusal(record: Record, row: Candidate, clause: Clause, lang: Lang) -> str:
    del clause
    for event in record.events_of_order.get(row.order_id, []):
        if event.kind == "declined" and event.worker_id == row.worker_id and event.at_s <= row.at_s:
            return say("hinder_refusal_right", lang, at=format_clock(event.at_s, record.tz))
    return say("hinder_refusal_right_plain", lang)


#: clause type -> how it is told; a type that is not named here is told by its chip
TELLERS: Final[Mapping[str, Callable[[Record, Candidate, Clause, Lang], str]]] = MappingProxyType({
    "concurrency_cap": _tell_cap,
    "daily_stop": _tell_stop,
    "continuous_pause": _tell_pause,
    "soft_cap_confirm": _tell_confirm,
    "refusal_right": _tell_refusal,
})


def _last_before(record: Record, row: Candidate, kind: str) -> Event | None:
    found = None
    for event in record.events_of_worker.get(row.worker_id, []):
        if event.at_s > row.at_s:
            break
        if event.kind == kind:
            found = event
    return found


def _tenure_days(record: Record, worker_id: str) -> int | None:
    for event in record.events_of_worker.get(worker_id, []):
        if event.kind == "registered":
            return event.tenure_days
    return None
