"""C06 child_education: aid for a worker's child under an age, up to a limit."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.aid import check_aid
from nuantu.audit.query import Case, Query


def check(clause: Clause, case: Case) -> Query:
    """Each application of the agreed kinds for a child."""
    filed = case.limit(clause, case.records.of_kind("aid_filed"))
    filed = filed.filter(filed.reason.isin(sorted(clause.words_param("kinds"))), filed.component == "child")
    age_below, most = clause.int_param("age_below"), clause.int_param("most")

    def due(rows: ir.Table) -> ir.IntegerValue:
        young = rows["count"] < age_below
        return young.ifelse(ibis.greatest(ibis.least(rows.amount_minor, most), 0), 0)

    return check_aid(clause, case, filed, due, "child_aid", ("amount_minor", "count"))
