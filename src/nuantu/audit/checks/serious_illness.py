"""C05 serious_illness: what a family pays itself above a deductible, up to a limit."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.aid import check_aid
from nuantu.audit.query import Case, Query
from nuantu.audit.truth import possibly


def check(clause: Clause, case: Case) -> Query:
    """Each application of the agreed kinds, for somebody of the agreed relations or nobody named."""
    kinds, relations = (sorted(clause.words_param(name)) for name in ("kinds", "relations"))
    filed = case.limit(clause, case.records.of_kind("aid_filed"))
    filed = filed.filter(filed.reason.isin(kinds), possibly(filed.component.isin(relations)))
    deductible, most = clause.int_param("deductible"), clause.int_param("most")

    def due(rows: ir.Table) -> ir.IntegerValue:
        return ibis.greatest(ibis.least(rows.amount_minor - deductible, most), 0)

    return check_aid(clause, case, filed, due, "illness_aid", ("component", "amount_minor"))
