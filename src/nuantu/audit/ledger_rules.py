"""Rules that every true ledger keeps, whatever the clauses say: each line recomputes, and rests on clause and log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import ibis
from ibis import ir

from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.query import Case, fault, stack
from nuantu.audit.tables import list_rows
from nuantu.audit.truth import NO, possibly, surely

#: What a clause type may put into the ledger: account and component. Only a list of lawful deductions lets anything be
#: taken away.
PAYS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = MappingProxyType({
    "weekday_distance_band": (("worker_pay", "base"), ("worker_pay", "distance")),
    "special_weather_subsidy": (("worker_pay", "weather"),),
    "hourly_floor": (("worker_pay", "floor_topup"),),
    "aggregate_floor": (("worker_pay", "aggregate_topup"),),
    "difficulty_premium": (("worker_pay", "difficulty"),),
    "engaged_time_distance_floor": (("worker_pay", "guarantee_time"), ("worker_pay", "guarantee_distance"),
                                    ("worker_pay", "guarantee_offer")),
    "equipment_allowance": (("worker_pay", "equipment"),),
    "heat_allowance": (("worker_pay", "heat"),),
    "holiday_premium": (("worker_pay", "holiday"),),
    "monthly_guarantee": (("worker_pay", "month_guarantee"),),
    "night_supplement": (("worker_pay", "night"),),
    "seniority_bonus": (("worker_pay", "seniority"),),
    "shift_overrun": (("worker_pay", "overrun"),),
    "winter_supplement": (("worker_pay", "winter"),),
    "injury_premium": (("injury_premium", "premium"),),
    "pension_subsidy": (("benefit", "pension"),),
    "medical_subsidy": (("benefit", "medical"),),
    "serious_illness": (("benefit", "illness_aid"),),
    "child_education": (("benefit", "child_aid"),),
    "health_stipend": (("benefit", "health_stipend"),),
    "skill_certificate": (("benefit", "certificate"),),
    "deduction_whitelist": (("worker_pay", "deduction"),),
    "commission_cap_order": (("worker_pay", "commission_refund"),),
    "commission_cap_period": (("worker_pay", "commission_refund_month"),),
    "wait_or_rest_pay": (("worker_pay", "wait_pay"), ("worker_pay", "rest_pay")),
    "cancel_return_comp": (("worker_pay", "cancel_comp"), ("worker_pay", "cancel_distance")),
    "safety_reward": (("benefit", "safety_reward"),),
})

#: Components that an order bears because it was cancelled.
CANCELLED: Final = ("cancel_comp", "cancel_distance")


def _tell(lines: ir.Table, ground: str, *numbers: str) -> ir.Table:
    listed = lines.mutate(own_ids=ibis.array([lines.line_id]))
    return fault(listed, ground, lines="own_ids", numbers=numbers)


def find_gaps(case: Case) -> ir.Table:
    """Line ids run from 1 without gap or repetition."""
    ledger = case.records.ledger
    window = ibis.window(order_by="line_id")
    spaced = ledger.mutate(last_id=ledger.line_id.lag().over(window).fill_null(0))
    return _tell(spaced.filter(spaced.line_id - spaced.last_id != 1), "line_id does not follow", "line_id", "last_id")


def find_miscounted(case: Case) -> ir.Table:
    """Every amount is round(quantity x rate_minor / rate_per) - less_minor, with the rounding that the line states."""
    ledger = case.records.ledger
    per = (ledger.rate_per > 0).ifelse(ledger.rate_per, 1)
    counted = ledger.mutate(
        again_minor=divide_rounded(ledger.quantity * ledger.rate_minor, per, ledger.rounding) - ledger.less_minor)
    right = (ledger.rate_per > 0) & (counted.amount_minor == counted.again_minor)
    numbers = ("amount_minor", "again_minor", "quantity", "rate_minor", "rate_per", "rounding", "less_minor")
    return _tell(counted.filter(~surely(right)), "does not recompute", *numbers)


def find_baseless(case: Case) -> ir.Table:
    """Every line names a clause in force that pays this component into this account."""
    ledger = case.records.ledger
    rows = [(clause.id, account, component) for clause in case.clauses
            for account, component in PAYS.get(clause.type.name, ())]
    allowed = list_rows({"clause_id": "string", "account": "string", "component": "string"}, rows)
    known = sorted({clause.id for clause in case.clauses})
    nameless = ledger.filter(ledger.clause_id.isnull())
    named = ledger.filter(ledger.clause_id.notnull())
    in_force = named.clause_id.isin(known) if known else NO
    unknown = named.filter(~in_force)
    other = named.filter(in_force).anti_join(allowed, ["clause_id", "account", "component"])
    numbers = ("clause_id", "account", "component", "amount_minor")
    return stack(_tell(nameless, "names no clause", *numbers), _tell(unknown, "no such clause in force", *numbers),
                 _tell(other, "the clause does not give this", *numbers))


def find_undelivered(case: Case) -> ir.Table:
    """A line for an order belongs to the worker who delivered it and to the day of the delivery.

    Lines about a cancellation belong to the worker who held the order then, and to that day.
    """
    ledger = case.records.ledger.filter(case.records.ledger.order_id.notnull())
    about = ledger.component.isin(CANCELLED)
    days = case.records.days.select("day_s", "day")
    done = case.spells.deliveries.inner_join(days, "day_s").select("worker_id", "order_id", delivered_day="day")
    held = case.spells.engaged.filter(case.spells.engaged.end_kind == "cancelled")
    gone = held.select("worker_id", "order_id", end_id="end_id").inner_join(
        case.records.of_kind("cancelled").select("day_s", end_id="event_id"), "end_id")
    gone = gone.inner_join(days, "day_s").select("worker_id", "order_id", delivered_day="day")
    return stack(_set_against(case, ledger.filter(~about), done), _set_against(case, ledger.filter(about), gone))


def _set_against(case: Case, ledger: ir.Table, done: ir.Table) -> ir.Table:
    joined = ledger.left_join(done, ["worker_id", "order_id"])
    odd = case.records.keep(joined.filter(possibly(joined.delivered_day != joined.period)).select(
        "line_id", "worker_id", "order_id", "component", "amount_minor", "period", "delivered_day"))
    foreign = odd.filter(odd.delivered_day.isnull())
    astray = odd.filter(odd.delivered_day != odd.period)
    return stack(_tell(foreign, "this worker did not deliver this order", "component", "amount_minor"),
                 _tell(astray, "the order was delivered on another day", "period", "delivered_day"))


def find_idle(case: Case) -> ir.Table:
    """A line for a period is of a local day of the log and a worker of the log."""
    ledger = case.records.ledger.filter(case.records.ledger.order_id.isnull())
    dateless = ledger.anti_join(case.records.days.select(period="day"), "period")
    unknown = ledger.anti_join(case.records.workers.select("worker_id"), "worker_id")
    return stack(_tell(dateless, "no such day in the log", "period"),
                 _tell(unknown, "no such worker in the log", "component", "amount_minor"))


def find_doubled(case: Case) -> ir.Table:
    """Nothing is settled twice: one line a clause, account, component, worker, order and period."""
    ledger = case.records.ledger
    keys = ["account", "worker_id", "order_id", "component", "clause_id", "period"]
    # Most ledgers have none: the lines are looked at one by one only where a sum over them shows that some repeat.
    often = ledger.group_by(keys).agg(times=ledger.count()).filter(lambda t: t.times > 1)
    if not case.records.value(often.count()):
        return _tell(ledger.filter(NO), "settled before", "component", "amount_minor")
    window = ibis.window(group_by=keys, order_by="line_id")
    numbered = ledger.mutate(repeats=ibis.row_number().over(window))
    return _tell(numbered.filter(numbered.repeats > 0), "settled before", "component", "amount_minor")


def find_foreign_money(case: Case) -> ir.Table:
    """All amounts are in the currency of the log."""
    ledger = case.records.ledger
    return _tell(ledger.filter(ledger.currency != str(case.records.manifest["currency"])), "another currency",
                 "currency")


def find_loose_evidence(case: Case) -> ir.Table:
    """The events from which a line follows are in the log, in order, and of this worker or order."""
    ledger = case.records.ledger.select("line_id", "worker_id", "order_id", "first_event_id", "last_event_id")
    events = case.records.events.select("event_id", event_worker="worker_id", event_order="order_id")
    loose = case.records.keep(_drop_delivered(case, ledger))
    asked = loose.select(event_id="first_event_id").union(loose.select(event_id="last_event_id")).distinct()
    events = case.records.keep(asked.inner_join(events, "event_id"))
    found = []
    for column in ("first_event_id", "last_event_id"):
        joined = loose.left_join(events, loose[column] == events.event_id)
        own = surely(joined.event_order == joined.order_id) | (
            joined.order_id.isnull() & surely(joined.event_worker == joined.worker_id))
        # An alert or the like may bear on an order without naming it.
        general = joined.event_order.isnull() & joined.event_worker.isnull() & joined.event_id.notnull()
        found.append(_tell(joined.filter(~own & ~general), f"{column} is no event of this line", column))
    backward = ledger.filter(ledger.first_event_id > ledger.last_event_id)
    found.append(_tell(backward, "events in reverse", "first_event_id", "last_event_id"))
    return stack(*found)


def _drop_delivered(case: Case, ledger: ir.Table) -> ir.Table:
    """The lines that do not just rest on acceptance and delivery of their own order: most do, and hold by that."""
    keys = ["worker_id", "order_id"]
    lives = case.records.lives
    done = lives.filter(lives.plain).select(*keys, accept_id="accepted_id", deliver_id="delivered_id")
    joined = ledger.left_join(done, keys).drop("worker_id_right", "order_id_right")
    held = [surely((joined[column] == joined.accept_id) | (joined[column] == joined.deliver_id))
            for column in ("first_event_id", "last_event_id")]
    return joined.filter(~(held[0] & held[1])).select(*ledger.columns)


LEDGER_RULES: Final[Mapping[str, Callable[[Case], ir.Table]]] = MappingProxyType({
    "numbering": find_gaps,
    "arithmetic": find_miscounted,
    "clause": find_baseless,
    "delivery": find_undelivered,
    "period": find_idle,
    "repetition": find_doubled,
    "currency": find_foreign_money,
    "evidence": find_loose_evidence,
})
