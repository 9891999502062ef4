"""P07: an amount for each delivered order for which an official alert held at the moment that counts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.lines import Rate, write_lines
from nuantu.settle.pays.pay import Offer, Offerable, Pay
from nuantu.settle.weather import find_alert


def settle_weather(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line an order, from the alert that held in its district to its delivery."""
    done = facts.deliveries
    at_s = done.accepted_s if clause.word_param("at") == "accepted" else done.delivered_s
    alert = find_alert(facts.alerts, at_s, done.is_in, clause.word_param("level"), clause.words_param("kinds"))
    paid = np.flatnonzero(facts.covers(clause, done.worker, done.delivered_s) & (alert >= 0))
    event = np.zeros(len(at_s), np.int64)
    event[paid] = np.array([one.event_id for one in facts.alerts], np.int64)[alert[paid]]
    subject = done.subject(event, done.delivered_event).take(paid)
    return write_lines(clause, "worker_pay", "weather", subject, np.ones(len(paid), np.int64),
                       Rate(clause.int_param("amount"), 1, "order"), facts.log.currency)


def offer_weather(clause: Clause, day: Offerable) -> Offer:
    """The same part before acceptance; what the moment of delivery decides cannot be offered and is left out."""
    amount = clause.int_param("amount")
    level, kinds = clause.word_param("level"), clause.words_param("kinds")
    holding = [one for one in day.alerts if one.reaches(level, kinds)]
    known = clause.word_param("at") == "accepted" and amount
    windows = {
        district: tuple((one.begin_s, one.end_s) for one in holding if one.district in (None, district))
        for district in set(day.districts)
    }

    def offer(order_row: int, at_s: int) -> tuple[tuple[str, int], ...]:
        if known and any(begin <= at_s < end for begin, end in windows[day.districts[order_row]]):
            return (("weather", amount),)
        return ()

    return offer


SPECIAL_WEATHER_SUBSIDY = Pay("order", settle_weather, offer_weather)
