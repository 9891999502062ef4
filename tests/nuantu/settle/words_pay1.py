"""Sentences of the clauses that pay by the calendar, the clock and the worker:

    Wang has worked 730 days                      10:00 A1 is placed, 1800 m to d1, in 110105
    10:00 it is 35.0 degrees in d1                10:00 it is 35.0 degrees everywhere
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.nuantu.settle.sentence_parts import CLOCK, ORDER

if TYPE_CHECKING:
    from tests.nuantu.settle.plain_words import Teller


def _introduce(teller: Teller, words: Mapping[str, str]) -> None:
    teller.introduce(words["person"], tenure_days=int(words["days"]))


def _place(teller: Teller, words: Mapping[str, str]) -> None:
    teller.place(words["order"], words["at"], distance_m=int(words["metres"]), district=words["district"],
                 place_code=None if words["place"] == "nowhere known" else words["place"])


def _measure(teller: Teller, words: Mapping[str, Any]) -> None:
    teller.log.add("temperature", words["at"], district_id=words["district"],
                   celsius_tenths=int(words["degrees"].replace(".", "")))


SENTENCES: tuple[tuple[str, Callable[[Teller, Mapping[str, Any]], None]], ...] = (
    (r"(?P<person>[A-Z][a-z]+) has worked (?P<days>\d+) days", _introduce),
    (rf"{CLOCK} {ORDER} is placed, (?P<metres>\d+) m to (?P<district>\w+), in (?P<place>\d+|nowhere known)", _place),
    (rf"{CLOCK} it is (?P<degrees>-?\d+\.\d) degrees (?:everywhere|in (?P<district>\w+))", _measure),
)
