"""Worked cases of verdicts in plain words: sentences become events, ledger lines are read from text.

Besides the sentences of the worked cases of pay these are understood:

    Wang is new, 10 days                          10:00 A1 is placed, 1800 m to d1, expected 10:15 (or: to nowhere)
    10:00 A1 is pushed to Wang                    10:00 A1 is promised 720 s of riding, 1800 s in all
    10:00 Wang is shown A1: base 5.00, distance 1.50
    10:00 Wang declines A1 as far                 10:05 Wang loses 2 points for A1 (or: loses 2 points)
    10:06 Wang arrives for A1                     10:10 A1 is ready
    10:12 Wang picks up A1                        10:20 Wang stands at a gate with A1
    10:12 A1 of Wang is extended by 240 s for merchant
    18:00:30 Wang is reminded, 8:00:00 worked     18:00 Wang confirms, 8:00:00 worked
    22:00 Wang is stopped, 12:00:00 worked        14:00 Wang pauses until 14:20
    22:05 A1 is forced on Wang, rejected          23:00 cap is explained to Wang (or: to all)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from tests.nuantu.audit.words_care import SENTENCES as CARE
from tests.nuantu.audit.words_rest import SENTENCES as REST
from tests.nuantu.audit.words_score import SENTENCES as SCORE
from tests.nuantu.audit.words_time import SENTENCES as TIME
from tests.nuantu.settle.plain_words import Teller
from tests.nuantu.settle.sentence_parts import CLOCK, NAME, ORDER, UNTIL

from nuantu.agreement.book import Book
from nuantu.audit.checks import CHECKS
from nuantu.audit.judge import judge, read_explained
from nuantu.audit.query import Case
from nuantu.audit.run import find_span
from nuantu.audit.spells import Spells
from nuantu.audit.tables import open_records
from nuantu.audit.verdict import Verdict
from nuantu.core.tables import LEDGER

WORKED = r"(?P<hours>\d+):(?P<minutes>\d\d):(?P<seconds>\d\d) worked"
LINE = re.compile(r"(?P<who>\w+) (?P<what>\S+) (?P<component>\w+) (?P<amount>-?\d+\.\d\d)(?: for (?P<reason>\w+))?"
                  r"(?: on (?P<day>\d{4}-\d\d-\d\d))? \((?P<clause>\S+)\)")
Words = Mapping[str, str]
#: Account of what is no pay, by component.
ACCOUNTS = {"premium": "injury_premium", **dict.fromkeys(
    ("pension", "medical", "illness_aid", "child_aid", "health_stipend", "certificate", "safety_reward"), "benefit")}


class Witness(Teller):
    """Tells what the auditor looks at, besides what pay looks at."""

    def __init__(self, day: str) -> None:
        super().__init__(day)
        self.declined: dict[str, int] = {}
        self.promised: dict[str, int] = {}
        self.asked: dict[str, int] = {}

    def tell(self, sentence: str) -> None:
        """Add what one sentence says."""
        for pattern, act in (*SENTENCES, *FURTHER):
            match = re.fullmatch(pattern, sentence)
            if match:
                words = match.groupdict()
                if words.get("who") and act is not _introduce:
                    self.introduce(words["who"])
                if words.get("order") and act is not _place:
                    self.place(words["order"], words["at"])
                act(self, words)
                return
        super().tell(sentence)


def _introduce(teller: Witness, words: Words) -> None:
    teller.introduce(words["who"], tenure_days=int(words["days"]))


def _place(teller: Witness, words: Words) -> None:
    teller.place(words["order"], words["at"], distance_m=int(words["metres"]), ready=words["until"],
                 district=None if words["district"] == "nowhere" else words["district"])


def _show(teller: Witness, words: Words) -> None:
    parts = (part.split() for part in words["parts"].split(", "))
    teller.log.price(words["who"], words["order"], words["at"],
                     **{name: int(amount.replace(".", "")) for name, amount in parts})


def _decline(teller: Witness, words: Words) -> None:
    teller.declined[words["order"]] = teller.log.add(
        "declined", words["at"], worker_id=words["who"], order_id=words["order"], reason=words["reason"])


def _lose(teller: Witness, words: Words) -> None:
    order = words["order"]
    teller.log.add("score_change", words["at"], worker_id=words["who"], order_id=order,
                   score_delta=-int(words["points"]), ref=teller.declined[order] if order else None)


def _promise(teller: Witness, words: Words) -> None:
    promised_s = teller.promised[words["order"]] = teller.log.at(words["at"]) + int(words["whole"])
    teller.log.add("eta_quoted", words["at"], order_id=words["order"], riding_s=int(words["riding"]),
                   promised_s=promised_s)


def _extend(teller: Witness, words: Words) -> None:
    order, added_s = words["order"], int(words["added"])
    if order in teller.promised:
        teller.promised[order] += added_s
    teller.log.add("eta_extended", words["at"], worker_id=words["who"], order_id=order, added_s=added_s,
                   reason=words["cause"], promised_s=teller.promised.get(order))


def _explain(teller: Witness, words: Words) -> None:
    teller.log.add("explanation_sent", words["at"], clause_id=words["clause"], worker_id=words["who"])


def _step(kind: str) -> Callable[[Witness, Words], None]:
    def act(teller: Witness, words: Words) -> None:
        teller.log.add(kind, words["at"], worker_id=words.get("who"), order_id=words["order"])

    return act


def _worked(kind: str) -> Callable[[Witness, Words], None]:
    def act(teller: Witness, words: Words) -> None:
        worked_s = int(words["hours"]) * 3600 + int(words["minutes"]) * 60 + int(words["seconds"])
        teller.log.add(kind, words["at"], worker_id=words["who"], worked_s=worked_s)

    return act


def _pause(teller: Witness, words: Words) -> None:
    teller.log.add("push_paused", words["at"], worker_id=words["who"], from_s=teller.log.at(words["at"]),
                   to_s=teller.log.at(words["until"]))


def _force(teller: Witness, words: Words) -> None:
    teller.log.add("override_attempted", words["at"], worker_id=words["who"], order_id=words["order"],
                   outcome=words["outcome"])


SENTENCES: tuple[tuple[str, Callable[[Witness, Any], None]], ...] = (
    (rf"{NAME} is new, (?P<days>\d+) days", _introduce),
    (rf"{CLOCK} {ORDER} is placed, (?P<metres>\d+) m to (?P<district>\w+), expected {UNTIL}", _place),
    (rf"{CLOCK} {ORDER} is pushed to {NAME}", _step("pushed")),
    (rf"{CLOCK} {ORDER} is promised (?P<riding>\d+) s of riding, (?P<whole>\d+) s in all", _promise),
    (rf"{CLOCK} {NAME} is shown {ORDER}: (?P<parts>.+)", _show),
    (rf"{CLOCK} {NAME} declines {ORDER} as (?P<reason>\w+)", _decline),
    (rf"{CLOCK} {NAME} loses (?P<points>\d+) points(?: for {ORDER})?", _lose),
    (rf"{CLOCK} {NAME} arrives for {ORDER}", _step("merchant_arrived")),
    (rf"{CLOCK} {ORDER} is ready", _step("merchant_ready")),
    (rf"{CLOCK} {NAME} picks up {ORDER}", _step("picked_up")),
    (rf"{CLOCK} {NAME} stands at a gate with {ORDER}", _step("arrived_gate")),
    (rf"{CLOCK} {ORDER} of {NAME} is extended by (?P<added>\d+) s for (?P<cause>\w+)", _extend),
    (rf"{CLOCK} {NAME} is reminded, {WORKED}", _worked("reminder_shown")),
    (rf"{CLOCK} {NAME} confirms, {WORKED}", _worked("continue_confirmed")),
    (rf"{CLOCK} {NAME} is stopped, {WORKED}", _worked("forced_offline")),
    (rf"{CLOCK} {NAME} pauses until {UNTIL}", _pause),
    (rf"{CLOCK} {ORDER} is forced on {NAME}, (?P<outcome>\w+)", _force),
    (rf"{CLOCK} (?P<clause>\w+) is explained to (?:all|{NAME})", _explain),
)


#: Sentences of further clause types, gathered from the files that explain them.
FURTHER: tuple[tuple[str, Callable[[Any, Any], None]], ...] = (*REST, *CARE, *SCORE, *TIME)


def read_line(text: str, number: int, day: str) -> dict[str, Any]:
    """A ledger line from text: ``Wang A1 base 5.00 (piece)``, ``Wang A1 adjustment -3.00 for late (nothing)``, of
    another day ``Wang A1 base 5.00 on 2026-12-01 (piece)``."""
    match = LINE.fullmatch(text)
    if match is None:
        raise ValueError(f"nobody understands the line: {text}")
    words = match.groupdict()
    amount = int(words["amount"].replace(".", ""))
    order = words["what"] if re.fullmatch(r"[A-Z]\d+", words["what"]) else None
    return {"line_id": number, "period": (words["day"] or day) if order else words["what"],
            "account": ACCOUNTS.get(words["component"], "worker_pay"),
            "worker_id": words["who"], "order_id": order, "component": words["component"], "reason": words["reason"],
            "clause_id": None if words["clause"] == "nothing" else words["clause"], "quantity": 1,
            "quantity_unit": "order", "rate_minor": amount, "rate_per": 1, "rounding": "half_up", "less_minor": 0,
            "amount_minor": amount, "currency": "CNY", "first_event_id": 1, "last_event_id": 1}


def write_case(case: Mapping[str, Any], folder: Path, day: str) -> Path:
    """Write OUT of a case's events and lines, and return it."""
    witness = Witness(day)
    for sentence in case["events"]:
        witness.tell(sentence)
    log_folder = witness.log.write(folder)
    for name in case.get("without", []):
        path = log_folder / "events.parquet"
        pq.write_table(pq.read_table(path).drop_columns([name]), path)
    lines = [read_line(text, number, day) for number, text in enumerate(case.get("ledger") or [], start=1)]
    LEDGER.write(pa.Table.from_pylist(lines, schema=LEDGER.to_arrow()), folder / "ledger.parquet")
    return folder


