"""Which clauses worked for a worker that day: reminders, pauses, extensions, free refusals, subsidies, premiums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from nuantu.agreement.clause import Clause
from nuantu.core.times import Lang, local_date
from nuantu.explanation.record import Event, Line, Record
from nuantu.explanation.wording import say


@dataclass(frozen=True, slots=True)
class Right:
    """One case of a clause: when (UTC seconds; None for a whole day), the events it rests on, the sentence, and for
    which of the clause's reasons, where it has several."""

    clause_id: str
    at_s: int | None
    event_ids: tuple[int, ...]
    sentence: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """What a teller looks at: the record, one worker's events and ledger lines, and the language."""

    record: Record
    events: Sequence[Event]
    lines: Sequence[Line]
    lang: Lang

    def limit_to(self, clause: Clause) -> Matter:
        """What falls on the days on which a version of a clause holds; everything where it holds throughout."""
        if clause.days is None:
            return self
        tz = self.record.tz
        return replace(self, events=[one for one in self.events if clause.holds_on(local_date(one.at_s, tz))],
                       lines=[one for one in self.lines if clause.holds_on(date.fromisoformat(one.period))])

    def caused(self, clause: Clause, kind: str) -> list[Event]:
        """Events of a kind that happened because of the clause, or because of none that is named."""
        return [event for event in self.events if event.kind == kind and event.clause_id in (None, clause.id)]

    def right(self, clause: Clause, events: Sequence[Event], case: Mapping[str, Any], tail: str = "") -> Right:
        """One case, told by the clause's own sentence; ``events`` first that which dates it."""
        sentence = clause.type.explain({"tz": self.record.tz, "currency": self.record.currency, **case}, self.lang)
        return Right(clause.id, events[0].at_s if events else None, tuple(event.event_id for event in events),
                     sentence + tail)


def list_rights(record: Record, worker_id: str, lines: Sequence[Line], lang: Lang) -> tuple[Right, ...]:
    """All cases of a worker's day in order of time, what concerns the whole day last."""
    events = record.events_of_worker.get(worker_id, [])
    matter = Matter(record, events, lines, lang)
    registered = next(event for event in events if event.kind == "registered")
    traits = (registered.worker_class or "", registered.vehicle or "", registered.tenure_days, registered.place_code)
    found: list[Right] = []
    for clause in record.versions:
        teller = TELLERS.get(clause.type.name)
        if teller is not None and clause.selector.covers_worker(*traits):
            found += teller(matter.limit_to(clause), clause)
    found += _tell_shields(matter, worker_id)
    return tuple(sorted(found, key=lambda right: (right.at_s is None, right.at_s or 0)))


def _tell_reminders(matter: Matter, clause: Clause) -> Iterable[Right]:
    first_s, every_s = clause.int_param("first"), clause.int_param("every")
    for event in matter.caused(clause, "reminder_shown"):
        worked_s = event.worked_s or 0
        due_s = first_s + max(worked_s - first_s, 0) // every_s * every_s
        yield matter.right(clause, [event], {"due_worked_s": due_s, "late_s": max(worked_s - due_s, 0)})


def _tell_stops(matter: Matter, clause: Clause) -> Iterable[Right]:
    for event in matter.caused(clause, "forced_offline"):
        yield matter.right(clause, [event], {"worked_s": event.worked_s or 0,
                                             "stop_after_s": clause.int_param("stop_after")})


def _tell_pauses(matter: Matter, clause: Clause) -> Iterable[Right]:
    for event in matter.caused(clause, "push_paused"):
        yield matter.right(clause, [event], {"continuous_s": event.worked_s or 0, "from_s": event.from_s,
                                             "to_s": event.to_s})


def _tell_confirms(matter: Matter, clause: Clause) -> Iterable[Right]:
    for event in matter.caused(clause, "continue_confirmed"):
        yield matter.right(clause, [event], {"after_s": clause.int_param("after"), "confirmed_at_s": event.at_s,
                                             "extra_s": clause.optional_int("extra")})


def _tell_extensions(matter: Matter, clause: Clause) -> Iterable[Right]:
    """One case for each cause of delay, with all the orders whose promise it prolonged.

    Where the delay itself is added it is the delay; for weather and gates the agreed time stands for it.
    """
    groups: dict[tuple[int, str | None, int | None], list[Event]] = {}
    for event in matter.caused(clause, "eta_extended"):
        groups.setdefault((event.at_s, event.reason, event.ref_event_id), []).append(event)
    for (_, reason, _), events in groups.items():
        added_s = events[0].added_s or 0
        stated = clause.params["added"]
        actual = isinstance(stated, Mapping) and stated.get(reason or "") == "actual"
        delay_s = added_s if actual or reason != "merchant" else _find_delay(matter, events)
        told = matter.right(clause, events, {"cause": reason or "other", "delay_s": delay_s,
                                             "added_s": added_s, "orders": len(events)})
        yield replace(told, reason=reason)


