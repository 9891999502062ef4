"""Worked cases in plain words: sentences become events, clauses become an agreement, ledger lines become text.

The sentences that are understood (clocks are local, ``24:10`` is ten past the next midnight; before any
clock may stand the date of another day, ``2026-12-01 10:00``):

    Wang is a crowd rider in 110105          Wang is a dedicated rider in nowhere known
    10:00 Wang comes online                  12:00 Wang goes offline
    10:00 A1 is placed, 1800 m to d1         (an order nobody placed is placed when it is accepted, 1500 m to d1)
    10:05 Wang accepts A1                    10:30 Wang delivers A1
    10:20 A1 is cancelled                    10:20 A1 is taken from Wang
    10:10 Wang rests until 10:40
    10:00 Wang delivers 30 orders, one a minute
    11:00 yellow alert for rain until 14:00 in d1
    11:00 yellow alert for rain until 14:00 everywhere, issued 10:30
    12:30 orange alert for rain until 16:00 in d1, replacing the last
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from tests.nuantu.log_builder import LogBuilder
from tests.nuantu.settle import words_care, words_pay, words_score
from tests.nuantu.settle.sentence_parts import CLOCK, MOMENT, NAME, ORDER, UNTIL

from nuantu.agreement.book import Book, load_book
from nuantu.agreement.clauses import CLAUSE_TYPES

WHERE = r"(?:everywhere|in (?P<district>\w+))"
NEWS = rf"(?:, issued (?P<issued>{MOMENT}))?(?P<replacing>, replacing the last)?"


class Teller:
    """Turns sentences into the events of one day."""

    def __init__(self, day: str, currency: str = "CNY") -> None:
        self.log = LogBuilder(day, currency=currency)
        self._known: set[str] = set()
        self._placed: set[str] = set()
        self._alert: int | None = None

    def tell(self, sentence: str) -> None:
        """Add what one sentence says; an unknown sentence is an error of the case."""
        for pattern, act in SENTENCES:
            match = re.fullmatch(pattern, sentence)
            if match:
                words = match.groupdict()
                if "who" in words and act is not _introduce:
                    self.introduce(words["who"])
                act(self, words)
                return
        raise ValueError(f"nobody understands: {sentence}")

    def introduce(self, who: str, **traits: Any) -> None:
        """Register a worker once, by default as a crowd rider in 110105."""
        if who not in self._known:
            self._known.add(who)
            self.log.register(who, **traits)

    def place(self, order: str, at: str, **facts: Any) -> None:
        """Place an order once."""
        if order not in self._placed:
            self._placed.add(order)
            self.log.create(order, at, **facts)


def _introduce(teller: Teller, words: Mapping[str, str]) -> None:
    place = None if words["place"] == "nowhere known" else words["place"]
    teller.introduce(words["who"], worker_class=words["class"], place_code=place)


def _place(teller: Teller, words: Mapping[str, str]) -> None:
    teller.place(words["order"], words["at"], distance_m=int(words["metres"]), district=words["district"])


def _accept(teller: Teller, words: Mapping[str, str]) -> None:
    teller.place(words["order"], words["at"])
    teller.log.accept(words["who"], words["order"], words["at"])


def _deliver(teller: Teller, words: Mapping[str, str]) -> None:
    teller.log.deliver(words["who"], words["order"], words["at"])


def _deliver_many(teller: Teller, words: Mapping[str, str]) -> None:
    begin = teller.log.at(words["at"])
    for number in range(int(words["count"])):
        order = f"A{number + 1}"
        teller.log.order(order, worker=words["who"], created=begin, accepted=begin, delivered=begin + 60 * (number + 1))


def _alert(teller: Teller, words: Mapping[str, str | None]) -> None:
    start, until = str(words["at"]), str(words["until"])
    teller._alert = teller.log.alert(
        str(words["level"]), start, until, kind=str(words["kind"]), issued=words["issued"], district=words["district"],
        supersedes=teller._alert if words["replacing"] else None)


SENTENCES: tuple[tuple[str, Callable[[Teller, Mapping[str, Any]], None]], ...] = (
    (rf"{NAME} is a (?P<class>crowd|dedicated) rider in (?P<place>\d+|nowhere known)", _introduce),
    (rf"{CLOCK} {NAME} comes online", lambda t, w: t.log.online(w["who"], w["at"])),
    (rf"{CLOCK} {NAME} goes offline", lambda t, w: t.log.offline(w["who"], w["at"])),
    (rf"{CLOCK} {ORDER} is placed, (?P<metres>\d+) m to (?P<district>\w+)", _place),
    (rf"{CLOCK} {NAME} accepts {ORDER}", _accept),
    (rf"{CLOCK} {NAME} delivers {ORDER}", _deliver),
    (rf"{CLOCK} {NAME} delivers (?P<count>\d+) orders, one a minute", _deliver_many),
    (rf"{CLOCK} {ORDER} is cancelled", lambda t, w: t.log.add("cancelled", w["at"], order_id=w["order"])),
    (rf"{CLOCK} {ORDER} is taken from {NAME}",
     lambda t, w: t.log.add("reassigned", w["at"], order_id=w["order"], worker_id=w["who"])),
    (rf"{CLOCK} {NAME} rests until {UNTIL}", lambda t, w: t.log.rest(w["who"], w["at"], w["until"])),
    (rf"{CLOCK} (?P<level>blue|yellow|orange|red) alert for (?P<kind>\w+) until {UNTIL} {WHERE}{NEWS}", _alert),
    *words_pay.SENTENCES,
    *words_care.SENTENCES,
    *words_score.SENTENCES,
)


def tell_events(day: str, sentences: Sequence[str], currency: str = "CNY") -> LogBuilder:
    """The log of a day told in sentences."""
    teller = Teller(day, currency)
    for sentence in sentences:
        teller.tell(sentence)
    return teller.log


def write_book(clauses: Sequence[Mapping[str, Any]], currency: str, folder: Path) -> Book:
    """Write clauses as agreement files, one a layer, and load them as a book.

    A clause has ``id``, ``type``, ``params`` as an agreement file has them, and may have ``layer`` (platform where it
    says none), ``selector``, ``strength`` and ``effective``.
    """
    paths = []
    for layer in dict.fromkeys(str(clause.get("layer", "platform")) for clause in clauses):
        own = [clause for clause in clauses if clause.get("layer", "platform") == layer]
        path = folder / f"{layer}.yaml"
        text = json.dumps(_write_agreement(layer, own, currency), ensure_ascii=False, indent=1, default=str)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return load_book(paths[0], paths[1:])


def _write_agreement(layer: str, clauses: Sequence[Mapping[str, Any]], currency: str) -> dict[str, Any]:
    provisions, written = [], []
    for clause in clauses:
        kind = CLAUSE_TYPES[clause["type"]]
        provisions.append({"id": f"p-{clause['id']}", "chapter": kind.chapter, "kind": "rule", "obligor": "platform",
                           "strength": clause.get("strength", "must"), "zh": kind.zh, "en": kind.en,
                           "types": [kind.name]})
        written.append({key: clause[key] for key in ("id", "type", "params", "selector", "effective") if key in clause}
                       | {"provision": f"p-{clause['id']}"})
    pair = {"zh": "算例", "en": "worked case"}
    return {"format": "nuantu-agreement/1", "id": f"case-{layer}", "layer": layer, "title": pair, "scope": pair,
            "wording": "ours", "source": "a worked case", "procedure": "none", "currency": currency,
            "parties": {"platform": pair}, "provisions": provisions, "clauses": written}


def write_line(line: Mapping[str, Any]) -> str:
    """A ledger line as a case states it: ``Wang A1 base: 1 order x 4.00 = 4.00 (piece)``."""
    subject = f"{line['worker_id']} {line['order_id'] or line['period']} {line['component']}"
    if line["quantity_unit"] == "minor":
        return f"{subject}: {_write_share(line)} = {_major(line['amount_minor'])} ({line['clause_id']})"
    per = {1: "", 3600: " an hour"}.get(line["rate_per"], f" per {line['rate_per']}")
    rounding = "" if line["rate_per"] == 1 else f" {line['rounding']}"
    less = f" - {_major(line['less_minor'])}" if line["less_minor"] else ""
    return (f"{subject}: {line['quantity']} {line['quantity_unit']} x {_major(line['rate_minor'])}{per}{rounding}{less}"
            f" = {_major(line['amount_minor'])} ({line['clause_id']})")


def _write_share(line: Mapping[str, Any]) -> str:
    """A part of an amount: ``4492.00 x 10 % half_up``, ``12000.00 - 5000.00``."""
    text, share = _major(line["quantity"]), line["rate_minor"] * 1000 // line["rate_per"] / 10
    if line["rate_per"] != 1:
        text += f" x {share:g} % {line['rounding']}"
    return text + (f" - {_major(line['less_minor'])}" if line["less_minor"] else "")


def sum_components(ledger: pa.Table) -> dict[str, str]:
    """Total of every component in major units."""
    totals: dict[str, int] = {}
    for line in ledger.to_pylist():
        totals[line["component"]] = totals.get(line["component"], 0) + line["amount_minor"]
    return {component: _major(total) for component, total in totals.items()}


def _major(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"
