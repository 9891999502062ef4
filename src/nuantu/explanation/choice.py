"""The choice behind an order: the worker who got it, the best others, and why not them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from nuantu.core.times import Lang
from nuantu.explanation.hindrance import say_hindrance
from nuantu.explanation.record import Candidate, Record
from nuantu.explanation.wording import say, say_distance, say_span

LABELS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Option:
    """One worker in a choice: ``label`` A is the chosen one; ``later_s`` against A, negative where earlier.

    ``place_m`` is where the worker was last seen before the decision, in metres.
    """

    label: str
    row: Candidate
    later_s: int
    place_m: tuple[float, float] | None
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision with its options, the chosen one first, and the sentence that tells it."""

    decision_id: int
    at_s: int
    considered: int
    allowed: int
    options: tuple[Option, ...]
    sentence: str

    @property
    def chosen(self) -> Candidate:
        """The worker who was sent the order."""
        return self.options[0].row


def weigh_options(record: Record, order_id: str, lang: Lang) -> Choice | None:
    """The last decision on an order, told; ``None`` where the order was sent to nobody."""
    decisions = record.decisions_of_order.get(order_id)
    if not decisions or decisions[-1][0].rank != 0:
        return None
    rows = decisions[-1]
    chosen = rows[0]
    others = rows[1:4]
    options = [Option("A", chosen, 0, find_place(record, chosen), "")]
    for label, row in zip(LABELS[1:], others, strict=False):
        options.append(Option(label, row, row.deliver_s - chosen.deliver_s, find_place(record, row),
                              _say_why_not(record, chosen, row, lang)))
    return Choice(chosen.decision_id, chosen.at_s, chosen.considered, chosen.allowed, tuple(options),
                  _say_why(chosen, others, lang))


def find_place(record: Record, row: Candidate) -> tuple[float, float] | None:
    """Where a candidate was last seen at or before the decision."""
    moments, places = record.places_of_worker.get(row.worker_id, ([], []))
    place = bisect_right(moments, row.at_s)
    return places[place - 1] if place else None


def _say_why(chosen: Candidate, others: list[Candidate], lang: Lang) -> str:
    reach, wait = chosen.arrive_s - chosen.at_s, chosen.pickup_s - chosen.arrive_s
    spans = {"reach": say_span(reach, lang), "wait": say_span(wait, lang),
             "ride": say_span(chosen.deliver_s - chosen.pickup_s, lang)}
    legs = say("legs" if wait >= 30 else "legs_no_wait", lang, **spans)
    earlier = [chosen.deliver_s - row.deliver_s for row in others
               if row.status == "feasible" and row.deliver_s < chosen.deliver_s]
    if chosen.allowed <= 1:
        head = say("only_one", lang, label="A", legs=legs)
    elif earlier:
        head = say("not_first", lang, allowed=chosen.allowed, label="A", legs=legs,
                   earlier=say_span(max(earlier), lang))
    else:
        best = 1 + sum(row.status == "feasible" for row in others)
        head = say("first_of" if best > 1 else "chosen_of", lang, allowed=chosen.allowed, best=best, label="A",
                   legs=legs)
    if not chosen.in_hand:
        return head
    delay = chosen.others_delay_s
    tail = say("delays_some", lang, delay=say_span(delay, lang)) if delay > 0 else say("delays_none", lang)
    return head + ("" if lang == "zh" else " ") + tail


def _say_why_not(record: Record, chosen: Candidate, row: Candidate, lang: Lang) -> str:
    comma, stop = ("，", "。") if lang == "zh" else (", ", ".")
    if row.status == "unreachable":
        return say("unreachable", lang) + stop
    if row.status == "blocked":
        near = say("nearest", lang, distance=say_distance(row.distance_m, lang))
        return near + comma + say_hindrance(record, row, lang) + stop
    return comma.join(_say_slower(record, chosen, row, lang)) + stop


def _say_slower(record: Record, chosen: Candidate, row: Candidate, lang: Lang) -> list[str]:
    gap = row.deliver_s - chosen.deliver_s
    delay = row.others_delay_s - max(0, chosen.others_delay_s)
    taken = record.taken_at.get((row.at_s, row.worker_id))
    took_other = taken is not None and taken != row.order_id
    if gap > 0:
        words = [say("later", lang, gap=say_span(gap, lang))]
        if row.others_delay_s > 0:
            words.append(say("and_others", lang, delay=say_span(row.others_delay_s, lang)))
        elif took_other:
            words.append(say("took_other", lang, order=taken))
        return words
    words = [say("earlier", lang, gap=say_span(gap, lang)) if gap < 0 else say("same_time", lang)]
    if took_other:
        words.append(say("took_other", lang, order=taken))
    elif delay > 0:
        words.append(say("but_others", lang, delay=say_span(row.others_delay_s, lang)))
    elif gap < 0:
        words.append(say("round_better", lang, label="A"))
    return words
