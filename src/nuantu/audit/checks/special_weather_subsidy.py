"""P07 special_weather_subsidy: paid for each order under an official alert, and for no other in its name."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.pay import GROUNDS, compare_orders, pay_by_order
from nuantu.audit.query import Case, Need, Query, lacking, stack
from nuantu.audit.weather import mark_alerts

ALERT = ("alert",)


def check(clause: Clause, case: Case) -> Query:
    """The amount for each delivery whose district was under an alert at the moment that counts; nothing otherwise."""
    moment = "accept_s" if clause.word_param("at") == "accepted" else "deliver_s"
    done = case.limit(clause, case.spells.deliveries)
    points = done.mutate(event_id=done.deliver_id)
    marked = mark_alerts(case, points, moment, clause.word_param("level"), clause.words_param("kinds"))
    due = marked.mutate(due_minor=marked.alert_id.notnull().ifelse(clause.int_param("amount"), 0).cast("int64"))
    due = case.records.keep(due.mutate(accept_id=due.alert_id.fill_null(due.accept_id)))
    paid = pay_by_order(clause, case, "worker_pay", ("weather",))
    named = paid.filter(paid.own_lines > 0)
    concerned = due.filter(due.alert_id.notnull()).select("worker_id", "order_id").union(
        due.select("worker_id", "order_id").semi_join(named, ["worker_id", "order_id"])).distinct()
    local = case.alerts.filter(case.alerts.district_id.notnull())
    nowhere = due.filter(due.alert_id.isnull()).inner_join(
        case.records.orders.select("order_id", "district_id"), "order_id")
    nowhere = nowhere.filter(nowhere.district_id.isnull()).cross_join(local.agg(alerts=local.count()))
    nowhere = nowhere.filter(nowhere.alerts > 0)
    timeless = due.filter(due[moment].isnull())
    return Query(
        unit="order", units=concerned, grounds=GROUNDS,
        breaches=compare_orders(clause, case, due, "worker_pay", "weather"),
        needs=(Need(ALERT, "level"), Need(ALERT, "from_s"), Need(ALERT, "to_s")),
        missing=stack(lacking(nowhere, "events.district_id", events=("deliver_id",)),
                      lacking(timeless, "events.accepted", events=("deliver_id",))),
    )
