"""Sentences of the clauses that pay by the calendar, the clock and the worker:

    Wang has worked 730 days                      Wang has worked nobody knows how long
    10:00 A1 is placed, 1800 m to d1, in 110105   (or: in nowhere known; or: , weighing 12000 g; , for floor 7)
    10:00 it is 35.0 degrees in d1                (or: everywhere; in place 1101)
    10:00 Wang is online for 60 min on 22 days    (on so many days running, from that clock of each)
    10:00 Wang carries one order for 30 min on 11 days
    10:00 the tenure of Wang is corrected to 61 days
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.nuantu.settle.sentence_parts import CLOCK, NAME, ORDER

if TYPE_CHECKING:
    from tests.nuantu.settle.plain_words import Teller

DETAILS = (r"(?:, in (?P<place>\d+|nowhere known))?(?:, weighing (?P<grams>\d+) g)?(?:, for floor (?P<floor>\d+))?")


def _introduce(teller: Teller, words: Mapping[str, str | None]) -> None:
    days = words["days"]
    teller.introduce(str(words["person"]), tenure_days=None if days is None else int(days))


def _place(teller: Teller, words: Mapping[str, str | None]) -> None:
    order = str(words["order"])
    place = None if words["place"] == "nowhere known" else words["place"] or "110105"
    teller.place(order, str(words["at"]), distance_m=int(str(words["metres"])), district=words["district"],
                 place_code=place)
    for name, said in (("weight_g", "grams"), ("floor", "floor")):
        if words[said] is not None:
            teller.log.note(order, **{name: int(str(words[said]))})


def _measure(teller: Teller, words: Mapping[str, Any]) -> None:
    teller.log.add("temperature", words["at"], district_id=words["district"], place_code=words["code"],
                   celsius_tenths=int(words["degrees"].replace(".", "")))


def _list_days(teller: Teller, words: Mapping[str, str]) -> list[str]:
    *dated, clock = words["at"].split(" ")
    first = date.fromisoformat(dated[0]) if dated else teller.log.date
    return [f"{date.fromordinal(first.toordinal() + number)} {clock}" for number in range(int(words["days"]))]


def _attend(teller: Teller, words: Mapping[str, str]) -> None:
    for at in _list_days(teller, words):
        begin = teller.log.at(at)
        teller.log.online(words["who"], begin)
        teller.log.offline(words["who"], begin + 60 * int(words["minutes"]))


def _carry(teller: Teller, words: Mapping[str, str]) -> None:
    for number, at in enumerate(_list_days(teller, words), start=1):
        begin = teller.log.at(at)
        teller.log.order(f"{words['who'][0]}{number}", worker=words["who"], created=begin, accepted=begin,
                         delivered=begin + 60 * int(words["minutes"]))


def _correct(teller: Teller, words: Mapping[str, str]) -> None:
    teller.log.add("tenure_change", words["at"], worker_id=words["who"], tenure_days=int(words["days"]))


SENTENCES: tuple[tuple[str, Callable[[Teller, Mapping[str, Any]], None]], ...] = (
    (r"(?P<person>[A-Z][a-z]+) has worked (?:(?P<days>\d+) days|nobody knows how long)", _introduce),
    (rf"{CLOCK} {ORDER} is placed, (?P<metres>\d+) m to (?P<district>\w+){DETAILS}", _place),
    (rf"{CLOCK} it is (?P<degrees>-?\d+\.\d) degrees (?:everywhere|in place (?P<code>\d+)|in (?P<district>\w+))",
     _measure),
    (rf"{CLOCK} {NAME} is online for (?P<minutes>\d+) min on (?P<days>\d+) days", _attend),
    (rf"{CLOCK} {NAME} carries one order for (?P<minutes>\d+) min on (?P<days>\d+) days", _carry),
    (rf"{CLOCK} the tenure of {NAME} is corrected to (?P<days>\d+) days", _correct),
)
