"""Work since the last long rest, for clauses that ask for one once all their caps are reached.

A stretch begins with the first order taken after a rest; time, time online and way add up in it, over midnight too.
Nothing is computed between events: every question is answered from the sums at that moment.
"""

from __future__ import annotations

import numpy as np

from nuantu.dispatch.problem import NEVER_S, Bools, Ints
from nuantu.dispatch.rules import Rules


class LongRests:
    """Sums of W workers, a row for each long-rest rule. Calls come in order of time."""

    def __init__(self, rules: Rules) -> None:
        self._rules, self._long = rules, rules.long_rests
        shape = (len(self._long), rules.n_workers)
        self._run_s = np.zeros(shape, np.int64)
        self._ride_m = np.zeros(shape, np.int64)
        self._online_base = np.zeros(shape, np.int64)
        self._spell_from = np.full(rules.n_workers, -1, np.int64)
        self._last_end = np.full(rules.n_workers, -NEVER_S, np.int64)
        self._online_s = np.zeros(rules.n_workers, np.int64)
        self._online_from = np.full(rules.n_workers, -1, np.int64)

    def come(self, worker: int, at_s: int) -> None:
        """A worker comes online."""
        if self._online_from[worker] < 0:
            self._online_from[worker] = at_s

    def go(self, worker: int, at_s: int) -> None:
        """A worker goes offline."""
        if self._online_from[worker] >= 0:
            self._online_s[worker] += at_s - self._online_from[worker]
            self._online_from[worker] = -1

    def start(self, worker: int, at_s: int) -> None:
        """A spell begins: after a rest that is long enough a new stretch with it."""
        for number, rule in enumerate(self._long):
            if at_s - self._last_end[worker] >= rule.rest_s:
                self._run_s[number, worker] = self._ride_m[number, worker] = 0
                self._online_base[number, worker] = self._count_online(at_s)[worker]
        self._spell_from[worker] = at_s

    def carry(self, worker: int, ride_m: int) -> None:
        """An order is delivered that went so far."""
        self._ride_m[:, worker] += ride_m

    def end(self, worker: int, at_s: int) -> list[tuple[str, int, int]]:
        """A spell ends. The clauses that now ask for a rest, each with the time worked and the length of the rest."""
        self._run_s[:, worker] += at_s - self._spell_from[worker]
        self._spell_from[worker] = -1
        self._last_end[worker] = at_s
        return [(rule.clause_id, int(self._run_s[number, worker]), rule.rest_s)
                for number, rule in enumerate(self._long) if self._find_held(number, at_s)[worker]]

    def blocks(self, now_s: int) -> Ints:
        """For each worker the clause that forbids a push now, by index into the rules' ids; -1 for none (W)."""
        held = np.full(self._rules.n_workers, -1, np.int64)
        for number, rule in enumerate(self._long):
            held = np.where((held < 0) & self._find_held(number, now_s), self._rules.index_of(rule.clause_id), held)
        return held

    def latest_push_s(self, now_s: int) -> Ints:
        """The moment at which each worker, working on from now, would reach a cap as far as time alone decides (W)."""
        latest = np.full(self._rules.n_workers, NEVER_S)
        for number, rule in enumerate(self._long):
            left = np.maximum(rule.after_s - self._engaged_s(number, now_s), 0)
            if rule.online_s is not None:
                online = self._count_online(now_s) - self._online_base[number]
                left = np.maximum(left, np.maximum(rule.online_s - online, 0))
            open_end = rule.covers if rule.ride_m is None else rule.covers & (self._ride_m[number] >= rule.ride_m)
            latest = np.where(open_end, np.minimum(latest, now_s + left), latest)
        return latest

    def _find_held(self, number: int, now_s: int) -> Bools:
        """Who has reached every cap of a rule and has not rested since (W)."""
        rule = self._long[number]
        held = rule.covers & (self._engaged_s(number, now_s) >= rule.after_s)
        if rule.online_s is not None:
            held &= self._count_online(now_s) - self._online_base[number] >= rule.online_s
        if rule.ride_m is not None:
            held &= self._ride_m[number] >= rule.ride_m
        return held

    def _engaged_s(self, number: int, now_s: int) -> Ints:
        """Work in the stretch up to now; none after a rest that was long enough (W)."""
        working = self._spell_from >= 0
        rested = ~working & (now_s - self._last_end >= self._long[number].rest_s)
        run = self._run_s[number] + np.where(working, now_s - self._spell_from, 0)
        return np.where(rested, 0, run)

    def _count_online(self, now_s: int) -> Ints:
        return self._online_s + np.where(self._online_from >= 0, now_s - self._online_from, 0)
