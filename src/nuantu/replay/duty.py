"""How long everybody has worked, and what rest rules follow from it: reminders, stops, pauses, questions.

Driven by events: an order is taken (``start``), an order is finished (``end``), a rest begins or ends, a worker
confirms. Between them nothing is computed; the moment at which the next threshold is crossed is known in advance and
waits in a heap, and ``advance`` tells every crossing up to a moment, at the second at which it happens.

Working time of a local day is the engaged time since its midnight, less long rests inside it, with the agreed
allowance, floored to whole seconds. Continuous time is engaged time without allowance, over spells that no gap of the
agreed length separates. A worker counts as engaged while at least one order is in hand.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import numpy as np

from nuantu.core.times import DAY_S, local_date, local_midnight_s
from nuantu.dispatch.problem import NEVER_S, Bools, Ints
from nuantu.dispatch.rules import Rules, Stop
from nuantu.replay.long_rests import LongRests

NoticeKind = Literal["reminder_shown", "forced_offline", "push_paused", "confirm_due", "confirm_over"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a rest rule brings about at a moment.

    ``confirm_due`` (the worker is to be asked) and ``confirm_over`` (no more today) are for the clock; the others are
    words of the log. ``worked_s`` is working time, for ``push_paused`` continuous time. ``from_s, to_s`` is the window
    of a pause, -1 elsewhere. ``level`` is voice where a reminder is spoken.
    """

    at_s: int
    worker: int
    kind: NoticeKind
    clause_id: str
    worked_s: int
    from_s: int = -1
    to_s: int = -1
    level: str | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """A spoken reminder that lies before a limit: at ``mark_s`` of working time, or of a stretch of pause ``run``."""

    clause_id: str
    covers: Bools
    mark_s: int
    run: int = -1


