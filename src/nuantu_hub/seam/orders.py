"""What is told of one order: the decision, what happened, and its payslip with clause, sum, events and lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nuantu.explanation.journey import Journey
from nuantu.explanation.payslip import itemise_order
from nuantu.report.scene import find_ring
from nuantu.report.stories import Teller, tell_story
from nuantu_hub.seam.scope import Scope


def tell_orders(scope: Scope) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every order with its story in both languages; times are seconds since the day began, amounts minor units.

    Beside what the day report tells (see ``nuantu.report.stories``): ``lines`` with clause, words, sum and amount;
    ``facts`` (moments, distance, shop and compound by name, pay); ``events`` of the log that concern it; ``named``
    (workers whom its events name); ``decision`` (workers looked at, allowed, orders in hand of the chosen one).
    """
    teller = Teller(scope.record, scope.duty, scope.frame, scope.t0)
    ring_s = find_ring(scope.record)
    for order_id, journey in scope.journeys.items():
        story = tell_story(teller, order_id, ring_s)
        story["lines"] = _list_lines(scope, order_id)
        story["facts"] = _list_facts(scope, journey)
        story["events"] = [[event.event_id, event.kind, event.clause_id, event.at_s - scope.t0]
                           for event in scope.record.events_of_order[order_id]]
        story["named"] = sorted({event.worker_id for event in scope.record.events_of_order[order_id]
                                 if event.worker_id is not None})
        decisions = scope.record.decisions_of_order.get(order_id)
        if decisions and decisions[-1][0].rank == 0:
            chosen = decisions[-1][0]
            story["decision"] = [chosen.considered, chosen.allowed, chosen.in_hand]
        yield order_id, story


def _list_lines(scope: Scope, order_id: str) -> list[dict[str, Any]]:
    chinese, english = (itemise_order(scope.record, order_id, lang) for lang in ("zh", "en"))
    return [{"line": one.line_id, "clause": one.clause_id, "what": [one.what, other.what], "how": [one.how, other.how],
             "amount_minor": one.amount_minor, "own": one.ours}
            for one, other in zip(chinese, english, strict=True)]


def _list_facts(scope: Scope, journey: Journey) -> dict[str, Any]:
    created = scope.record.events_of_order[journey.order_id]
    compound = next((event.compound_id for event in created if event.kind == "created"), None)
    pay = [line.amount_minor for line in scope.record.lines_of_order.get(journey.order_id, ())
           if line.account == "worker_pay"]
    moments = {"placed": journey.placed_s, "accepted": journey.accepted_s, "arrived": journey.arrived_s,
               "ready": journey.ready_s, "picked": journey.picked_up_s, "delivered": journey.delivered_s,
               "promised": journey.promised_s}
    return {**{name: scope.since(at_s) for name, at_s in moments.items()}, "worker": journey.worker_id,
            "distance_m": journey.distance_m, "pay_minor": sum(pay),
            "shop": scope.merchants.get(journey.merchant_id or ""), "compound": scope.compounds.get(compound or "")}
