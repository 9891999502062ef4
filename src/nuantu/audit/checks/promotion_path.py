"""V06 promotion_path: a share of posts is filled with workers."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import hold_spans, list_lacks, place_in_spans, table_spans
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.tables import list_rows
from nuantu.audit.truth import surely


def check(clause: Clause, case: Case) -> Query:
    """Of the posts filled in each whole span enough go to workers; unknown origins count for either side at worst."""
    share = clause.int_param("share")
    spans = hold_spans(case.records, clause.word_param("period"))
    whole = case.limit_days(clause, table_spans(tuple(one for one in spans if not one.missing)))
    filled = case.records.of_kind("promoted")
    filled = place_in_spans(whole, filled.filter(filled.component.isin(sorted(clause.words_param("posts")))))
    states = case.records.keep(filled.group_by("span").agg(
        filled=filled.count(), internal=surely(filled.outcome == "internal").cast("int64").sum(),
        unknown=filled.outcome.isnull().cast("int64").sum(),
        first_id=filled.event_id.min(), last_id=filled.event_id.max()))
    needed = states.filled * share
    few = states.filter((states.internal + states.unknown) * 1000 < needed)
    dim = states.filter(states.internal * 1000 < needed, (states.internal + states.unknown) * 1000 >= needed)
    partial = list_rows({"lack": "string"}, list_lacks(spans))
    rows = lacking(partial, "", worker=None, order=None, numbers=("lack",))
    events = ("first_id", "last_id")
    return Query(
        unit="span", units=stack(states.select("span"), partial.select(span="lack")), figures={"share": share},
        breaches=fault(few, "few", worker=None, order=None, events=events, numbers=("span", "internal", "filled")),
        grounds={"few": "{span}: internal {internal} of {filled} < share_pm {share}"},
        missing=stack(rows.mutate(field=rows.lack), lacking(
            dim, "events.outcome (promoted)", worker=None, order=None, events=events).mutate(
                lack=ibis.null("string"))),
    )
