"""Which open orders may not be sent to which workers: hard ones to the new, far ones against a wish, any in a storm.

Built from arrays each round, and only where a clause in force forbids pairs at all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nuantu.dispatch.order_rules import NewRider, Storm
from nuantu.dispatch.problem import Bools, Ints
from nuantu.dispatch.rules import LEVELS, Rules
from nuantu.replay.alerts import Alerts
from nuantu.replay.day import Day
from nuantu.replay.wishes import ANY_M, Wishes


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Pairs as positions in the rows that were asked for, each with its clause (index into the rules' ids)."""

    order: Ints
    worker: Ints
    clause: Ints


NOTHING = Forbidden(*(np.zeros(0, np.int64) for _ in range(3)))


class Bans:
    """Answers for N orders and W workers (rows of the day's tables) which pairs the rules forbid."""

    def __init__(self, day: Day, rules: Rules, ride_m: Ints, alerts: Alerts, wishes: Wishes) -> None:
        self._rules, self._ride_m, self._alerts, self._wishes = rules, ride_m, alerts, wishes
        self._estimate_s = day.ints("orders", "ready_estimate_s")
        self._district = day.texts("orders", "district_id")
        # What nobody knows passes: -1 is below every limit.
        self._weight_g = day.ints("orders", "weight_g", null=-1)
        self._floor = day.ints("orders", "floor", null=-20)
        self._hard = [self._find_hard(rule) for rule in rules.new_riders]
        self.any = bool(rules.new_riders or rules.ready_firsts or rules.wishes or rules.storms)

    def list_pairs(self, now_s: int, orders: Ints, workers: Ints) -> Forbidden:
        """The pairs of these rows that may not be matched now."""
        if not self.any or not len(orders) or not len(workers):
            return NOTHING
        clause = np.full((len(orders), len(workers)), -1, np.int64)
        for rule, hard in zip(self._rules.new_riders, self._hard, strict=True):
            self._mark(clause, rule.clause_id, hard[orders], rule.covers[workers])
        for early in self._rules.ready_firsts:
            self._mark(clause, early.clause_id, self._estimate_s[orders] - early.before_s > now_s,
                       early.covers[workers])
        for storm in self._rules.storms:
            self._mark(clause, storm.clause_id, self._find_stormy(storm, now_s, orders), storm.covers[workers])
        most_m, wished_by = (part[workers] for part in self._wishes.farthest_m(now_s))
        if (most_m < ANY_M).any():
            far = self._ride_m[orders][:, None] > most_m[None, :]
            clause = np.where(far & (clause < 0), wished_by[None, :], clause)
        order, worker = np.nonzero(clause >= 0)
        return Forbidden(order.astype(np.int64), worker.astype(np.int64), clause[order, worker])

    def _mark(self, clause: Ints, clause_id: str, orders: Bools, workers: Bools) -> None:
        rows, columns = np.flatnonzero(orders), np.flatnonzero(workers)
        if len(rows) and len(columns):
            part = clause[np.ix_(rows, columns)]
            clause[np.ix_(rows, columns)] = np.where(part < 0, self._rules.index_of(clause_id), part)

    def _find_hard(self, rule: NewRider) -> Bools:
        """Orders beyond a limit of the rule (N)."""
        hard = np.zeros(len(self._ride_m), np.bool_)
        for fact, most in ((self._ride_m, rule.distance_m), (self._weight_g, rule.weight_g),
                           (self._floor, rule.floor)):
            if most is not None:
                hard |= fact > most
        return hard

    def _find_stormy(self, rule: Storm, now_s: int, orders: Ints) -> Bools:
        """Which of these orders a storm stops, or keeps because they go too far."""
        levels: dict[str | None, int] = {}
        for row in orders.tolist():
            district = self._district[row]
            if district not in levels:
                levels[district] = self._alerts.level_at(now_s, district, rule.kinds)
        level = np.array([levels[self._district[row]] for row in orders.tolist()], np.int64)
        far = self._ride_m[orders] > rule.most_m
        return (level >= rule.stop_level) | ((level >= min(rule.shrink_level, len(LEVELS))) & far)
