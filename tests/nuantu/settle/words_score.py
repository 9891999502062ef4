"""Sentences about fares, commissions, waits, cancellations and breaches of safety:

    10:00 A1 bears a fare of 100.00               10:00 A1 bears a coupon of 10.00
    10:30 A1 bears a commission of 29.00          10:00 Wang drives 50 orders, fare 20.00, commission 5.20 each
    10:00 Wang waits for A1 until 10:25           14:00 Wang is sent to rest until 14:20
    10:10 A1 is cancelled by customer             10:10 A1 is cancelled by customer, 1500 m ridden
    10:10 A1 is cancelled by nobody known         15:00 Wang is seen speeding (or: red_light, no_helmet ... twice)
    24:00 nothing more happens
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.nuantu.settle.sentence_parts import CLOCK, NAME, ORDER, UNTIL

if TYPE_CHECKING:
    from tests.nuantu.settle.plain_words import Teller

MONEY = r"(?P<amount>\d+\.\d\d)"
ORDERS = r"(?P<count>\d+) orders(?: (?P<letter>[A-Z])\d+ and on)?"
SHARES = r"fare (?P<fare>\d+\.\d\d), commission (?P<commission>\d+\.\d\d)"
Words = Mapping[str, Any]
KINDS = {"fare": ("fare_line", "passenger_fare"), "coupon": ("fare_line", "coupon"),
         "commission": ("commission_line", "commission")}


def read_money(text: str) -> int:
    """``5.20`` in minor units."""
    return int(text.replace(".", ""))


def _bear(teller: Teller, words: Words) -> None:
    kind, component = KINDS[words["what"]]
    teller.place(words["order"], words["at"])
    teller.log.add(kind, words["at"], order_id=words["order"], component=component,
                   amount_minor=read_money(words["amount"]))


def _drive(teller: Teller, words: Words) -> None:
    begin_s = teller.log.at(words["at"])
    for number in range(int(words["count"])):
        order, at_s = f"{words['letter'] or 'B'}{number + 1}", begin_s + 60 * number
        teller.log.order(order, worker=words["who"], created=at_s, accepted=at_s, delivered=at_s + 60)
        for what in ("fare", "commission"):
            kind, component = KINDS[what]
            teller.log.add(kind, at_s, order_id=order, component=component, amount_minor=read_money(words[what]))


def _wait(teller: Teller, words: Words) -> None:
    for kind, at in (("merchant_arrived", words["at"]), ("picked_up", words["until"])):
        teller.log.add(kind, at, worker_id=words["who"], order_id=words["order"])


def _send_to_rest(teller: Teller, words: Words) -> None:
    teller.log.add("push_paused", words["at"], worker_id=words["who"], from_s=teller.log.at(words["at"]),
                   to_s=teller.log.at(words["until"]))


def _cancel(teller: Teller, words: Words) -> None:
    actor = None if words["actor"] == "nobody known" else words["actor"]
    teller.log.add("cancelled", words["at"], order_id=words["order"], actor=actor,
                   distance_m=None if words["metres"] is None else int(words["metres"]))


def _offend(teller: Teller, words: Words) -> None:
    teller.log.add("violation", words["at"], worker_id=words["who"], reason=words["reason"],
                   count=2 if words["twice"] else None)


def _end(teller: Teller, words: Words) -> None:
    teller.log.add("temperature", words["at"], celsius_tenths=200)


SENTENCES: tuple[tuple[str, Callable[[Teller, Words], None]], ...] = (
    (rf"{CLOCK} {ORDER} bears a (?P<what>fare|coupon|commission) of {MONEY}", _bear),
    (rf"{CLOCK} {NAME} drives {ORDERS}, {SHARES} each", _drive),
    (rf"{CLOCK} {NAME} waits for {ORDER} until {UNTIL}", _wait),
    (rf"{CLOCK} {NAME} is sent to rest until {UNTIL}", _send_to_rest),
    (rf"{CLOCK} {ORDER} is cancelled by (?P<actor>\w+|nobody known)(?:, (?P<metres>\d+) m ridden)?", _cancel),
    (rf"{CLOCK} {NAME} is seen (?P<reason>speeding|distraction|red_light|no_helmet|wrong_way)(?P<twice> twice)?",
     _offend),
    (rf"{CLOCK} nothing more happens", _end),
)
