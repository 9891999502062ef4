"""One order explained: why this worker, what bound the decision, why not the others, what happened, what it paid."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nuantu.agreement.wording import say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang, format_clock
from nuantu.explanation.choice import Choice, weigh_options
from nuantu.explanation.journey import Journey, follow_order
from nuantu.explanation.payslip import PayRow, itemise_order
from nuantu.explanation.record import Event, Record, read_record
from nuantu.explanation.wording import say, say_distance, say_span


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to the order: UTC seconds, word of the log, clause that caused it, sentence."""

    at_s: int
    kind: str
    clause_id: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is told of one order in one language.

    ``bound`` names the clauses that shaped the decision, the promise or the pay, in the order of that; ``outcome`` is
    the sentence about the delivery, ``pay_minor`` the worker's pay for the order.
    """

    order_id: str
    lang: Lang
    journey: Journey
    choice: Choice | None
    bound: tuple[str, ...]
    why: str
    outcome: str
    history: tuple[Happening, ...]
    pay: tuple[PayRow, ...]
    pay_minor: int
    pay_amount: str

    def sentences(self) -> list[str]:
        """The explanation as plain sentences: why, outcome, the others, history, pay."""
        told = [self.why, self.outcome]
        if self.choice is not None:
            told += [f"{option.label} {option.why}" for option in self.choice.options[1:]]
        told += [happening.sentence for happening in self.history]
        told += [f"{row.what} {row.amount}" + (f" ({row.how})" if row.how else "") for row in self.pay]
        return told

    def to_json(self) -> dict[str, Any]:
        """Everything as JSON values, for ``--json``."""
        value = asdict(self)
        value["journey"].pop("told")
        value["sentences"] = self.sentences()
        return value


def explain_order(out: Path, order_id: str, lang: Lang) -> Explanation:
    """Explain one order of a replayed ``OUT`` folder."""
    return tell_order(read_record(out), order_id, lang)


def tell_order(record: Record, order_id: str, lang: Lang) -> Explanation:
    """Explain one order of a record that was read already."""
    journey = follow_order(record, order_id)
    choice = weigh_options(record, order_id, lang)
    pay = itemise_order(record, order_id, lang)
    pay_minor = sum(row.amount_minor for row in pay if row.ours)
    return Explanation(
        order_id=order_id, lang=lang, journey=journey, choice=choice,
        bound=_list_bound(record, journey, choice, pay),
        why=choice.sentence if choice else say("no_decision", lang),
        outcome=_say_outcome(record, journey, lang),
        history=tuple(_tell_event(record, journey, event, lang) for event in journey.told),
        pay=pay, pay_minor=pay_minor, pay_amount=format_minor(pay_minor, record.currency),
    )


def _list_bound(record: Record, journey: Journey, choice: Choice | None, pay: tuple[PayRow, ...]) -> tuple[str, ...]:
    found: list[str | None] = []
    if choice is not None:
        found += [option.row.clause_id for option in choice.options]
    found += [event.clause_id for event in record.events_of_order.get(journey.order_id, [])]
    found += [row.clause_id for row in pay]
    return tuple(dict.fromkeys(clause_id for clause_id in found if clause_id is not None))


def _say_outcome(record: Record, journey: Journey, lang: Lang) -> str:
    if journey.delivered_s is None:
        return say("undelivered", lang)
    at = format_clock(journey.delivered_s, record.tz)
    if journey.promised_s is None:
        return say("delivered", lang, at=at, ctd=say_span(journey.delivered_s - journey.placed_s, lang))
    gap = journey.promised_s - journey.delivered_s
    if abs(gap) < 30:
        return say("on_time", lang, at=at)
    return say("early" if gap > 0 else "late", lang, at=at, gap=say_span(gap, lang),
               promised=format_clock(journey.promised_s, record.tz))


def _tell_event(record: Record, journey: Journey, event: Event, lang: Lang) -> Happening:
    fields: dict[str, Any] = {"at": format_clock(event.at_s, record.tz), "worker": event.worker_id or ""}
    name = f"event_{event.kind}"
    if event.reason:
        fields["reason"] = say_word(event.reason, lang)
    if event.kind == "created":
        fields["ready"] = format_clock(event.ready_estimate_s or event.at_s, record.tz)
    elif event.kind == "declined" and event.reason:
        name = "event_declined_reason"
    elif event.kind == "cancelled":
        fields.setdefault("reason", "—")
    elif event.kind in ("eta_quoted", "eta_extended"):
        name, more = _tell_promise(record, journey, event, lang)
        fields |= more
    elif event.kind == "merchant_ready" and journey.ready_estimate_s is not None:
        gap = event.at_s - journey.ready_estimate_s
        if gap >= 30:
            name, fields["gap"] = "event_merchant_ready_late", say_span(gap, lang)
    return Happening(event.at_s, event.kind, event.clause_id, say(name, lang, **fields))


def _tell_promise(record: Record, journey: Journey, event: Event, lang: Lang) -> tuple[str, dict[str, Any]]:
    promised = format_clock(event.promised_s, record.tz) if event.promised_s is not None else "—"
    if event.kind == "eta_extended":
        return "event_extended", {"promised": promised, "added": say_span(event.added_s or 0, lang),
                                  "reason": say_word(event.reason or "—", lang)}
    if event.riding_s is None or journey.distance_m is None:
        return "event_quoted", {"promised": promised}
    return "event_quoted_riding", {"promised": promised, "riding": say_span(event.riding_s, lang),
                                   "distance": say_distance(journey.distance_m, lang)}
