"""Sentences of roll-outs and directions that only an auditor looks at:

    10:00 rollout takes effect in 11 (or: everywhere)            10:00 A1 goes to a place in 310101
    10:00 premium of A1 is accrued under insurance               10:00 Wang breaks a road rule (and: , 3 times)
    10:00 Wang has an accident                                   10:00 Wang delivers 40 orders, 10 of them late
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.nuantu.settle.sentence_parts import CLOCK, NAME

Words = Mapping[str, Any]
GOODS = r"(?P<goods>[A-Z]\d+)"


def _take_effect(teller: Any, words: Words) -> None:
    teller.log.add("rule_effective", words["at"], clause_id=words["clause"], place_code=words["place"])


def _place(teller: Any, words: Words) -> None:
    teller.place(words["goods"], words["at"], place_code=words["place"])


def _accrue(teller: Any, words: Words) -> None:
    teller.log.add("premium_accrued", words["at"], order_id=words["goods"], clause_id=words["clause"], amount_minor=7)


def _break_rule(teller: Any, words: Words) -> None:
    count = words["count"]
    teller.log.add("violation", words["at"], worker_id=words["who"], reason="red_light",
                   count=None if count is None else int(count))


def _crash(teller: Any, words: Words) -> None:
    teller.log.add("accident", words["at"], worker_id=words["who"])


def _deliver_many(teller: Any, words: Words) -> None:
    """One order a minute: placed and promised within 60 s, accepted at once, brought after 60 s or 61 s."""
    begin_s = teller.log.at(words["at"])
    for number in range(int(words["orders"])):
        at_s, order = begin_s + 120 * number, f"M{begin_s}-{number}"
        teller.place(order, at_s)
        teller.log.add("eta_quoted", at_s, order_id=order, riding_s=60, promised_s=at_s + 60)
        teller.log.accept(words["who"], order, at_s)
        teller.log.deliver(words["who"], order, at_s + (61 if number < int(words["late"]) else 60))


SENTENCES: tuple[tuple[str, Callable[[Any, Any], None]], ...] = (
    (rf"{CLOCK} (?P<clause>\w+) takes effect (?:everywhere|in (?P<place>\d+))", _take_effect),
    (rf"{CLOCK} {GOODS} goes to a place in (?P<place>\d+)", _place),
    (rf"{CLOCK} premium of {GOODS} is accrued under (?P<clause>\w+)", _accrue),
    (rf"{CLOCK} {NAME} breaks a road rule(?:, (?P<count>\d+) times)?", _break_rule),
    (rf"{CLOCK} {NAME} has an accident", _crash),
    (rf"{CLOCK} {NAME} delivers (?P<orders>\d+) orders, (?P<late>\d+) of them late", _deliver_many),
)
