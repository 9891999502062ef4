"""Since when each worker has been in the work, by what the log says of tenure."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.audit.local_time import find_date
from nuantu.audit.query import Case


def find_hired(case: Case) -> ir.Table:
    """worker_id and hired (proleptic ordinal) of those whose tenure is known: by the last correction, else as
    registered."""
    told = case.records.of_kind("registered", "tenure_change")
    told = told.filter(told.tenure_days.notnull(), told.worker_id.notnull())
    rank = (told.kind == "tenure_change").cast("int64")
    window = ibis.window(group_by="worker_id", order_by=[ibis.desc("rank"), ibis.desc("event_id")])
    ranked = told.mutate(rank=rank)
    ranked = ranked.mutate(place=ibis.row_number().over(window),
                           hired=find_date(case.records, ranked.at_s) - ranked.tenure_days)
    return case.records.keep(ranked.filter(ranked.place == 0).select("worker_id", "hired"))
