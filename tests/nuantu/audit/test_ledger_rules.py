"""Each rule of the ledger finds its fault, by line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.ledger_rules import LEDGER_RULES
from nuantu.core.errors import InputError

CLAUSES = (make_clause("weekday_distance_band", "piece", base=500), make_clause("concurrency_cap", "cap", cap=3))
TOPUP = {"order_id": None, "component": "floor_topup", "quantity_unit": "second"}


def find(rule: str, folder: Path, *lines: dict[str, Any]) -> list[tuple[str, tuple[int, ...]]]:
    """Grounds and lines that a rule finds beside one true line for the delivered order A1."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    log.register("Li")
    log.order("A1", worker="Wang", created="10:00", accepted="10:00", delivered="10:30")
    true = {"first_event_id": 4, "last_event_id": 5}
    case = open_case(log, folder, [true, *({**true, **line} for line in lines)], CLAUSES)
    return sorted((row["ground"], tuple(row["line_ids"])) for row in case.records.rows(LEDGER_RULES[rule](case)))


@pytest.mark.parametrize("rule", sorted(LEDGER_RULES))
def test_a_true_line_breaks_no_rule(tmp_path: Path, rule: str) -> None:
    """Five yuan for an order, under a clause, for whom it is due."""
    assert find(rule, tmp_path) == []


@pytest.mark.parametrize(("rule", "line", "ground"), [
    ("numbering", {"line_id": 4}, "line_id does not follow"),
    ("numbering", {"line_id": 1}, "line_id does not follow"),
    ("arithmetic", {"amount_minor": 501}, "does not recompute"),
    ("arithmetic", {"quantity": 5, "rate_minor": 1, "rate_per": 2, "amount_minor": 2}, "does not recompute"),
    ("arithmetic", {"rate_per": 0, "amount_minor": 500}, "does not recompute"),
    ("arithmetic", {"rounding": "sideways"}, "does not recompute"),
    ("arithmetic", {"less_minor": 1}, "does not recompute"),
    ("clause", {"clause_id": None}, "names no clause"),
    ("clause", {"clause_id": "pieces"}, "no such clause in force"),
    ("clause", {"clause_id": "cap"}, "the clause does not give this"),
    ("clause", {"component": "adjustment"}, "the clause does not give this"),
    ("clause", {"account": "injury_premium"}, "the clause does not give this"),
    ("delivery", {"worker_id": "Li"}, "this worker did not deliver this order"),
    ("delivery", {"order_id": "A2"}, "this worker did not deliver this order"),
    ("delivery", {"period": "2026-11-21"}, "the order was delivered on another day"),
    ("period", {**TOPUP, "period": "2026-11-21"}, "no such day in the log"),
    ("period", {**TOPUP, "worker_id": "Sun"}, "no such worker in the log"),
    ("repetition", {}, "settled before"),
    ("currency", {"currency": "USD"}, "another currency"),
    ("evidence", {"first_event_id": 1}, "first_event_id is no event of this line"),
    ("evidence", {"last_event_id": 99}, "last_event_id is no event of this line"),
    ("evidence", {"first_event_id": 5, "last_event_id": 4}, "events in reverse"),
])
def test_each_fault_is_found(tmp_path: Path, rule: str, line: dict[str, Any], ground: str) -> None:
    """By the rule that it breaks, on the line that breaks it."""
    assert find(rule, tmp_path, line) == [(ground, (line.get("line_id", 2),))]


def test_a_number_beyond_any_day_is_refused(tmp_path: Path) -> None:
    """Its product would not fit into a whole number."""
    with pytest.raises(InputError, match=r"line 2, field quantity: the number 4611686018427387904 is beyond any day"):
        find("arithmetic", tmp_path, {"quantity": 2**62})


def test_a_half_rounded_up_recomputes(tmp_path: Path) -> None:
    """Five halves make three."""
    assert find("arithmetic", tmp_path, {"quantity": 5, "rate_minor": 1, "rate_per": 2, "amount_minor": 3}) == []
