"""One worker's day as pages show it: spells, hours at every ten minutes, orders, pay, floors, rights and alerts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nuantu.agreement.clause import Clause
from nuantu.explanation.record import Event
from nuantu.explanation.worker import WorkerExplanation, tell_worker
from nuantu_hub.seam.scope import Scope

#: clause type -> (what the limit does, parameter that states it)
LIMITS = {"fatigue_reminder": ("remind", "first"), "daily_stop": ("stop", "stop_after"),
          "continuous_pause": ("pause", "after"), "soft_cap_confirm": ("confirm", "after")}


def tell_workers(scope: Scope) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every worker who was on duty or had an order; times are seconds since the day began, amounts minor units."""
    seen = {day.worker_id for day in scope.duty.days}
    for worker_id in sorted(seen):
        yield worker_id, _tell_day(scope, worker_id)


def _tell_day(scope: Scope, worker_id: str) -> dict[str, Any]:
    chinese = tell_worker(scope.record, worker_id, "zh", scope.facts)
    english = tell_worker(scope.record, worker_id, "en", scope.facts)
    events = scope.record.events_of_worker[worker_id]
    known = next(event for event in events if event.kind == "registered")
    return {
        "id": worker_id, "class": known.worker_class, "vehicle": known.vehicle, "tenure_days": known.tenure_days,
        "worked": scope.worked_at[worker_id],
        "engaged": _since(scope, scope.duty.engaged.get(worker_id, ())),
        "online": _since(scope, scope.duty.online.get(worker_id, ())),
        "rests": _list_rests(scope, events),
        "duty": [{"period": one.period, "online_s": one.online_s, "engaged_s": one.engaged_s, "worked_s": one.worked_s,
                  "clause": one.clause_id, "say": [one.sentence, other.sentence]}
                 for one, other in zip(chinese.duty, english.duty, strict=True)],
        "limits": _list_limits(scope, known),
        "orders": _list_orders(scope, worker_id),
        "lines": _list_lines(chinese, english),
        "floors": [{"clause": one.clause_id, "period": one.period, "counted_s": one.counted_s,
                    "floor_minor": one.floor_minor, "due_minor": one.due_minor, "included_minor": one.included_minor,
                    "topup_minor": one.topup_minor, "decided": one.decided, "say": [one.sentence, other.sentence]}
                   for one, other in zip(chinese.floors, english.floors, strict=True)],
        "rights": [{"clause": one.clause_id, "at": scope.since(one.at_s), "events": list(one.event_ids),
                    "say": [one.sentence, other.sentence], "reason": one.reason}
                   for one, other in zip(chinese.rights, english.rights, strict=True)],
        "pay": [chinese.pay_sentence, english.pay_sentence], "pay_minor": chinese.pay_minor,
    }


def _since(scope: Scope, spells: Any) -> list[list[int]]:
    return [[low - scope.t0, high - scope.t0] for low, high in spells]


def _list_rests(scope: Scope, events: list[Event]) -> list[list[int]]:
    rests, begun = [], None
    for event in events:
        if event.kind == "rest_start":
            begun = event.at_s - scope.t0
        elif event.kind == "rest_end" and begun is not None:
            rests.append([begun, event.at_s - scope.t0])
            begun = None
    return rests


def _list_limits(scope: Scope, known: Event) -> dict[str, list[Any]]:
    """The lowest limit of each sort that covers the worker: [clause id, seconds]."""
    found: dict[str, list[Any]] = {}
    for clause in scope.clauses.values():
        named = LIMITS.get(clause.type.name)
        if named is None or not _covers(clause, known):
            continue
        seconds = clause.int_param(named[1])
        if named[0] not in found or seconds < found[named[0]][1]:
            found[named[0]] = [clause.id, seconds]
    return found


def _covers(clause: Clause, known: Event) -> bool:
    return clause.selector.covers_worker(known.worker_class or "", known.vehicle or "", known.tenure_days,
                                         known.place_code)


def _list_orders(scope: Scope, worker_id: str) -> list[dict[str, Any]]:
    """The worker's orders in order of acceptance: pay of each, and of it what counts towards the floor."""
    counted = scope.floor_components
    rows = []
    for journey in scope.orders_of_worker.get(worker_id, ()):
        lines = [line for line in scope.record.lines_of_order.get(journey.order_id, ())
                 if line.account == "worker_pay" and line.worker_id == worker_id]
        rows.append({
            "id": journey.order_id, "accepted": scope.since(journey.accepted_s),
            "picked": scope.since(journey.picked_up_s), "delivered": scope.since(journey.delivered_s),
            "promised": scope.since(journey.promised_s), "distance_m": journey.distance_m,
            "pay_minor": sum(line.amount_minor for line in lines),
            "counted_minor": sum(line.amount_minor for line in lines if counted is None or line.component in counted),
            "shop": scope.merchants.get(journey.merchant_id or ""),
            "weather_minor": sum(line.amount_minor for line in lines if line.component == "weather"),
        })
    return rows


def _list_lines(chinese: WorkerExplanation, english: WorkerExplanation) -> list[Mapping[str, Any]]:
    """Ledger lines that settle a whole day or longer; those of orders stand with the orders."""
    return [{"line": one.line_id, "clause": one.clause_id, "period": one.period, "what": [one.what, other.what],
             "how": [one.how, other.how], "amount_minor": one.amount_minor, "own": one.ours}
            for one, other in zip(chinese.pay, english.pay, strict=True) if one.order_id is None]
