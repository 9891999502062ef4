"""What workers set for themselves before the day, and what of it clauses make binding: rest slots, distances."""

from __future__ import annotations

from typing import Final

import numpy as np

from nuantu.core.times import local_date
from nuantu.dispatch.problem import NEVER_S, Ints
from nuantu.dispatch.rules import RestSlots, Rules
from nuantu.replay.day import Day
from nuantu.replay.events import EventLog

#: Farther than any order.
ANY_M: Final = np.int64(1_000_000_000)


class Wishes:
    """The wishes of W workers, all set at ``set_s``, when the log begins."""

    def __init__(self, day: Day, rules: Rules, set_s: int) -> None:
        self._rules, self._set_s = rules, set_s
        self._count = rules.n_workers
        rows = [] if day.preferences is None else day.preferences.to_pylist()
        self._rows = rows
        owner = {worker_id: row for row, worker_id in enumerate(day.ids("workers"))}
        self._worker = np.array([owner[row["worker_id"]] for row in rows], np.int64)
        self._from_s = np.array([set_s if row["from_s"] is None else row["from_s"] for row in rows], np.int64)
        self._to_s = np.array([NEVER_S if row["to_s"] is None else row["to_s"] for row in rows], np.int64)
        self._is_slot = np.array([row["component"] == "rest_slot" for row in rows], np.bool_)
        self._metres = np.array([row["distance_m"] or 0 for row in rows], np.int64)
        self._tz = day.info.tz
        self._bound = [self._bind_slots(rule) for rule in rules.rest_slots]

    def tell(self, log: EventLog) -> None:
        """Put every wish on record."""
        for row in self._rows:
            log.append(self._set_s, "preference_set", worker_id=row["worker_id"], component=row["component"],
                       from_s=row["from_s"], to_s=row["to_s"], distance_m=row["distance_m"])

    def blocks(self, now_s: int) -> Ints:
        """For each worker the clause whose slot holds now, by index into the rules' ids; -1 for none (W)."""
        held = np.full(self._count, -1, np.int64)
        for rule, bound in zip(self._rules.rest_slots, self._bound, strict=True):
            inside = bound[(self._from_s[bound] <= now_s) & (now_s < self._to_s[bound])]
            held[self._worker[inside]] = self._rules.index_of(rule.clause_id)
        return held

    def farthest_m(self, now_s: int) -> tuple[Ints, Ints]:
        """The farthest order that each worker may be sent, ``ANY_M`` for any, and the clause that says so (W)."""
        most, clause = np.full(self._count, ANY_M), np.full(self._count, -1, np.int64)
        for rule in self._rules.wishes:
            if now_s < self._set_s + rule.notice_s:
                continue
            own = self._wished_m(now_s)
            own = np.where(rule.covers & (own < ANY_M), np.maximum(own, rule.least_m), ANY_M)
            clause = np.where(own < most, self._rules.index_of(rule.clause_id), clause)
            most = np.minimum(most, own)
        return most, clause

    def _wished_m(self, now_s: int) -> Ints:
        """The last greatest distance of each worker, if it holds now."""
        wished = np.full(self._count, ANY_M)
        for row in np.flatnonzero(~self._is_slot).tolist():
            holds = self._from_s[row] <= now_s < self._to_s[row]
            wished[self._worker[row]] = self._metres[row] if holds else ANY_M
        return wished

    def _bind_slots(self, rule: RestSlots) -> Ints:
        """Rows of the slots that bind under a rule: set in time, and of each local day the first so many."""
        taken: dict[tuple[int, int], int] = {}
        bound = []
        for row in np.flatnonzero(self._is_slot).tolist():
            worker, begin_s = int(self._worker[row]), int(self._from_s[row])
            if not rule.covers[worker] or self._set_s + rule.notice_s > begin_s:
                continue
            day = (worker, local_date(begin_s, self._tz).toordinal())
            taken[day] = taken.get(day, 0) + 1
            if rule.slots is None or taken[day] <= rule.slots:
                bound.append(row)
        return np.array(bound, np.int64)
