"""Proofs over the clauses of a book alone: no path from score to money, and no bonus beyond the rules on rest.

No log is read: what is proved here holds whatever happens, and what is found here is a breach before anything did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from nuantu.agreement.clause import Clause, Selector

SCORE: Final = "score"
MONEY: Final = "money"
HOUR_S: Final = 3600
#: What rewards of a score amount to money.
PAID_OUT: Final = frozenset({"cash", "bonus"})
#: What a score may bring that a clause about pay could ask for.
SCORED: Final = frozenset({SCORE, "priority", "privilege", "safety_points", "exemption_card"})
#: Days of each period of a bonus.
PERIOD_DAYS: Final[Mapping[str, int]] = MappingProxyType({"day": 1, "week": 7, "month": 30})


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that leads to another by a parameter of a clause."""

    source: str
    target: str
    clause_id: str


def find_score_paths(clauses: Sequence[Clause]) -> tuple[tuple[Step, ...], ...]:
    """Every way from the score to money over these clauses, no thing twice on a way, in order of the clauses."""
    steps = tuple(step for clause in clauses for step in list_steps(clause))
    return tuple(_walk(SCORE, (), steps))


def _walk(place: str, walked: tuple[Step, ...], steps: Sequence[Step]) -> Iterator[tuple[Step, ...]]:
    seen = {SCORE, *(step.target for step in walked)}
    for step in steps:
        if step.source != place or step.target in seen:
            continue
        if step.target == MONEY:
            yield (*walked, step)
        else:
            yield from _walk(step.target, (*walked, step), steps)


def list_steps(clause: Clause) -> tuple[Step, ...]:
    """What leads to what by this clause.

    Types whose sense is known are read by their parameters. Of any other type that pays or entitles, every word of
    its parameters that a score can bring counts as a condition of that money.
    """
    read = READERS.get(clause.type.name)
    if read is not None:
        return tuple(Step(source, target, clause.id) for source, target in read(clause))
    if not clause.type.hooks & {"pay", "entitle"}:
        return ()
    return tuple(Step(word, MONEY, clause.id) for word in sorted(_list_words(clause) & SCORED))


def write_path(path: Sequence[Step]) -> str:
    """``score -> privilege (SCORE-1) -> money (BONUS-1)``."""
    return SCORE + "".join(f" -> {step.target} ({step.clause_id})" for step in path)


def _list_words(clause: Clause) -> set[str]:
    words: set[str] = set()
    for value in clause.params.values():
        if isinstance(value, str):
            words.add(value)
        elif isinstance(value, frozenset):
            words |= value
        elif isinstance(value, Mapping):
            words |= set(value) | {one for one in value.values() if isinstance(one, str)}
    return words


def _pay_out(word: str) -> str:
    return MONEY if word in PAID_OUT else word


def _read_rules(clause: Clause) -> Iterator[tuple[str, str]]:
    for word in sorted(clause.words_param("rewards")):
        yield SCORE, _pay_out(word)


def _read_safety(clause: Clause) -> Iterator[tuple[str, str]]:
    if SCORE in clause.words_param("basis"):
        yield SCORE, "safety_points"
    if clause.params["redeem"] is not None:
        for word in sorted(clause.map_param("redeem")):
            yield "safety_points", _pay_out(word)


def _read_bonus(clause: Clause) -> Iterator[tuple[str, str]]:
    for word in sorted(clause.words_param("requires")):
        yield word, MONEY


def _read_deductions(clause: Clause) -> Iterator[tuple[str, str]]:
    if SCORE in clause.words_param("reasons"):
        yield SCORE, MONEY


READERS: Final[Mapping[str, Callable[[Clause], Iterator[tuple[str, str]]]]] = MappingProxyType({
    "score_rules": _read_rules,
    "safety_reward": _read_safety,
    "incentive_guardrail": _read_bonus,
    "deduction_whitelist": _read_deductions,
})


@dataclass(frozen=True, slots=True)
class WorkLimit:
    """What the rules on rest leave of a period: seconds of work a day and days, ``None`` where no rule says.

    ``day_rule`` and ``days_rule`` are the ids of the clauses that set them.
    """

    day_s: int | None
    days: int | None
    day_rule: str
    days_rule: str


def limit_work(bonus: Clause, clauses: Iterable[Clause]) -> WorkLimit:
    """The least that the rules on rest in force leave to whom the bonus is offered.

    Rules for everybody count, and those for exactly the same workers. What is only aimed at is no rule.
    """
    rules = [clause for clause in clauses
             if clause.strength != "aim" and clause.selector in (Selector(), bonus.selector)]
    stops = [(clause.int_param("stop_after"), clause.id) for clause in rules if clause.type.name == "daily_stop"]
    stops += [(clause.int_param("after"), clause.id) for clause in rules if clause.type.name == "soft_cap_confirm"]
    length = PERIOD_DAYS[bonus.word_param("period")]
    weeks = [(length * (7 - clause.int_param("rest_days")) // 7, clause.id)
             for clause in rules if clause.type.name == "weekly_rest"] if length > 1 else [(1, bonus.id)]
    day_s, day_rule = min(stops, default=(None, ""))
    days, days_rule = min(weeks, default=(None, ""))
    return WorkLimit(day_s, days, day_rule, days_rule)


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of a bonus: where it begins as written in the table, what it needs, and what the rules leave.

    ``unit`` is ``second`` or ``day``; ``allows`` is ``None`` where no rule on rest says anything.
    """

    table: str
    begins: int
    unit: str
    needs: int
    allows: int | None
    rules: str

    @property
    def beyond(self) -> bool:
        """Whether it can be reached only by breaking a rule on rest."""
        return self.allows is not None and self.needs > self.allows


def weigh_tiers(bonus: Clause, clauses: Iterable[Clause]) -> tuple[Tier, ...]:
    """Every tier of a bonus set against the rules on rest in force."""
    limit = limit_work(bonus, clauses)
    length = PERIOD_DAYS[bonus.word_param("period")]
    days = length if limit.days is None else limit.days
    work_s = None if limit.day_s is None else limit.day_s * days
    rules = " + ".join(dict.fromkeys(rule for rule in (limit.day_rule, limit.days_rule) if rule not in ("", bonus.id)))
    tiers = [Tier("hours", begins, "second", begins, work_s, rules) for begins in _list_bounds(bonus, "hours")]
    if bonus.params["orders"] is not None:
        pace = bonus.int_param("pace")
        tiers += [Tier("orders", begins, "second", -(-begins * HOUR_S // pace), work_s, rules)
                  for begins in _list_bounds(bonus, "orders")]
    tiers += [Tier("days", begins, "day", begins, limit.days, limit.days_rule)
              for begins in _list_bounds(bonus, "days")]
    return tuple(tiers)


def _list_bounds(bonus: Clause, table: str) -> list[int]:
    return [] if bonus.params[table] is None else [row[0] for row in bonus.tiers_param(table)]
