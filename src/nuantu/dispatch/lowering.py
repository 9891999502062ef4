"""From the clauses in force to the arrays that dispatch and the clocks obey."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from nuantu.agreement.clause import Clause
from nuantu.core.errors import AgreementError
from nuantu.dispatch.binds import BINDS
from nuantu.dispatch.problem import NEVER_S
from nuantu.dispatch.rules import Draft, Rules, Worktime


def lower(clauses: Sequence[Clause], workers: pa.Table, tz: str, on: date) -> Rules:
    """Lower the clauses that bind dispatch or access on a day to ``Rules`` for its workers.

    A clause that only states an aim binds nothing. Clauses whose type has no bind are for settlement and audit.
    A clause that cannot be applied as written, or that counts working time where no worktime_definition is in force
    for one of its workers, is refused by ``AgreementError`` with its name.
    """
    draft = Draft(workers)
    for clause in clauses:
        bind = BINDS.get(clause.type.name)
        if bind is None or clause.strength == "aim":
            continue
        if clause.id not in draft.clause_ids:
            draft.clause_ids.append(clause.id)
        try:
            bind(clause, draft)
        except (KeyError, TypeError) as error:
            raise AgreementError(
                f"clause {clause.id} ({clause.type.name}) cannot be applied on {on.isoformat()} ({tz}): {error}",
                fix="state the parameter as its type declares it",
            ) from error
    worktime = _merge_worktimes(draft)
    _require_worktime(draft, worktime)
    groups: dict[str, Any] = {group: tuple(rules) for group, rules in draft.rules.items()}
    return Rules(n_workers=draft.n_workers, clause_ids=tuple(draft.clause_ids), worktime=worktime, **groups)


def _merge_worktimes(draft: Draft) -> Worktime | None:
    """For each worker the definition that counts most: the largest allowance, the fewest rests taken out."""
    if not draft.worktimes:
        return None
    covers = np.zeros(draft.n_workers, np.bool_)
    allowance = np.zeros(draft.n_workers, np.int64)
    exclude = np.zeros(draft.n_workers, np.int64)
    for _, own, allowance_pm, exclude_rest_s in draft.worktimes:
        covers |= own
        allowance = np.where(own, np.maximum(allowance, allowance_pm), allowance)
        exclude = np.where(own, np.maximum(exclude, exclude_rest_s), exclude)
    exclude = np.where(covers, exclude, NEVER_S)
    return Worktime(covers, allowance, exclude, tuple(clause_id for clause_id, *_ in draft.worktimes))


def _require_worktime(draft: Draft, worktime: Worktime | None) -> None:
    for clause, covers in draft.counts_worktime:
        bare = covers if worktime is None else covers & ~worktime.covers
        if bare.any():
            who = draft.workers.column("worker_id")[int(np.flatnonzero(bare)[0])].as_py()
            raise AgreementError(
                f"clause {clause.id} ({clause.type.name}) counts working time, and no worktime_definition (R01) is in "
                f"force for worker {who}", fix="add a worktime_definition that covers the same workers",
            )
