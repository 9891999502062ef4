"""C04 medical_subsidy: a share of the medical contribution, once income reaches the base."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.contributions import check_contribution
from nuantu.audit.query import Case, Query


def check(clause: Clause, case: Case) -> Query:
    """For each worker and whole month the subsidy that is due, and the lines of ``medical``."""
    return check_contribution(clause, case, "medical")
