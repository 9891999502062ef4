"""What customers are promised: the quote at creation, and what prolongs it.

A quote adds up what must happen: the meal is ready (or a rider has come, whichever is later), it is taken, ridden and
handed over, with some slack for the hand to be free. The riding part counts the agreed speed where one is in force.
"""

from __future__ import annotations

from typing import Final

from nuantu.dispatch.rules import EtaExtension
from nuantu.replay.scene import Scene

#: From placing to a rider at the merchant's door: finding one, and the way there. Our choice.
APPROACH_S: Final = 8 * 60
#: Slack of a promise: a rider has other orders in hand. Our choice; promises of 30 to 45 minutes come out of it.
SLACK_S: Final = 10 * 60


def count_riding_s(travel_s: int, distance_m: int, speed_m_per_h: int | None) -> int:
    """Riding time inside a promise: as the day travels, and never quicker than the agreed speed allows."""
    if speed_m_per_h is None:
        return travel_s
    return max(travel_s, -(-distance_m * 3600 // speed_m_per_h))


class Promises:
    """Quotes promises and prolongs them, each time with an event that names the clause."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._speed = scene.rules.eta_speed()
        self._given_s: dict[tuple[int, int], int] = {}

    def quote(self, order: int, at_s: int) -> None:
        """Promise an order as it is placed."""
        scene, conduct = self._scene, self._scene.conduct
        travel_s = scene.travel_s(scene.px_m[order], scene.py_m[order], scene.dx_m[order], scene.dy_m[order])
        speed = self._speed
        riding_s = count_riding_s(travel_s, int(scene.ride_m[order]), None if speed is None else speed.speed_m_per_h)
        taken_s = max(int(scene.estimate_s[order]), at_s + APPROACH_S + conduct.pickup_before_s)
        promised_s = taken_s + conduct.pickup_after_s + riding_s + conduct.drop_before_s + SLACK_S
        if scene.rules.eta_parts:
            promised_s = self._choose_latest(order, at_s, promised_s, riding_s)
        scene.promised_s[order] = promised_s
        width_s = max((rule.width_s for rule in scene.rules.eta_windows), default=None)
        quoted = scene.log.append(
            at_s, "eta_quoted", order_id=scene.order_ids[order], promised_s=promised_s, riding_s=riding_s,
            from_s=None if width_s is None else promised_s - width_s, to_s=None if width_s is None else promised_s,
            clause_id=None if speed is None else speed.clause_id)
        self._add_friction(order, at_s, quoted)

    def _choose_latest(self, order: int, at_s: int, model_s: int, riding_s: int) -> int:
        """Tell every estimate that clauses ask for and return the latest; our model is always one of them."""
        scene, conduct = self._scene, self._scene.conduct
        rules = scene.rules.eta_parts
        told = {"model": model_s}
        if any("segments" in rule.parts for rule in rules):
            # Stage by stage, nothing overlapping: a rider comes, the meal is made, taken, ridden, let in, handed over.
            prepared_s = int(scene.estimate_s[order]) - int(scene.placed_s[order])
            service_s = (conduct.pickup_before_s + conduct.pickup_after_s + conduct.drop_before_s)
            told["segments"] = at_s + APPROACH_S + prepared_s + service_s + riding_s + int(scene.gate_s[order])
        city_s = [rule.city_s for rule in rules if "city" in rule.parts and rule.city_s is not None]
        if city_s:
            told["city"] = at_s + max(city_s)
        by_distance_s = [rule.base_s - (-int(scene.ride_m[order]) * 3600 // rule.speed_m_per_h)
                         for rule in rules if "by_distance" in rule.parts and rule.speed_m_per_h is not None]
        if by_distance_s:
            told["by_distance"] = at_s + max(by_distance_s)
        for part, part_s in told.items():
            scene.log.append(at_s, "eta_part", order_id=scene.order_ids[order], component=part, promised_s=part_s)
        return max(told.values())

    def _add_friction(self, order: int, at_s: int, quoted: int) -> None:
        """Prolong for a compound that is hard to enter, by what gives the most."""
        scene = self._scene
        compound = scene.compound[order]
        best_s, best = 0, None
        for rule in scene.rules.frictions:
            added_s = rule.added_s.get(compound or "")
            if added_s is None and scene.gate_s[order] > 0:
                added_s = rule.gate_s
            if added_s is not None and added_s > best_s:
                best_s, best = added_s, rule.clause_id
        if best_s:
            scene.promised_s[order] += best_s
            scene.log.append(at_s, "eta_extended", order_id=scene.order_ids[order], added_s=best_s, reason="access",
                             promised_s=int(scene.promised_s[order]), clause_id=best, ref_event_id=quoted)

    def accept(self, order: int, worker: int, at_s: int, accepted: int) -> None:
        """Prolong for what is known when a worker takes the order: an alert in force, a gate without a pass."""
        scene = self._scene
        if scene.alerts.level_at(at_s, scene.district[order]) > 0:
            self._extend([order], worker, at_s, "weather", 0, accepted)
        if scene.gate_s[order] > 0:
            self._extend([order], worker, at_s, "gate", int(scene.gate_s[order]), accepted)

    def pass_gate(self, order: int, worker: int, came_s: int, at_s: int, arrived: int) -> None:
        """At the handover: what a gate and the way behind it took beyond what was given before, where the delay itself
        counts."""
        held_s = at_s - came_s
        best_s, best = self._given_s.get((order, worker), 0), None
        given_s = best_s
        for rule in self._scene.rules.eta_extensions:
            if "gate" in rule.added_s and rule.covers[worker] and rule.added_s["gate"] is None and held_s > best_s:
                best_s, best = held_s, rule
        if best is not None:
            self._prolong([order], worker, at_s, "gate", best_s - given_s, best.clause_id, arrived)

    def wait(self, orders: list[int], worker: int, at_s: int, delay_s: int, picked: int) -> None:
        """Prolong for a late kitchen: the orders fetched there and, where agreed, all others in that hand."""
        self._extend(orders, worker, at_s, "merchant", delay_s, picked)

    def _extend(self, orders: list[int], worker: int, at_s: int, cause: str, delay_s: int, source: int) -> None:
        rule = self._find_rule(worker, cause, delay_s)
        if rule is None:
            return
        stated_s = rule.added_s[cause]
        added_s = delay_s if stated_s is None else stated_s
        if added_s <= 0:
            return
        if cause == "gate":
            self._given_s[orders[0], worker] = added_s
        touched = list(orders)
        if cause == "merchant" and rule.cascade:
            touched += [order for order in self._list_hand(worker) if order not in touched]
        self._prolong(touched, worker, at_s, cause, added_s, rule.clause_id, source)

    def _prolong(self, orders: list[int], worker: int, at_s: int, cause: str, added_s: int, clause_id: str,
                 source: int) -> None:
        scene = self._scene
        for order in orders:
            scene.promised_s[order] += added_s
            scene.log.append(at_s, "eta_extended", order_id=scene.order_ids[order],
                             worker_id=scene.worker_ids[worker], promised_s=int(scene.promised_s[order]),
                             added_s=added_s, reason=cause, clause_id=clause_id, ref_event_id=source)

    def _find_rule(self, worker: int, cause: str, delay_s: int) -> EtaExtension | None:
        """Of the clauses that prolong for this cause the one that adds most."""
        best, best_s = None, 0
        for rule in self._scene.rules.eta_extensions:
            if cause not in rule.added_s or not rule.covers[worker]:
                continue
            if cause == "merchant" and delay_s <= rule.grace_s:
                continue
            stated_s = rule.added_s[cause]
            added_s = delay_s if stated_s is None else stated_s
            if added_s > best_s:
                best, best_s = rule, added_s
        return best

    def _list_hand(self, worker: int) -> list[int]:
        """Orders in a worker's hands, in the order of their deliveries."""
        return [stop >> 1 for stop in self._scene.route[worker] if stop & 1]