class Duty:
    """The duty state of W workers under the rules in force, from nothing worked on.

    Calls must come in order of time. Work before the first call is unknown and counts as none.
    """

    def __init__(self, rules: Rules, tz: str, begin_s: int, tell: Callable[[Notice], None]) -> None:
        self._rules, self._tz, self._tell = rules, tz, tell
        count = rules.n_workers
        self._day_from = local_midnight_s(local_date(begin_s, tz), tz)
        self._day_to = self._next_midnight(begin_s)
        self._allowance = np.zeros(count, np.int64) if rules.worktime is None else rules.worktime.allowance_pm
        self._exclude = np.full(count, NEVER_S) if rules.worktime is None else rules.worktime.exclude_rest_s
        self._in_hand = np.zeros(count, np.int64)
        self._counted_from = np.full(count, -1, np.int64)
        self._spell_from = np.full(count, -1, np.int64)
        self._day_s = np.zeros(count, np.int64)
        self._last_end = np.full(count, -NEVER_S, np.int64)
        self._rest_from = np.full(count, -1, np.int64)
        self._remind_at = np.array([np.where(r.covers, r.first_s, NEVER_S) for r in rules.reminders], np.int64)
        self._stopped = np.zeros((len(rules.stops), count), np.bool_)
        self._asked = np.zeros((len(rules.soft_caps), count), np.bool_)
        self._confirmed = np.zeros((len(rules.soft_caps), count), np.bool_)
        self._over = np.zeros((len(rules.soft_caps), count), np.bool_)
        self._run_s = np.zeros((len(rules.pauses), count), np.int64)
        self._due = np.zeros((len(rules.pauses), count), np.bool_)
        self._pause_to = np.full((len(rules.pauses), count), -NEVER_S, np.int64)
        self._held = np.full(count, -1, np.int64)
        self._long = LongRests(rules)
        self._day_marks, self._run_marks = _list_marks(rules)
        self._spoken_day = np.zeros((len(self._day_marks), count), np.bool_)
        self._spoken_run = np.zeros((len(self._run_marks), count), np.bool_)
        self._rolling = any(stop.rolling for stop in rules.stops)
        self._pieces: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        self._version = np.zeros(count, np.int64)
        self._heap: list[tuple[int, int, int]] = []

    # -- what the clock tells -----------------------------------------------------------------------------------

    def start(self, worker: int, at_s: int) -> None:
        """An order is taken: a spell begins unless one is under way."""
        self.advance(at_s)
        self._in_hand[worker] += 1
        if self._in_hand[worker] > 1:
            return
        for number, rule in enumerate(self._rules.pauses):
            if at_s - self._last_end[worker] >= rule.gap_s:
                self._begin_run(number, worker)
        self._long.start(worker, at_s)
        self._spell_from[worker] = at_s
        if self._rest_from[worker] < 0 or self._exclude[worker] >= NEVER_S:
            self._counted_from[worker] = at_s
        self._schedule(worker, at_s)

    def end(self, worker: int, at_s: int, ride_m: int = 0) -> None:
        """An order is delivered (its way ``ride_m``), cancelled or taken away: with the last one the spell ends and due
        pauses begin."""
        self.advance(at_s)
        self._long.carry(worker, ride_m)
        self._in_hand[worker] -= 1
        if self._in_hand[worker] > 0:
            return
        if self._rest_from[worker] >= 0:
            self._take_rest_in(worker, at_s)
            self._fire(worker, at_s)
        self._fold(worker, at_s)
        self._run_s[:, worker] += at_s - self._spell_from[worker]
        self._spell_from[worker] = -1
        self._last_end[worker] = at_s
        for number, rule in enumerate(self._rules.pauses):
            if self._due[number, worker]:
                self._begin_pause(number, worker, at_s, rule.pause_s)
        for clause_id, worked_s, rest_s in self._long.end(worker, at_s):
            self._tell(Notice(at_s, worker, "push_paused", clause_id, worked_s, at_s, at_s + rest_s))
        self._schedule(worker, at_s)

    def come(self, worker: int, at_s: int) -> None:
        """The worker comes online."""
        self._long.come(worker, at_s)

    def go(self, worker: int, at_s: int) -> None:
        """The worker goes offline."""
        self._long.go(worker, at_s)

    def rest(self, worker: int, at_s: int) -> None:
        """A rest begins. Inside a spell its time is held back until its length is known."""
        self.advance(at_s)
        self._rest_from[worker] = at_s
        if self._exclude[worker] < NEVER_S:
            self._fold(worker, at_s)
            self._schedule(worker, at_s)

    def resume(self, worker: int, at_s: int) -> None:
        """A rest ends. Inside a spell a rest shorter than the agreed length counts as work after all."""
        self.advance(at_s)
        if self._in_hand[worker] > 0:
            self._take_rest_in(worker, at_s)
            self._rest_from[worker] = -1
            if self._exclude[worker] < NEVER_S:
                self._counted_from[worker] = at_s
            self._fire(worker, at_s)
            self._schedule(worker, at_s)
        self._rest_from[worker] = -1

    def confirm(self, worker: int, at_s: int) -> None:
        """The worker says: I go on. Lifts every question that stands open."""
        self.advance(at_s)
        self._confirmed[:, worker] |= self._asked[:, worker]
        self._settle_hold(worker)

    def advance(self, to_s: int) -> None:
        """Tell every crossing and turn of day up to and including ``to_s``, in order of time."""
        while True:
            at_s = self._heap[0][0] if self._heap else int(NEVER_S)
            if self._day_to <= min(at_s, to_s):
                self._turn_day()
            elif at_s <= to_s:
                _, worker, version = heapq.heappop(self._heap)
                if version == self._version[worker]:
                    self._fire(worker, at_s)
                    self._schedule(worker, at_s)
            else:
                return

    # -- what the clock asks ------------------------------------------------------------------------------------

    @property
    def next_s(self) -> int:
        """A moment before which nothing happens unless the clock tells of an event."""
        return min(self._heap[0][0] if self._heap else int(NEVER_S), self._day_to)

    def blocks(self, now_s: int) -> Ints:
        """For each worker the clause that forbids a push now, by index into the rules' ids; -1 for none (W)."""
        self.advance(now_s)
        held = self._held.copy()
        for number, rule in enumerate(self._rules.pauses):
            paused = (held < 0) & (self._pause_to[number] > now_s)
            held[paused] = self._rules.index_of(rule.clause_id)
        if self._rules.long_rests:
            held = np.where(held < 0, self._long.blocks(now_s), held)
        return held

    def block_of(self, worker: int, now_s: int) -> int:
        """The same for one worker."""
        self.advance(now_s)
        if self._held[worker] >= 0:
            return int(self._held[worker])
        for number, rule in enumerate(self._rules.pauses):
            if self._pause_to[number, worker] > now_s:
                return self._rules.index_of(rule.clause_id)
        return int(self._long.blocks(now_s)[worker]) if self._rules.long_rests else -1

    def worked_s(self, now_s: int) -> Ints:
        """Working time of the local day so far (W)."""
        self.advance(now_s)
        running = np.where(self._counted_from >= 0, now_s - self._counted_from, 0)
        worked: Ints = (self._day_s + running) * (1000 + self._allowance) // 1000
        return worked

    def is_stopped(self, worker: int) -> bool:
        """Whether a daily stop holds this worker now."""
        return bool(self._stopped[:, worker].any())

    def latest_push_s(self, now_s: int) -> Ints:
        """The moment at which each worker, working on from now without a break, would reach a limit (W)."""
        self.advance(now_s)
        engaged = self._day_s + np.where(self._counted_from >= 0, now_s - self._counted_from, 0)
        latest = np.full(self._rules.n_workers, NEVER_S)
        for limit_s, covers in self._limits():
            left = -(-limit_s * 1000 // (1000 + self._allowance)) - engaged
            latest = np.where(covers, np.minimum(latest, now_s + np.maximum(left, 0)), latest)
        working = self._spell_from >= 0
        for number, rule in enumerate(self._rules.pauses):
            fresh = ~working & (now_s - self._last_end >= rule.gap_s)
            run = np.where(fresh, 0, self._run_s[number] + np.where(working, now_s - self._spell_from, 0))
            latest = np.where(rule.covers, np.minimum(latest, now_s + np.maximum(rule.after_s - run, 0)), latest)
        return np.minimum(latest, self._long.latest_push_s(now_s)) if self._rules.long_rests else latest

    # -- inside ---------------------------------------------------------------------------------------------------

    def _limits(self) -> list[tuple[int, Bools]]:
        """Working times at which pushes end for good or until an answer, and for whom that is still to come."""
        limits = [(stop.after_s, stop.covers) for stop in self._rules.stops if not stop.rolling]
        for number, cap in enumerate(self._rules.soft_caps):
            limits.append((cap.after_s, cap.covers & ~self._confirmed[number]))
            if cap.extra_s is not None:
                limits.append((cap.after_s + cap.extra_s, cap.covers))
        return limits

    def _next_midnight(self, at_s: int) -> int:
        return local_midnight_s(local_date(at_s, self._tz) + timedelta(days=1), self._tz)

    def _engaged_s(self, worker: int, at_s: int) -> int:
        since = int(self._counted_from[worker])
        return int(self._day_s[worker]) + (at_s - since if since >= 0 else 0)

    def _need_s(self, worker: int, worked_s: int) -> int:
        """Engaged seconds at which the floored working time reaches ``worked_s``."""
        return -(-worked_s * 1000 // (1000 + int(self._allowance[worker])))

    def _fold(self, worker: int, at_s: int) -> None:
        """Bank the engaged time that runs since ``counted_from``."""
        since = int(self._counted_from[worker])
        if since < 0:
            return
        self._day_s[worker] += at_s - since
        self._counted_from[worker] = -1
        if self._rolling and at_s > since:
            self._pieces[worker].append((since, at_s))

    def _take_rest_in(self, worker: int, at_s: int) -> None:
        """Count a rest inside a spell as work where it was too short to be taken out."""
        began = max(int(self._rest_from[worker]), int(self._spell_from[worker]))
        if began >= 0 and self._counted_from[worker] < 0 and at_s - began < self._exclude[worker]:
            if self._rolling and began < self._day_from:
                self._pieces[worker].append((began, self._day_from))
            self._counted_from[worker] = max(began, self._day_from)
            self._fold(worker, at_s)

    def _begin_pause(self, number: int, worker: int, at_s: int, pause_s: int) -> None:
        rule = self._rules.pauses[number]
        self._pause_to[number, worker] = at_s + pause_s
        self._tell(Notice(at_s, worker, "push_paused", rule.clause_id, int(self._run_s[number, worker]), at_s,
                          at_s + pause_s))
        self._begin_run(number, worker)
        self._due[number, worker] = False
        self._settle_hold(worker)

    def _begin_run(self, number: int, worker: int) -> None:
        """A stretch of continuous work begins anew, and with it what is spoken in it."""
        self._run_s[number, worker] = 0
        for at, mark in enumerate(self._run_marks):
            if mark.run == number:
                self._spoken_run[at, worker] = False

    def _turn_day(self) -> None:
        """Local midnight: the day's working time starts anew, and with it all that hangs on it."""
        midnight = self._day_to
        for worker in np.flatnonzero(self._counted_from >= 0).tolist():
            if self._rolling:
                self._pieces[worker].append((int(self._counted_from[worker]), midnight))
            self._counted_from[worker] = midnight
        self._day_s[:] = 0
        for number, reminder in enumerate(self._rules.reminders):
            self._remind_at[number] = np.where(reminder.covers, reminder.first_s, NEVER_S)
        for number, stop in enumerate(self._rules.stops):
            if not stop.rolling:
                self._stopped[number] = False
        self._asked[:] = self._confirmed[:] = self._over[:] = False
        self._spoken_day[:] = False
        self._day_from, self._day_to = midnight, self._next_midnight(midnight)
        for worker in range(self._rules.n_workers):
            self._settle_hold(worker)
            if self._spell_from[worker] >= 0:
                self._fire(worker, midnight)
                self._schedule(worker, midnight)

    def _fire(self, worker: int, at_s: int) -> None:
        """Tell every threshold that this worker has reached at ``at_s``."""
        worked = self._engaged_s(worker, at_s) * (1000 + int(self._allowance[worker])) // 1000
        if self._spell_from[worker] >= 0:
            self._fire_reminders(worker, at_s, worked)
            self._fire_voices(worker, at_s, worked)
            self._fire_soft_caps(worker, at_s, worked)
        self._fire_stops(worker, at_s, worked)
        for number, pause in enumerate(self._rules.pauses):
            if self._spell_from[worker] >= 0 and pause.covers[worker]:
                run = int(self._run_s[number, worker]) + at_s - int(self._spell_from[worker])
                self._due[number, worker] |= run >= pause.after_s
        self._settle_hold(worker)

    def _fire_reminders(self, worker: int, at_s: int, worked: int) -> None:
        for number, reminder in enumerate(self._rules.reminders):
            while self._remind_at[number, worker] <= worked:
                self._tell(Notice(at_s, worker, "reminder_shown", reminder.clause_id, worked))
                self._remind_at[number, worker] += reminder.every_s

    def _fire_voices(self, worker: int, at_s: int, worked: int) -> None:
        for at, mark in enumerate(self._day_marks):
            if mark.covers[worker] and worked >= mark.mark_s and not self._spoken_day[at, worker]:
                self._spoken_day[at, worker] = True
                self._tell(Notice(at_s, worker, "reminder_shown", mark.clause_id, worked, level="voice"))
        for at, mark in enumerate(self._run_marks):
            run = int(self._run_s[mark.run, worker]) + at_s - int(self._spell_from[worker])
            if mark.covers[worker] and run >= mark.mark_s and not self._spoken_run[at, worker]:
                self._spoken_run[at, worker] = True
                self._tell(Notice(at_s, worker, "reminder_shown", mark.clause_id, worked, level="voice"))

    def _fire_soft_caps(self, worker: int, at_s: int, worked: int) -> None:
        for number, cap in enumerate(self._rules.soft_caps):
            if not cap.covers[worker]:
                continue
            if worked >= cap.after_s and not self._asked[number, worker]:
                self._asked[number, worker] = True
                self._tell(Notice(at_s, worker, "confirm_due", cap.clause_id, worked))
            if cap.extra_s is not None and worked >= cap.after_s + cap.extra_s and not self._over[number, worker]:
                self._over[number, worker] = True
                self._tell(Notice(at_s, worker, "confirm_over", cap.clause_id, worked))

    def _fire_stops(self, worker: int, at_s: int, worked: int) -> None:
        for number, stop in enumerate(self._rules.stops):
            if not stop.covers[worker]:
                continue
            if stop.rolling:
                worked_24h = self._rolled_s(worker, at_s) * (1000 + int(self._allowance[worker])) // 1000
                if worked_24h < stop.after_s:
                    self._stopped[number, worker] = False
                    continue
                self._stop(number, worker, at_s, stop, worked_24h)
            elif worked >= stop.after_s and self._spell_from[worker] >= 0:
                self._stop(number, worker, at_s, stop, worked)

    def _stop(self, number: int, worker: int, at_s: int, stop: Stop, worked: int) -> None:
        if not self._stopped[number, worker]:
            self._stopped[number, worker] = True
            self._tell(Notice(at_s, worker, "forced_offline", stop.clause_id, worked))

    def _rolled_s(self, worker: int, at_s: int) -> int:
        """Engaged seconds of the last 24 hours."""
        begin = at_s - DAY_S
        pieces = self._pieces[worker]
        while pieces and pieces[0][1] <= begin:
            pieces.pop(0)
        total = sum(to_s - max(from_s, begin) for from_s, to_s in pieces)
        since = int(self._counted_from[worker])
        return total + (at_s - max(since, begin) if since >= 0 else 0)

    def _settle_hold(self, worker: int) -> None:
        """Which clause, if any, holds this worker back until something changes; windows of pauses stand apart."""
        self._held[worker] = -1
        holds = [(self._stopped[n, worker], rule.clause_id) for n, rule in enumerate(self._rules.stops)]
        holds += [(self._over[n, worker], rule.clause_id) for n, rule in enumerate(self._rules.soft_caps)]
        holds += [(self._due[n, worker], rule.clause_id) for n, rule in enumerate(self._rules.pauses)]
        holds += [(self._asked[n, worker] and not self._confirmed[n, worker], rule.clause_id)
                  for n, rule in enumerate(self._rules.soft_caps)]
        for holding, clause_id in holds:
            if holding:
                self._held[worker] = self._rules.index_of(clause_id)
                return

    def _schedule(self, worker: int, now_s: int) -> None:
        """Put the worker's next crossing into the heap; what stood there before is void."""
        self._version[worker] += 1
        at_s = min(self._next_by_worktime(worker, now_s), self._next_by_run(worker),
                   self._next_by_rolling(worker, now_s))
        if at_s < NEVER_S:
            heapq.heappush(self._heap, (at_s, worker, int(self._version[worker])))

    def _next_by_worktime(self, worker: int, now_s: int) -> int:
        if self._counted_from[worker] < 0:
            return int(NEVER_S)
        marks = [int(row[worker]) for row in self._remind_at]
        marks += [stop.after_s for number, stop in enumerate(self._rules.stops)
                  if stop.covers[worker] and not stop.rolling and not self._stopped[number, worker]]
        for number, cap in enumerate(self._rules.soft_caps):
            if cap.covers[worker] and not self._asked[number, worker]:
                marks.append(cap.after_s)
            if cap.covers[worker] and cap.extra_s is not None and not self._over[number, worker]:
                marks.append(cap.after_s + cap.extra_s)
        marks += [voice.mark_s for at, voice in enumerate(self._day_marks)
                  if voice.covers[worker] and not self._spoken_day[at, worker]]
        mark = min(marks, default=int(NEVER_S))
        if mark >= NEVER_S:
            return int(NEVER_S)
        return now_s + max(self._need_s(worker, mark) - self._engaged_s(worker, now_s), 0)

    def _next_by_run(self, worker: int) -> int:
        since = int(self._spell_from[worker])
        if since < 0:
            return int(NEVER_S)
        looks = [since + max(pause.after_s - int(self._run_s[number, worker]), 0)
                 for number, pause in enumerate(self._rules.pauses)
                 if pause.covers[worker] and not self._due[number, worker]]
        looks += [since + max(mark.mark_s - int(self._run_s[mark.run, worker]), 0)
                  for at, mark in enumerate(self._run_marks)
                  if mark.covers[worker] and not self._spoken_run[at, worker]]
        return min(looks, default=int(NEVER_S))

    def _next_by_rolling(self, worker: int, now_s: int) -> int:
        """The next moment worth looking at: the sum of 24 hours moves by at most one second a second."""
        looks = [int(NEVER_S)]
        for number, stop in enumerate(self._rules.stops):
            if not stop.rolling or not stop.covers[worker]:
                continue
            left = self._need_s(worker, stop.after_s) - self._rolled_s(worker, now_s)
            if self._stopped[number, worker]:
                looks.append(now_s + 1 - min(left, 0))
            elif self._counted_from[worker] >= 0:
                looks.append(now_s + max(left, 1))
        return min(looks)


def _list_marks(rules: Rules) -> tuple[list[_Mark], list[_Mark]]:
    """Spoken reminders before daily stops, and before pauses; a limit that lies no farther than they do has none."""
    by_day = [_Mark(voice.clause_id, voice.covers & stop.covers, stop.after_s - voice.before_s)
              for voice in rules.voices if "daily_stop" in voice.limits
              for stop in rules.stops if not stop.rolling and stop.after_s > voice.before_s]
    by_run = [_Mark(voice.clause_id, voice.covers & pause.covers, pause.after_s - voice.before_s, number)
              for voice in rules.voices if "continuous_pause" in voice.limits
              for number, pause in enumerate(rules.pauses) if pause.after_s > voice.before_s]
    return by_day, by_run
