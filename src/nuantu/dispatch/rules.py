"""Clauses in the form in which dispatch and the clocks obey them: frozen arrays by worker, each naming its clause.

Several clauses of one type hold side by side, each for the workers that its selector covers. Where one number must
come out of them (a cap, a speed, an allowance), it is the strictest for each worker, and the clause that set it is
known by its index into ``Rules.clause_ids``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.core.errors import AgreementError
from nuantu.dispatch.order_rules import EtaParts, EtaWindow, Friction, NewRider, Offering, ReadyFirst, Storm, Wish
from nuantu.dispatch.problem import NEVER_S, Bools, Ints

#: Weather levels from the lowest; 0 means that no alert is in force.
LEVELS: Final = ("none", "blue", "yellow", "orange", "red")
NO_CAP: Final = np.int64(1_000_000)


@dataclass(frozen=True, slots=True)
class Worktime:
    """R01: how engaged time becomes working time (W rows). ``exclude_rest_s`` is ``NEVER_S`` where rests count."""

    covers: Bools
    allowance_pm: Ints
    exclude_rest_s: Ints
    clause_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reminder:
    """R02: remind at ``first_s`` of working time and every ``every_s`` after it."""

    clause_id: str
    covers: Bools
    first_s: int
    every_s: int
    tolerance_s: int


@dataclass(frozen=True, slots=True)
class Stop:
    """R03: no new order from ``after_s`` of working time, by local day or over the last 24 hours."""

    clause_id: str
    covers: Bools
    after_s: int
    rolling: bool
    tolerance_s: int


@dataclass(frozen=True, slots=True)
class Pause:
    """R04: after ``after_s`` of continuous work no push, and none for ``pause_s`` from the end of the work in hand."""

    clause_id: str
    covers: Bools
    after_s: int
    pause_s: int
    gap_s: int


@dataclass(frozen=True, slots=True)
class SoftCap:
    """R05: from ``after_s`` only with the worker's own word, and at most ``extra_s`` more (``None``: no limit)."""

    clause_id: str
    covers: Bools
    after_s: int
    extra_s: int | None


@dataclass(frozen=True, slots=True)
class Cap:
    """D07: most orders in hand by worker, ``under_alert`` where an alert of ``level`` or above is in force."""

    clause_id: str
    usual: Ints
    under_alert: Ints
    level: int


@dataclass(frozen=True, slots=True)
class EtaSpeed:
    """D02: the riding part of a promise is counted at no more than this many metres an hour."""

    clause_id: str
    speed_m_per_h: int


@dataclass(frozen=True, slots=True)
class EtaExtension:
    """D04: what prolongs a promise. ``added_s`` by cause, ``None`` for the delay as it happened."""

    clause_id: str
    covers: Bools
    added_s: Mapping[str, int | None]
    grace_s: int
    cascade: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """D11: so many refusals a day, and those for these reasons always, must cost nothing."""

    clause_id: str
    covers: Bools
    free: int
    always_free: frozenset[str]


@dataclass(frozen=True, slots=True)
class HardGate:
    """D18: nobody, a station chief included, sends an order past a rest rule of these types."""

    clause_id: str
    covers: Bools
    scope: frozenset[str]


@dataclass(frozen=True, slots=True)
class LongRest:
    """R06: no push for ``rest_s`` after the work in hand, once all that is stated was reached since the last such rest.

    ``after_s`` of engaged time, ``online_s`` online, ``ride_m`` delivered; ``None`` where the clause states none.
    """

    clause_id: str
    covers: Bools
    after_s: int
    online_s: int | None
    ride_m: int | None
    rest_s: int


@dataclass(frozen=True, slots=True)
class RestSlots:
    """R10: no push in a slot set at least ``notice_s`` before it begins, of the first ``slots`` of a day (or all)."""

    clause_id: str
    covers: Bools
    notice_s: int
    slots: int | None


