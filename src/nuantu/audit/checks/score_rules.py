"""D19 score_rules: points recompute, rewards follow, and nothing of the score is money."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.agreement.reachability import find_score_paths, write_path
from nuantu.audit.query import Case, Query, fault, lacking, meet_in_time, stack
from nuantu.audit.score_money import find_booked, find_cashed, find_lines
from nuantu.audit.tables import list_rows
from nuantu.audit.truth import NO, possibly
from nuantu.core.times import DAY_S


def check(clause: Clause, case: Case) -> Query:
    """Each change of the score is what lateness and the score before make it; no path leads from score to money."""
    changes = case.records.keep(case.limit(clause, case.records.of_kind("score_change")).select(
        "event_id", "worker_id", "order_id", "day_s", "at_s", "reason", "score_delta", "count"))
    late, unknown = _weigh_orders(clause, case, changes)
    lines, booked, cashed = (case.records.keep(found(clause, case)) for found in (find_lines, find_booked, find_cashed))
    together = [other for other in case.clauses if meet_in_time(clause, other)]
    paths = [(None, path) for path in dict.fromkeys(map(write_path, find_score_paths(together)))]
    types = {"worker_id": "string", "path": "string"}
    book = case.records.keep(list_rows(types, paths or [(None, "none")]))
    found = book if paths else book.filter(NO)
    event = ("event_id",)
    return Query(
        unit="event",
        units=_unite(*(table.select("worker_id") for table in (changes, lines, booked, cashed, book))),
        breaches=stack(
            fault(late, "late", events=event, numbers=("taken", "due", "late_s")),
            *_follow_scores(clause, case, changes),
            fault(lines, "line", lines="own_ids", numbers=("component", "amount_minor")),
            fault(booked, "booked", events=event, numbers=("kind", "amount_minor")),
            fault(cashed, "cashed", order=None, events=event, numbers=("component", "amount_minor")),
            fault(found, "path", worker=None, order=None, numbers=("path",)),
        ),
        grounds={"late": "{taken} points off for {late_s} s late, at most {due}",
                 "balance": "count {count} != {last_count} + {score_delta}", "start": "count {count} != start {start}",
                 "unrewarded": "count {count} > reward_above {reward_above}; no privilege_granted in {within} days",
                 "line": "{component} {amount_minor} follows from the score",
                 "booked": "{kind} {amount_minor} follows from the score",
                 "cashed": "points redeemed for {component} {amount_minor}", "path": "{path}"},
        figures={"start": clause.int_param("start"), "reward_above": clause.optional_int("reward_above"),
                 "within": clause.int_param("reward_within")},
        missing=lacking(unknown, "events.promised_s, delivered", events=event),
    )


def _unite(*tables: ir.Table) -> ir.Table:
    whole = tables[0]
    for table in tables[1:]:
        whole = whole.union(table)
    return whole


def _weigh_orders(clause: Clause, case: Case, changes: ir.Table) -> tuple[ir.Table, ir.Table]:
    """Orders from which more points were taken for lateness than it bears, told by the last such event; and losses of
    points for lateness of which nobody can tell how late the order was."""
    own = changes.filter(changes.reason == "late")
    losses = own.filter(own.score_delta < 0)
    nameless = losses.filter(losses.order_id.isnull())
    sums = own.filter(own.order_id.notnull()).group_by("worker_id", "order_id").agg(taken=-own.score_delta.sum())
    last = losses.filter(losses.order_id.notnull()).group_by("worker_id", "order_id").agg(
        event_id=lambda t: t.event_id.max())
    keys = ["worker_id", "order_id"]
    named = ["worker_id_right", "order_id_right"]
    promised = case.records.of_kind("eta_quoted", "eta_extended")
    promised = promised.filter(promised.promised_s.notnull()).semi_join(last, "order_id").group_by("order_id").agg(
        promised_s=lambda t: t.promised_s.max())
    done = case.spells.deliveries.select("worker_id", "order_id", "deliver_s")
    rows = last.inner_join(sums, keys).left_join(done, keys).drop(*named)
    rows = rows.left_join(promised, "order_id").drop("order_id_right")
    rows = case.records.keep(rows.mutate(late_s=rows.deliver_s - rows.promised_s))
    known = rows.filter(rows.late_s.notnull())
    steps = [(known.late_s >= begins, ibis.literal(min(points, clause.int_param("most")), "int64"))
             for begins, points in reversed(clause.tiers_param("late"))]
    bears = (known.late_s <= 0).ifelse(0, ibis.cases(*steps, else_=0))
    weighed = known.mutate(due=bears)
    told = ("worker_id", "order_id", "event_id")
    return (weighed.filter(weighed.taken > weighed.due),
            nameless.select(*told).union(rows.filter(rows.late_s.isnull()).select(*told)))


def _follow_scores(clause: Clause, case: Case, changes: ir.Table) -> list[ir.Table]:
    """Faults of scores that do not follow from the one before, and of rewards that did not come."""
    window = ibis.window(group_by="worker_id", order_by="event_id")
    said = changes.mutate(last_count=changes["count"].lag().over(window), points=changes["count"])
    numbers = ("count", "last_count", "score_delta")
    wrong = said.filter(said.last_count.notnull(), said.points.notnull(),
                        possibly(said.points != said.last_count + said.score_delta))
    begun = said.filter(said.last_count.isnull(), said.reason == "start",
                        said.points != clause.int_param("start"))
    found = [fault(wrong, "balance", events=("event_id",), numbers=numbers),
             fault(begun, "start", events=("event_id",), numbers=("count",))]
    above = clause.optional_int("reward_above")
    if above is None:
        return found
    within_s = clause.int_param("reward_within") * DAY_S
    risen = said.filter(said.last_count <= above, said.points > above, said.at_s + within_s < case.records.last_s)
    grants = case.records.of_kind("privilege_granted").select("worker_id", grant_s="at_s", grant_id="event_id")
    pairs = risen.select("event_id", "worker_id", "at_s").inner_join(grants, "worker_id")
    met = pairs.filter(pairs.grant_id > pairs.event_id, pairs.grant_s <= pairs.at_s + within_s)
    return [*found, fault(risen.anti_join(met, "event_id"), "unrewarded", events=("event_id",), numbers=("count",))]
