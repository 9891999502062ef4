"""Sentences of benefits: what is paid out, proved, asked for and gained. The end of a cycle is its last day.

    2026-07-02 10:00 Wang is paid 4492.00 for 2026-06-01 to 2026-06-30 (or: for nobody knows when)
    2026-06-20 10:00 Wang proves pension for 2026-06-01 to 2026-06-30
    10:00 Wang asks for severe_illness aid for self, 12000.00 (or: for somebody; or: no amount)
    10:00 Wang asks for schooling aid for a child of 17 years, 3000.00 (or: of some age)
    10:00 Wang gains level5 (or: gains some level)
    2026-09-30 23:00 nothing more is on record
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.nuantu.settle.sentence_parts import CLOCK, NAME

if TYPE_CHECKING:
    from tests.nuantu.settle.plain_words import Teller

Words = Mapping[str, Any]
SPAN = r"(?P<first>\d{4}-\d\d-\d\d) to (?P<last>\d{4}-\d\d-\d\d)"
AMOUNT = r"(?P<amount>\d+\.\d\d)"
AID = r"(?P<kind>\w+) aid"
ASKED = rf"(?:{AMOUNT}|no amount)"
DAY_S = 86_400


def read_minor(text: str | None) -> int | None:
    """``12.50`` as 1250; nothing as nothing."""
    return None if text is None else int(text.replace(".", ""))


def remember(teller: Teller, mark: str, event: int) -> None:
    """Keep an event, so that a later sentence may refer to it."""
    teller.__dict__.setdefault("marks", {})[mark] = event


def recall(teller: Teller, mark: str) -> int | None:
    """The last event kept under this mark."""
    found: int | None = teller.__dict__.get("marks", {}).get(mark)
    return found


def _span(teller: Teller, words: Words) -> dict[str, int]:
    if words["first"] is None:
        return {}
    return {"from_s": teller.log.at(f"{words['first']} 00:00"), "to_s": teller.log.at(f"{words['last']} 00:00") + DAY_S}


def _pay_out(teller: Teller, words: Words) -> None:
    teller.log.add("payout", words["at"], worker_id=words["who"], amount_minor=read_minor(words["amount"]),
                   component="pay", issued_by="platform", **_span(teller, words))


def _prove(teller: Teller, words: Words) -> None:
    teller.log.add("contribution_proved", words["at"], worker_id=words["who"], component=words["kind"],
                   **_span(teller, words))


def _apply(teller: Teller, words: Words) -> None:
    relation = None if words["relation"] == "somebody" else words["relation"]
    age = words.get("age")
    event = teller.log.add(
        "aid_filed", words["at"], worker_id=words["who"], reason=words["kind"], component=relation,
        amount_minor=read_minor(words["amount"]), count=None if age in (None, "some") else int(age))
    remember(teller, f"aid {words['who']}", event)


def _apply_for_child(teller: Teller, words: Words) -> None:
    _apply(teller, {**words, "relation": "child"})


def _gain(teller: Teller, words: Words) -> None:
    level = None if words["level"] == "some level" else words["level"]
    teller.log.add("certified", words["at"], worker_id=words["who"], level=level)


def _end(teller: Teller, words: Words) -> None:
    teller.log.add("temperature", words["at"])


SENTENCES: tuple[tuple[str, Callable[[Teller, Words], None]], ...] = (
    (rf"{CLOCK} {NAME} is paid {AMOUNT} for (?:{SPAN}|nobody knows when)", _pay_out),
    (rf"{CLOCK} {NAME} proves (?P<kind>\w+) for {SPAN}", _prove),
    (rf"{CLOCK} {NAME} asks for {AID} for a child of (?P<age>\d+|some) (?:years|age), {ASKED}", _apply_for_child),
    (rf"{CLOCK} {NAME} asks for {AID} for (?P<relation>\w+), {ASKED}", _apply),
    (rf"{CLOCK} {NAME} gains (?P<level>level\d|some level)", _gain),
    (rf"{CLOCK} nothing more is on record", _end),
)
