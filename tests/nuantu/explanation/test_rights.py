"""Every right that fired is told by its clause, with the events that it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.explanation.full_day import CLAUSES, build_full_day, write_full_day
from tests.nuantu.out_builder import write_out

from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.core.tables import CANDIDATES
from nuantu.core.times import Lang
from nuantu.explanation.record import Record, read_record
from nuantu.explanation.rights import TELLERS, list_rights


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """The eventful day."""
    return read_record(write_full_day(tmp_path))


def _tell(record: Record, lang: Lang) -> list[tuple[str, str]]:
    lines = [line for line in record.lines if line.worker_id == "W1"]
    return [(right.clause_id, right.sentence) for right in list_rights(record, "W1", lines, lang)]


def _at(clock: str) -> int:
    return build_full_day().at(clock)


RAIN = {"at_s": _at("10:05"), "at": "accepted", "kind": "rain", "level": "yellow", "amount_minor": 300}
REFUSED = {"reason": "far", "number": 2, "free": 1, "always_free": False}
CASES: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("rain", RAIN, {}),
    ("rain", RAIN, {}),
    ("extend", {"cause": "merchant", "delay_s": 720, "added_s": 720, "orders": 2}, {}),
    ("remind", {"due_worked_s": 3600, "late_s": 2}, {}),
    ("pause", {"continuous_s": 3660, "from_s": _at("11:06"), "to_s": _at("11:26")}, {}),
    ("late", {"late_s": 240, "taken_minor": 0}, {}),
    ("gate", {"at_s": _at("11:10"), "rule": "continuous_pause", "outcome": "rejected"}, {}),
    ("refuse", {**REFUSED, "number": 1}, {}),
    ("refuse", {**REFUSED, "reason": "safety", "always_free": True}, {}),
    ("refuse", REFUSED, {"zh": "却扣了 2 分。", "en": " 2 points were taken nevertheless."}),
    ("confirm", {"after_s": 5400, "confirmed_at_s": _at("11:35"), "extra_s": 1800}, {}),
    ("stop", {"worked_s": 7200, "stop_after_s": 7200}, {}),
    ("premium", {"orders": 2, "amount_minor": 7, "total_minor": 14}, {}),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_right_of_the_day_in_order_of_time(record: Record, lang: Lang) -> None:
    """Each case is told by its clause's own sentence with the day's numbers, what concerns the whole day last."""
    more = {"tz": record.tz, "currency": record.currency}
    assert _tell(record, lang) == [
        (clause_id, record.clauses[clause_id].type.explain({**more, **case}, lang) + tail.get(lang, ""))
        for clause_id, case, tail in CASES]


@pytest.mark.parametrize("name", sorted(TELLERS))
def test_every_teller_gives_the_numbers_that_its_sentence_needs(name: str) -> None:
    """The cases above use exactly the numbers that the clause type declares, and no teller is without a case."""
    kind = CLAUSE_TYPES[name]
    types = {clause["id"]: clause["type"] for clause in CLAUSES}
    told = [set(case) for clause_id, case, _ in CASES if types[clause_id] == name]
    assert told
    assert all(case | {"currency"} == set(kind.case) | {"currency"} for case in told)


def test_rights_name_the_events_they_rest_on(record: Record) -> None:
    """Each points into the log: acceptance and alert, all prolonged promises, refusal and score."""
    lines = [line for line in record.lines if line.worker_id == "W1"]
    by_clause = {right.clause_id: right for right in list_rights(record, "W1", lines, "en")}
    kinds = {clause: [record.events[event_id - 1].kind for event_id in right.event_ids]
             for clause, right in by_clause.items()}
    assert kinds["rain"] == ["accepted", "alert"]
    assert kinds["extend"] == ["eta_extended", "eta_extended"]
    assert kinds["refuse"] == ["declined", "score_change"]
    assert (kinds["premium"], by_clause["premium"].at_s) == ([], None)


def test_another_worker_has_none_of_it(record: Record) -> None:
    """Who did nothing is told nothing."""
    assert list_rights(record, "W2", [], "zh") == ()


def test_pushes_kept_away_by_a_clause_are_counted(tmp_path: Path) -> None:
    """A decision that a clause forbade for this worker is told with the clause."""
    out = write_out(tmp_path / "out", build_full_day(), CLAUSES)
    row = {"decision_id": 1, "at_s": 0, "order_id": "A9", "rank": 1, "worker_id": "W1", "status": "blocked",
           "clause_id": "pause", "distance_m": 1, "arrive_s": 1, "pickup_s": 1, "deliver_s": 1, "others_delay_s": 0,
           "in_hand": 0, "considered": 2, "allowed": 1}
    rows = [row, {**row, "decision_id": 2}, {**row, "decision_id": 3, "worker_id": "W2"},
            {**row, "decision_id": 4, "status": "feasible", "clause_id": None}]
    CANDIDATES.write(CANDIDATES.to_arrow().empty_table().from_pylist(rows, schema=CANDIDATES.to_arrow()),
                     out / "log" / "candidates.parquet")
    assert _tell(read_record(out), "en")[-1] == ("pause", "2 pushes did not come because of it.")


def test_a_stated_extension_is_told_with_the_delay_of_the_kitchen(tmp_path: Path) -> None:
    """Where the clause states a time, the delay is the kitchen's: ready twelve minutes after the estimate."""
    clauses = [{**clause, "params": {**clause["params"], "added": {"merchant": "5 min", "weather": "5 min"}}}
               if clause["id"] == "extend" else clause for clause in CLAUSES]
    record = read_record(write_out(tmp_path / "out", build_full_day(), clauses))
    expected = record.clauses["extend"].type.explain(
        {"cause": "merchant", "delay_s": 720, "added_s": 720, "orders": 2}, "en")
    assert ("extend", expected) in _tell(record, "en")
