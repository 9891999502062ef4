"""C12 supply_entitlement: things that each worker gets in every month, quarter or year."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import hold_spans, list_lacks, place_in_spans, table_spans
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.tables import list_rows

KEYS = ["worker_id", "span", "item"]


def check(clause: Clause, case: Case) -> Query:
    """Each worker who delivered in a whole span was handed as many of each thing as agreed."""
    spans = hold_spans(case.records, clause.word_param("period"))
    whole = case.limit_days(clause, table_spans(tuple(one for one in spans if not one.missing)))
    worked = place_in_spans(whole, case.spells.deliveries.select("worker_id", "deliver_s", "deliver_id"), "deliver_s")
    worked = case.limit_workers(clause, worked.group_by("worker_id", "span").agg(
        first_id=worked.deliver_id.min(), last_id=worked.deliver_id.max()))
    wanted = list_rows({"item": "string", "due": "int64"}, sorted(clause.map_param("items").items()))
    given = place_in_spans(whole, case.records.of_kind("supply_issued").rename(item="component"))
    given = given.group_by(KEYS).agg(given=given["count"].fill_null(1).sum())
    joined = worked.cross_join(wanted).left_join(given, KEYS).drop(*(f"{key}_right" for key in KEYS))
    units = case.records.keep(joined.mutate(given=joined.given.fill_null(0)))
    short = units.filter(units.given < units.due)
    partial = list_rows({"lack": "string"}, list_lacks(spans))
    rows = lacking(partial, "", worker=None, order=None, numbers=("lack",))
    return Query(
        unit="worker_span", units=stack(units.select("worker_id"), partial.select(worker_id=ibis.null("string"))),
        breaches=fault(short, "short", order=None, events=("first_id", "last_id"),
                       numbers=("span", "item", "given", "due")),
        grounds={"short": "{span}: {item} given {given} < due {due}"},
        missing=rows.mutate(field=rows.lack),
    )