def _find_delay(matter: Matter, events: Sequence[Event]) -> int:
    """How long the kitchen kept the worker: the longest delay of the orders that were fetched at that moment."""
    delays = [0]
    for event in events:
        told = {one.kind: one for one in matter.record.events_of_order.get(event.order_id or "", [])}
        picked, ready, came, created = (told.get(kind) for kind in
                                        ("picked_up", "merchant_ready", "merchant_arrived", "created"))
        if picked and picked.at_s == event.at_s and ready and came and created and created.ready_estimate_s is not None:
            delays.append(ready.at_s - max(came.at_s, created.ready_estimate_s))
    return max(delays)


def _tell_refusals(matter: Matter, clause: Clause) -> Iterable[Right]:
    free, always = clause.int_param("free"), clause.words_param("reasons_always_free")
    counted: Counter[str] = Counter()
    for event in matter.events:
        if event.kind != "declined":
            continue
        day = local_date(event.at_s, matter.record.tz).isoformat()
        exempt = event.reason in always
        counted[day] += not exempt
        case = {"reason": event.reason or "other", "number": counted[day] + exempt, "free": free,
                "always_free": exempt}
        taken = [one for one in matter.events if one.kind == "score_change" and one.ref_event_id == event.event_id]
        points = -sum(one.score_delta or 0 for one in taken)
        gap = "" if matter.lang == "zh" else " "
        tail = gap + say("scored", matter.lang, points=points) if points > 0 else ""
        yield matter.right(clause, [event, *taken], case, tail)


def _tell_gate(matter: Matter, clause: Clause) -> Iterable[Right]:
    for event in matter.events:
        rule = matter.record.clause_at(event.clause_id, event.at_s)
        if event.kind == "override_attempted" and rule is not None and rule.type.name in clause.words_param("scope"):
            yield matter.right(clause, [event], {"at_s": event.at_s, "rule": rule.type.name,
                                                 "outcome": event.outcome or "allowed"})


def _tell_weather(matter: Matter, clause: Clause) -> Iterable[Right]:
    moment = clause.word_param("at")
    for line in matter.lines:
        if line.clause_id != clause.id or line.component != "weather":
            continue
        alert = matter.record.events[line.first_event_id - 1]
        order = matter.record.events_of_order.get(line.order_id or "", [])
        judged = [event for event in order if event.kind == moment and event.worker_id == line.worker_id][-1]
        yield matter.right(clause, [judged, alert], {
            "at_s": judged.at_s, "at": moment, "kind": alert.reason or "", "level": alert.level or "",
            "amount_minor": line.amount_minor})


def _tell_premiums(matter: Matter, clause: Clause) -> Iterable[Right]:
    lines = [line for line in matter.lines if line.clause_id == clause.id and line.component == "premium"]
    if lines:
        yield matter.right(clause, [], {"orders": len(lines), "amount_minor": clause.int_param("amount"),
                                        "total_minor": sum(line.amount_minor for line in lines)})


def _tell_lateness(matter: Matter, clause: Clause) -> Iterable[Right]:
    """Orders delivered after the promise that stood then, and what was taken for it."""
    for event in matter.events:
        if event.kind != "delivered":
            continue
        promises = [one.promised_s for one in matter.record.events_of_order.get(event.order_id or "", [])
                    if one.promised_s is not None and one.event_id < event.event_id]
        if promises and event.at_s > promises[-1]:
            taken = -sum(line.amount_minor for line in matter.lines
                         if line.order_id == event.order_id and line.amount_minor < 0)
            yield matter.right(clause, [event], {"late_s": event.at_s - promises[-1], "taken_minor": taken})


def _tell_shields(matter: Matter, worker_id: str) -> Iterable[Right]:
    """How often a clause kept an order from being sent to this worker, as far as the decisions tell."""
    for clause_id, count in matter.record.blocked_of_worker.get(worker_id, Counter()).items():
        yield Right(clause_id, None, (), say("shielded", matter.lang, count=count))


#: How the cases of each clause type are found; a type that is not named here has no cases of a worker's day.
TELLERS: Final[Mapping[str, Callable[[Matter, Clause], Iterable[Right]]]] = MappingProxyType({
    "fatigue_reminder": _tell_reminders,
    "daily_stop": _tell_stops,
    "continuous_pause": _tell_pauses,
    "soft_cap_confirm": _tell_confirms,
    "eta_extension": _tell_extensions,
    "refusal_right": _tell_refusals,
    "fatigue_hard_gate": _tell_gate,
    "special_weather_subsidy": _tell_weather,
    "injury_premium": _tell_premiums,
    "no_late_deduction": _tell_lateness,
})