@dataclass(frozen=True, slots=True)
class Voice:
    """R13: a spoken reminder ``before_s`` each limit in force of these types."""

    clause_id: str
    covers: Bools
    before_s: int
    limits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything in force that binds dispatch or access on one day, for W workers in the order of the day's table."""

    n_workers: int
    clause_ids: tuple[str, ...]
    worktime: Worktime | None = None
    reminders: tuple[Reminder, ...] = ()
    stops: tuple[Stop, ...] = ()
    pauses: tuple[Pause, ...] = ()
    soft_caps: tuple[SoftCap, ...] = ()
    caps: tuple[Cap, ...] = ()
    eta_speeds: tuple[EtaSpeed, ...] = ()
    eta_extensions: tuple[EtaExtension, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    hard_gates: tuple[HardGate, ...] = ()
    long_rests: tuple[LongRest, ...] = ()
    rest_slots: tuple[RestSlots, ...] = ()
    voices: tuple[Voice, ...] = ()
    new_riders: tuple[NewRider, ...] = ()
    ready_firsts: tuple[ReadyFirst, ...] = ()
    wishes: tuple[Wish, ...] = ()
    storms: tuple[Storm, ...] = ()
    eta_parts: tuple[EtaParts, ...] = ()
    eta_windows: tuple[EtaWindow, ...] = ()
    frictions: tuple[Friction, ...] = ()
    offerings: tuple[Offering, ...] = ()

    def index_of(self, clause_id: str) -> int:
        """Position of a clause in ``clause_ids``."""
        return self.clause_ids.index(clause_id)

    def caps_at(self, level: int) -> tuple[Ints, Ints]:
        """Most orders in hand (W) under alerts of this level (0: none), and the clause that set it (-1: none)."""
        cap = np.full(self.n_workers, NO_CAP)
        clause = np.full(self.n_workers, -1, np.int64)
        for rule in self.caps:
            own = rule.under_alert if level >= rule.level else rule.usual
            clause = np.where(own < cap, self.index_of(rule.clause_id), clause)
            cap = np.minimum(cap, own)
        return cap, clause

    def eta_speed(self) -> EtaSpeed | None:
        """The lowest of the agreed speeds: a promise is given before its rider is known, so it must suit all."""
        return min(self.eta_speeds, key=lambda rule: rule.speed_m_per_h, default=None)


@dataclass(slots=True)
class Draft:
    """Rules being gathered, clause by clause; every ``bind`` adds to it."""

    workers: pa.Table
    rules: dict[str, list[object]] = field(default_factory=dict)
    clause_ids: list[str] = field(default_factory=list)
    counts_worktime: list[tuple[Clause, Bools]] = field(default_factory=list)
    worktimes: list[tuple[str, Bools, int, int]] = field(default_factory=list)

    @property
    def n_workers(self) -> int:
        """Workers of the day."""
        return int(self.workers.num_rows)

    def covered(self, clause: Clause) -> Bools:
        """Which workers the clause's selector concerns (W)."""
        columns = [self.workers.column(name).to_pylist()
                   for name in ("worker_class", "vehicle", "tenure_days", "place_code")]
        return np.fromiter((clause.selector.covers_worker(*row) for row in zip(*columns, strict=True)),
                           np.bool_, self.n_workers)

    def tenure_days(self) -> Ints:
        """Days since each worker began (W); unknown counts as long."""
        values = self.workers.column("tenure_days").fill_null(int(NEVER_S)).to_numpy()
        return np.asarray(values, np.int64)

    def add(self, group: str, rule: object) -> None:
        """Put a rule into its group, a field name of ``Rules``."""
        self.rules.setdefault(group, []).append(rule)

    def need_worktime(self, clause: Clause, covers: Bools) -> None:
        """Note that a clause counts working time for these workers."""
        self.counts_worktime.append((clause, covers))


def require_count(clause: Clause, name: str, *, least: int) -> int:
    """A whole parameter of at least ``least``, or a refusal that names clause and parameter."""
    value = clause.int_param(name)
    if value < least:
        raise AgreementError(f"clause {clause.id} ({clause.type.name}) cannot be applied: {name} is {value}, "
                             f"less than {least}", field=name, fix="correct the parameter")
    return value


def require_word(clause: Clause, name: str, known: tuple[str, ...]) -> str:
    """A word parameter out of those that dispatch can obey, or a refusal that names clause and word."""
    word = clause.word_param(name)
    if word not in known:
        raise AgreementError(f"clause {clause.id} ({clause.type.name}) cannot be applied: {name} is {word}, and "
                             f"dispatch knows only {', '.join(known)}", field=name, fix="state one of these")
    return word


def optional_count(clause: Clause, name: str) -> int | None:
    """A whole parameter that may be left out."""
    return None if clause.params.get(name) is None else clause.int_param(name)


def words_of(clause: Clause, name: str) -> frozenset[str]:
    """A parameter that is a set of words; left out it is empty."""
    value = clause.params.get(name)
    if value is None:
        return frozenset()
    if not isinstance(value, frozenset):
        raise AgreementError(f"clause {clause.id} ({clause.type.name}) cannot be applied: {name} is not a set of "
                             "words", field=name, fix="state a list of words")
    return value
