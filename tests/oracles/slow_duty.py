"""The slow twin of the duty clock: one worker, every second looked at by itself, sums made anew each time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Told = tuple[int, str, str]


@dataclass
class SlowDuty:
    """Lives through the seconds of one worker. ``acts`` maps a second to what happens in it, in order."""

    clauses: tuple[Any, ...]
    midnights: tuple[int, ...]
    allowance_pm: int = 0
    exclude_rest_s: int | None = None
    counted: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    spells: list[list[int]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    pauses: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    hand: int = 0
    resting: bool = False

    def live(self, second: int) -> None:
        """One second passes, from ``second - 1`` to ``second``."""
        if self.hand:
            self.spells[-1][1] = second
            (self.waiting if self.resting and self.exclude_rest_s is not None else self.counted).append(second - 1)
        if second not in self.midnights:
            self.look(second)

    def act(self, second: int, what: str) -> None:
        """Something happens at a second."""
        if what == "start":
            self.hand += 1
            if self.hand == 1:
                self.spells.append([second, second])
        elif what == "end":
            self.hand -= 1
            if not self.hand:
                self._take_rest_in()
                self.look(second, ended=True)
                self._begin_pauses(second)
        elif what == "rest":
            self.resting = True
        elif what == "resume":
            self.resting = False
            if self.hand:
                self._take_rest_in()
                self.look(second)
        elif what == "confirm":
            self.said.append(second)

    def look(self, second: int, *, ended: bool = False) -> None:
        """Tell what has been reached, if it has not been told today."""
        if not self.hand and not ended:
            return
        worked_s = self.worked_s(second)
        for clause in self.clauses:
            for kind, mark_s in self._list_marks(clause, worked_s):
                name = f"{kind}@{mark_s}"
                if worked_s >= mark_s and not any(
                        told == (at_s, name, clause.id) for told in self.told
                        for at_s in range(self._midnight(second), second + 1)):
                    self.told.append((second, name, clause.id))

    def worked_s(self, second: int) -> int:
        """Working time of the local day."""
        begin = self._midnight(second)
        return sum(begin <= s for s in self.counted) * (1000 + self.allowance_pm) // 1000

    def run_s(self, clause: Any) -> int:
        """Continuous engaged time by the words of the clause, at the end of the last spell."""
        total, last = 0, None
        for begin, end in self.spells:
            paused = any(from_s == last for from_s, _ in self.pauses.get(clause.id, []))
            if last is not None and (begin - last >= clause.params["gap"] or paused):
                total = 0
            total += end - begin
            last = end
        return total

    def blocks(self, second: int) -> set[str]:
        """The clauses that forbid a push at a second."""
        found = set()
        today = [told for told in self.told if told[0] >= self._midnight(second)]
        for clause in self.clauses:
            params, kind = clause.params, clause.type.name
            names = {told[1].split("@")[0]: told for told in today if told[2] == clause.id}
            stopped = kind == "daily_stop" and "forced_offline" in names
            asked = kind == "soft_cap_confirm" and "confirm_due" in names and not any(
                said >= names["confirm_due"][0] for said in self.said)
            over = "confirm_over" in names
            run = kind == "continuous_pause" and self.hand > 0 and self.run_s(clause) >= params["after"]
            paused = any(from_s <= second < to_s for from_s, to_s in self.pauses.get(clause.id, []))
            if stopped or asked or over or run or paused:
                found.add(clause.id)
        return found

    def _list_marks(self, clause: Any, worked_s: int) -> Iterable[tuple[str, int]]:
        params = clause.params
        if clause.type.name == "fatigue_reminder":
            return [("reminder_shown", mark) for mark in range(params["first"], worked_s + 1, params["every"])]
        if clause.type.name == "daily_stop":
            return [("forced_offline", params["stop_after"])]
        if clause.type.name == "soft_cap_confirm":
            marks = [("confirm_due", params["after"])]
            return marks if params["extra"] is None else [*marks, ("confirm_over", params["after"] + params["extra"])]
        return []

    def _begin_pauses(self, second: int) -> None:
        for clause in self.clauses:
            if clause.type.name == "continuous_pause" and self.run_s(clause) >= clause.params["after"]:
                self.pauses.setdefault(clause.id, []).append((second, second + clause.params["pause"]))
                self.told.append((second, f"push_paused@{self.run_s(clause)}", clause.id))

    def _take_rest_in(self) -> None:
        if self.exclude_rest_s is not None and len(self.waiting) < self.exclude_rest_s:
            self.counted += self.waiting
        self.waiting.clear()

    def _midnight(self, second: int) -> int:
        return max(midnight for midnight in self.midnights if midnight <= second)
