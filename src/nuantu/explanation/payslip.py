"""What one order paid, line by line, each with its clause and its sum in words."""

from __future__ import annotations

from dataclasses import dataclass

from nuantu.agreement.wording import say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang
from nuantu.explanation.record import Line, Record
from nuantu.explanation.wording import PHRASES, say, say_distance, say_span


@dataclass(frozen=True, slots=True)
class PayRow:
    """One line of a payslip, told. ``ours`` is false for what is paid for the worker, not to the worker."""

    line_id: int
    clause_id: str | None
    what: str
    how: str
    amount_minor: int
    amount: str
    ours: bool


def itemise_order(record: Record, order_id: str, lang: Lang) -> tuple[PayRow, ...]:
    """The ledger lines of an order in the order of the ledger, worker's pay before what is paid for the worker."""
    lines = record.lines_of_order.get(order_id, [])
    return tuple(_tell_line(line, lang) for line in sorted(lines, key=lambda line: line.account != "worker_pay"))


def _tell_line(line: Line, lang: Lang) -> PayRow:
    name = f"pay_{line.component}"
    what = say(name, lang) if name in PHRASES else line.component
    if line.reason:
        what = say("because", lang, text=what, reason=say_word(line.reason, lang))
    return PayRow(line.line_id, line.clause_id, what, _tell_sum(line, lang), line.amount_minor,
                  format_minor(line.amount_minor, line.currency), line.account == "worker_pay")


def _tell_sum(line: Line, lang: Lang) -> str:
    rate = format_minor(line.rate_minor, line.currency)
    if line.quantity_unit == "order":
        return say("per_order", lang, rate=rate)
    if line.quantity_unit == "metre" and line.rate_per == line.quantity:
        return say("per_band", lang, distance=say_distance(line.quantity, lang))
    if line.quantity_unit == "metre":
        quantity, per = say_distance(line.quantity, lang), say_distance(line.rate_per, lang)
    else:
        quantity, per = say_span(line.quantity, lang), say_span(line.rate_per, lang)
    return say("per_quantity", lang, quantity=quantity, rate=f"{rate}/{per}")
