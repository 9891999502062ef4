"""Sentences of worked cases about rest and dispatch: wishes, promises, offers, heat, checks.

    10:00 A1 is placed, 1800 m, 5200 g, storey 6       10:00 A1 is placed to compound c-12
    10:00 A1 is estimated for 10:40 by city            10:00 A1 is promised for 10:40 (shown as 10:35 to 10:40)
    10:00 A1 is extended by 300 s for access           10:20 Wang is held at the gate of c-30 with A1
    10:05 Wang waits at signals until 10:06
    09:00 Wang wants to rest from 15:00 to 15:30       10:00 Wang gives up the rest from 15:00 to 15:30
    09:00 Wang wants nothing beyond 2000 m             10:00 Wang wants any distance again
    09:00 Wang asks for special care until 20:00       (until 20:00 because of illness; until 20:00 by a customer)
    10:00 Wang needs no special care any more          11:30 Wang is reminded by voice
    12:00 Wang is shown the station s-7, 800 m away    12:00 Wang is shown no station
    10:10 Wang is asked to hand over A1                10:11 Wang keeps A1
    10:11 Wang hands A1 over                           10:12 A1 is taken from Wang unanswered
    10:20 Wang loses 2 points over A1                  10:20 Wang is docked 3.00 over A1
    10:00 Wang is told of A1: pay, destination; until 10:00:45
    10:00:30 A1 is closed to Wang unanswered           12:00 it is 39.5 degrees in d1 (or: everywhere)
    09:00 the safety rule names red_light, weather       09:00 a model card is published
    09:00 the helmet of Wang is checked: passed
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.nuantu.settle.sentence_parts import CLOCK, MOMENT, NAME, ORDER, UNTIL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.nuantu.audit.plain_words import Witness

PARCEL = r"(?P<parcel>[A-Z]\d+)"
SPAN = rf"from (?P<begin>{MOMENT}) to (?P<end>{MOMENT})"


def _place(teller: Witness, words: Mapping[str, Any]) -> None:
    floor = words["floor"]
    teller.place(words["parcel"], words["at"], distance_m=int(words["metres"]),
                 weight_g=None if words["grams"] is None else int(words["grams"]),
                 floor=None if floor is None else int(floor))


def _place_behind(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.place(words["parcel"], words["at"], compound_id=words["compound"])


def _estimate(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.log.add("eta_part", words["at"], order_id=words["order"], component=words["part"],
                   promised_s=teller.log.at(words["until"]))


def _promise(teller: Witness, words: Mapping[str, Any]) -> None:
    begin, end = (None if words[name] is None else teller.log.at(words[name]) for name in ("begin", "end"))
    teller.log.add("eta_quoted", words["at"], order_id=words["order"], promised_s=teller.log.at(words["until"]),
                   from_s=begin, to_s=end)


def _extend(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.log.add("eta_extended", words["at"], order_id=words["order"], added_s=int(words["added"]),
                   reason=words["cause"])


def _stand(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.log.add("arrived_gate", words["at"], worker_id=words["who"], order_id=words["order"],
                   compound_id=words["compound"])


def _wait(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.log.add("signal_wait", words["until"], worker_id=words["who"], from_s=teller.log.at(words["at"]),
                   to_s=teller.log.at(words["until"]))


def _wish(component: str, outcome: str | None = None) -> Callable[[Witness, Mapping[str, Any]], None]:
    def act(teller: Witness, words: Mapping[str, Any]) -> None:
        begin, end = words.get("begin"), words.get("end") or words.get("until")
        metres = words.get("metres")
        teller.log.add("preference_set", words["at"], worker_id=words["who"], component=component, outcome=outcome,
                       from_s=None if begin is None else teller.log.at(begin),
                       to_s=None if end is None else teller.log.at(end), reason=words.get("reason"),
                       actor=words.get("actor"), distance_m=None if metres is None else int(metres))

    return act


def _show_station(teller: Witness, words: Mapping[str, Any]) -> None:
    metres = words.get("metres")
    teller.log.add("reminder_shown", words["at"], worker_id=words["who"], other_id=words.get("station"),
                   distance_m=None if metres is None else int(metres))


def _ask(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.asked[words["order"]] = teller.log.add("reassign_asked", words["at"], worker_id=words["who"],
                                                  order_id=words["order"])


def _answer(kind: str, reason: str | None) -> Callable[[Witness, Mapping[str, Any]], None]:
    def act(teller: Witness, words: Mapping[str, Any]) -> None:
        teller.log.add(kind, words["at"], worker_id=words["who"], order_id=words["order"], reason=reason,
                       ref=teller.asked[words["order"]])

    return act


def _lose(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.log.add("score_change", words["at"], worker_id=words["who"], order_id=words["order"],
                   score_delta=-int(words["points"]))


def _dock(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.log.add("deduction_line", words["at"], worker_id=words["who"], order_id=words["order"],
                   amount_minor=-int(words["amount"].replace(".", "")))


def _offer(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.log.add("offered", words["at"], worker_id=words["who"], order_id=words["order"],
                   fields=words["fields"].split(", "), to_s=teller.log.at(words["until"]))


def _close(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.log.add("declined", words["at"], worker_id=words["who"], order_id=words["order"], reason="timeout")


def _measure(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.log.add("temperature", words["at"], district_id=words["district"],
                   celsius_tenths=int(words["degrees"].replace(".", "")))


def _publish(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.log.add("rule_published", words["at"], component="safety", fields=words["fields"].split(", "))


def _check(teller: Witness, words: Mapping[str, Any]) -> None:
    teller.log.add(f"{words['what']}_check", words["at"], worker_id=words["who"], outcome=words["outcome"])


SENTENCES: tuple[tuple[str, Callable[[Any, Any], None]], ...] = (
    (rf"{CLOCK} {PARCEL} is placed, (?P<metres>\d+) m(?:, (?P<grams>\d+) g)?(?:, storey (?P<floor>\d+))?", _place),
    (rf"{CLOCK} {PARCEL} is placed to compound (?P<compound>\S+)", _place_behind),
    (rf"{CLOCK} {ORDER} is estimated for {UNTIL} by (?P<part>\w+)", _estimate),
    (rf"{CLOCK} {ORDER} is promised for {UNTIL}(?:, shown as (?P<begin>{MOMENT}) to (?P<end>{MOMENT}))?", _promise),
    (rf"{CLOCK} {ORDER} is extended by (?P<added>\d+) s for (?P<cause>\w+)", _extend),
    (rf"{CLOCK} {NAME} is held at the gate of (?P<compound>\S+) with {ORDER}", _stand),
    (rf"{CLOCK} {NAME} waits at signals until {UNTIL}", _wait),
    (rf"{CLOCK} {NAME} wants to rest {SPAN}", _wish("rest_slot")),
    (rf"{CLOCK} {NAME} gives up the rest {SPAN}", _wish("rest_slot", "withdrawn")),
    (rf"{CLOCK} {NAME} wants nothing beyond (?P<metres>\d+) m(?: {SPAN})?", _wish("max_distance")),
    (rf"{CLOCK} {NAME} wants any distance again", _wish("max_distance", "withdrawn")),
    (rf"{CLOCK} {NAME} asks for special care until {UNTIL}(?: because of (?P<reason>\w+))?(?: by a (?P<actor>\w+))?",
     _wish("special_care")),
    (rf"{CLOCK} {NAME} needs no special care any more", _wish("special_care", "withdrawn")),
    (rf"{CLOCK} {NAME} is reminded by voice",
     lambda t, w: t.log.add("reminder_shown", w["at"], worker_id=w["who"], level="voice")),
    (rf"{CLOCK} {NAME} is shown the station (?P<station>\S+?)(?:, (?P<metres>\d+) m away)?", _show_station),
    (rf"{CLOCK} {NAME} is shown no station", _show_station),
    (rf"{CLOCK} {NAME} is asked to hand over {ORDER}", _ask),
    (rf"{CLOCK} {NAME} keeps {ORDER}", _answer("order_kept", None)),
    (rf"{CLOCK} {NAME} hands {ORDER} over", _answer("reassigned", "agreed")),
    (rf"{CLOCK} {ORDER} is taken from {NAME} unanswered", _answer("reassigned", "no_answer")),
    (rf"{CLOCK} {NAME} loses (?P<points>\d+) points over {ORDER}", _lose),
    (rf"{CLOCK} {NAME} is docked (?P<amount>\d+\.\d\d) over {ORDER}", _dock),
    (rf"{CLOCK} {NAME} is told of {ORDER}: (?P<fields>[a-z_, ]+); until {UNTIL}", _offer),
    (rf"{CLOCK} {ORDER} is closed to {NAME} unanswered", _close),
    (rf"{CLOCK} it is (?P<degrees>\d+\.\d) degrees (?:everywhere|in (?P<district>\w+))", _measure),
    (rf"{CLOCK} the safety rule names (?P<fields>[a-z_, ]+)", _publish),
    (rf"{CLOCK} a model card is published",
     lambda t, w: t.log.add("rule_published", w["at"], component="model_card")),
    (rf"{CLOCK} the (?P<what>helmet|vehicle) of {NAME} is checked: (?P<outcome>\w+)", _check),
)