def open_out(folder: Path, book: Book) -> Case:
    """Open OUT for the checks of a book."""
    records = open_records(folder)
    clauses = book.over(*find_span(records))
    definitions = [clause for clause in clauses if clause.type.name == "worktime_definition"]
    return Case(records, Spells(records, definitions), clauses)


def judge_case(kind: str, book: Book, folder: Path) -> list[Verdict]:
    """Verdicts of all clauses of the type on what is written in a folder."""
    opened = open_out(folder, book)
    explained = read_explained(opened.records)
    verdicts: list[Verdict] = []
    for clause in opened.clauses:
        if clause.type.name == kind:
            verdicts += judge(clause, CHECKS[kind](clause, opened), opened, explained)
    return verdicts


def write_verdicts(verdicts: Sequence[Verdict]) -> list[str]:
    """Verdicts as a case states them: ``violated Wang A1 (cap): in_hand 3 > cap 2``, ``complied 4 (cap)``."""
    told = []
    for one in verdicts:
        who = " ".join(part for part in (one.worker_id, one.order_id) if part)
        if one.verdict == "complied":
            told.append(f"complied {one.units} ({one.clause_id})")
        elif one.verdict == "not_applicable":
            told.append(f"not_applicable ({one.clause_id})")
        else:
            head = "departed, explained" if one.explained else one.verdict
            told.append(f"{f'{head} {who}'.strip()} ({one.clause_id}): {one.arithmetic}")
    return told
