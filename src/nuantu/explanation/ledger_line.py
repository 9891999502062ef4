"""A ledger line's arithmetic in words, from its own columns alone."""

from __future__ import annotations

from nuantu.agreement.wording import say_seconds, say_share, say_word
from nuantu.core.money import format_minor
from nuantu.core.times import Lang
from nuantu.explanation.record import Line
from nuantu.explanation.wording import say

HOUR_S = 3600
WHOLE_PM = 1000


def tell_line(line: Line, lang: Lang) -> str:
    """``1小时6分 × ¥25.00/小时 = ¥27.50，减去已得 ¥20.00，付 ¥7.50``: enough to compute the line again by hand.

    The rounding is named where it did anything.
    """
    whole = format_minor(line.amount_minor + line.less_minor, line.currency)
    exact = line.quantity * line.rate_minor % line.rate_per == 0
    makes = say("makes" if exact else "makes_rounded", lang, times=_tell_product(line, lang), whole=whole,
                rounding=say_word(line.rounding, lang))
    if not line.less_minor:
        return makes
    return say("less_earned", lang, makes=makes, less=format_minor(line.less_minor, line.currency),
               amount=format_minor(line.amount_minor, line.currency))


def _tell_product(line: Line, lang: Lang) -> str:
    rate = format_minor(line.rate_minor, line.currency)
    if line.quantity_unit == "order" and line.rate_per == 1:
        return say("orders_times", lang, n=line.quantity, rate=rate)
    if line.quantity_unit == "second" and line.rate_per == HOUR_S:
        return say("hours_times", lang, span=say_seconds(line.quantity, lang), rate=rate)
    if line.quantity_unit == "minor" and line.rate_per == WHOLE_PM:
        return say("share_times", lang, whole=format_minor(line.quantity, line.currency),
                   share=say_share(line.rate_minor, lang))
    if line.quantity_unit == "minor_second":
        return say("seconds_by_floor", lang, sum=format_minor(line.quantity * line.rate_minor, line.currency),
                   per=f"{line.rate_per:,}")
    return say("quantity_times", lang, quantity=f"{line.quantity:,}", rate=rate, per=f"{line.rate_per:,}",
               unit=line.quantity_unit)
