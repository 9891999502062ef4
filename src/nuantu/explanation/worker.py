"""One worker's day explained: hours, pay line by line, the floor, and which rights fired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nuantu.agreement.wording import say_word
from nuantu.core.errors import InputError
from nuantu.core.money import format_minor
from nuantu.core.tables import LEDGER
from nuantu.core.times import Lang, format_clock
from nuantu.explanation.duty import DutyDay, measure_duty
from nuantu.explanation.floor import FloorDay, weigh_floors
from nuantu.explanation.ledger_line import tell_line
from nuantu.explanation.record import Line, Record, read_record
from nuantu.explanation.rights import Right, list_rights
from nuantu.explanation.wording import PHRASES, say, say_clause
from nuantu.settle.facts import DayFacts, gather_facts
from nuantu.settle.log import read_log


@dataclass(frozen=True, slots=True)
class PaidLine:
    """One ledger line told: what it is, how it came about, and the amount; ``chip`` names its clause."""

    line_id: int
    order_id: str | None
    period: str
    clause_id: str | None
    chip: str
    what: str
    how: str
    amount: str
    amount_minor: int
    ours: bool


@dataclass(frozen=True, slots=True)
class WorkerExplanation:
    """All that is told of one worker's day in one language. ``chips`` gives the words of every clause named."""

    worker_id: str
    lang: Lang
    tz: str
    duty: tuple[DutyDay, ...]
    pay: tuple[PaidLine, ...]
    pay_minor: int
    pay_sentence: str
    floors: tuple[FloorDay, ...]
    rights: tuple[Right, ...]
    chips: dict[str, str]

    def sentences(self) -> list[str]:
        """The explanation as plain sentences: hours, pay, floor, rights, then the lines."""
        told = [f"{day.period} {day.sentence}" for day in self.duty]
        told.append(self.pay_sentence)
        told += [f"{self.chips[floor.clause_id]} {floor.sentence}" for floor in self.floors]
        told += [self._tell_right(right) for right in self.rights]
        told += [" ".join(filter(None, (line.order_id or line.period, line.what, line.how, line.chip)))
                 for line in self.pay]
        return told

    def _tell_right(self, right: Right) -> str:
        clock = "" if right.at_s is None else f"{format_clock(right.at_s, self.tz)} "
        return f"{clock}{self.chips.get(right.clause_id, right.clause_id)} {right.sentence}"

    def to_json(self) -> dict[str, Any]:
        """Everything as JSON values, for ``--json``."""
        return {**asdict(self), "sentences": self.sentences()}


def explain_worker(out: Path, worker_id: str, lang: Lang) -> WorkerExplanation:
    """Explain one worker's day of a replayed ``OUT`` folder."""
    return tell_worker(read_record(out), worker_id, lang)


def gather_worker_facts(record: Record) -> DayFacts:
    """Settlement's facts of the day with the ledger's own lines; read once where many workers are explained."""
    definitions = [clause for clause in record.versions
                   if clause.type.name == "worktime_definition" and clause.strength != "aim"]
    ledger = LEDGER.read(record.out / "ledger.parquet")
    return gather_facts(read_log(record.out / "log"), definitions).with_settled(ledger.drop_columns(["line_id"]))


def tell_worker(record: Record, worker_id: str, lang: Lang, facts: DayFacts | None = None) -> WorkerExplanation:
    """Explain one worker of a record that was read already.

    Raises InputError for a worker whom the log does not know.
    """
    if worker_id not in record.events_of_worker:
        raise InputError(f"worker {worker_id} does not stand in the log", file=record.out / "log" / "events.parquet",
                         field="worker_id", fix="name a worker of this day")
    facts = facts or gather_worker_facts(record)
    lines = record.lines_of_worker.get(worker_id, [])
    pay_minor = sum(line.amount_minor for line in lines if line.account == "worker_pay")
    return WorkerExplanation(
        worker_id=worker_id, lang=lang, tz=record.tz,
        duty=measure_duty(facts, record.versions, worker_id, lang),
        pay=tuple(_tell_paid(record, line, lang) for line in lines),
        pay_minor=pay_minor, pay_sentence=_say_total(record, lines, lang),
        floors=weigh_floors(facts, record.versions, lines, worker_id, lang),
        rights=list_rights(record, worker_id, lines, lang),
        chips={clause.id: say_clause(clause, lang) for clause in record.clauses.values()},
    )


def _tell_paid(record: Record, line: Line, lang: Lang) -> PaidLine:
    clause = record.clause_on(line.clause_id, date.fromisoformat(line.period))
    chip = (line.clause_id or "—") if clause is None else f"{say_clause(clause, lang)} ({clause.id})"
    name = f"pay_{line.component}"
    what = say(name, lang) if name in PHRASES else line.component
    if line.reason:
        what = say("because", lang, text=what, reason=say_word(line.reason, lang))
    return PaidLine(line.line_id, line.order_id, line.period, line.clause_id, chip, what, tell_line(line, lang),
                    format_minor(line.amount_minor, line.currency), line.amount_minor, line.account == "worker_pay")


def _say_total(record: Record, lines: Sequence[Line], lang: Lang) -> str:
    own = [line for line in lines if line.account == "worker_pay"]
    orders = len({line.order_id for line in own if line.order_id is not None})
    topup = sum(line.amount_minor for line in own if line.order_id is None)
    total = sum(line.amount_minor for line in own)
    written = {name: format_minor(amount, record.currency)
               for name, amount in (("topup", topup), ("pay", total - topup), ("total", total))}
    return say("pay_total" if topup else "pay_total_plain", lang, orders=orders, **written)
