"""From breaching rows to verdicts: strengths, explanations, counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.clause import Strength
from nuantu.audit.checks import CHECKS
from nuantu.audit.judge import judge, read_explained
from nuantu.audit.verdict import Verdict


def judge_cap(folder: Path, strength: Strength, *, explained: bool = False) -> list[Verdict]:
    """Two orders in hand under a cap of one."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    for order, clock in (("A1", "10:00"), ("A2", "10:10")):
        log.order(order, worker="Wang", created="09:00", accepted=clock, delivered="11:00")
    if explained:
        log.add("explanation_sent", "12:00", clause_id="cap", worker_id="Wang", order_id="A2")
    clause = make_clause("concurrency_cap", "cap", strength=strength, cap=1)
    case = open_case(log, folder, (), (clause,))
    return judge(clause, CHECKS["concurrency_cap"](clause, case), case, read_explained(case.records))


@pytest.mark.parametrize(("strength", "answer"), [("must", "violated"), ("principle", "departed"),
                                                  ("should", "departed"), ("aim", "departed")])
def test_only_must_is_violated(tmp_path: Path, strength: Strength, answer: str) -> None:
    """What is said in principle, should be or is aimed at is departed from."""
    broken, kept = judge_cap(tmp_path, strength)
    assert (broken.verdict, broken.worker_id, broken.order_id, broken.arithmetic) == (
        answer, "Wang", "A2", "in_hand 2 > cap 1")
    assert (kept.verdict, kept.units, kept.worker_id, kept.arithmetic) == (
        "complied", 1, None, "units 2; kept 1")
    assert (broken.version, broken.layer, broken.unit) == ("2026-01-01", "platform", "order")


def test_a_departure_is_explained_where_an_explanation_is_on_record(tmp_path: Path) -> None:
    """And a violation is a violation, explained or not."""
    assert judge_cap(tmp_path / "a", "principle", explained=True)[0].explained is True
    assert judge_cap(tmp_path / "b", "principle")[0].explained is False
    assert judge_cap(tmp_path / "c", "must", explained=True)[0].explained is None
