"""The floor is told as it was settled, and a missing top-up is told as owed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.nuantu.explanation.full_day import write_full_day

from nuantu.explanation.floor import weigh_floors
from nuantu.explanation.record import read_record
from nuantu.explanation.worker import gather_worker_facts


def test_a_topped_up_day_shows_the_whole_sum(tmp_path: Path) -> None:
    """Counted time x floor, less what counts, is the top-up on the ledger."""
    record = read_record(write_full_day(tmp_path))
    facts = gather_worker_facts(record)
    (floor,) = weigh_floors(facts, record.versions, record.lines, "W1", "zh")
    assert (floor.counted_s, floor.floor_minor, floor.due_minor, floor.included_minor, floor.topup_minor,
            floor.decided) == (4026, 2770, 3098, 1400, 1698, True)
    case = {"counted_s": 4026, "base": "worktime", "floor_minor": 2770, "due_minor": 3098, "included_minor": 1400,
            "topup_minor": 1698, "currency": "CNY"}
    assert floor.sentence == record.clauses["floor"].type.explain(case, "zh")
    assert weigh_floors(facts, record.versions, record.lines, "W2", "zh") == ()


def test_a_top_up_that_is_not_on_the_ledger_is_told_as_owed(tmp_path: Path) -> None:
    """Nobody is told that all is well where a line is missing."""
    record = read_record(write_full_day(tmp_path))
    bare = [line for line in record.lines if line.component != "floor_topup"]
    (floor,) = weigh_floors(gather_worker_facts(record), record.versions, bare, "W1", "en")
    assert (floor.topup_minor, floor.decided) == (0, False)
    assert floor.sentence.endswith("at no less than ¥27.70/h makes ¥30.98; earned ¥14.00, owed ¥16.98.")


def test_a_floor_that_is_met_needs_no_top_up(tmp_path: Path) -> None:
    """A lower floor than what was earned: nothing is owed."""
    record = read_record(write_full_day(tmp_path))
    low = replace(record.clauses["floor"], params={**record.clauses["floor"].params, "floor": 1000})
    (floor,) = weigh_floors(gather_worker_facts(record), [low], record.lines, "W1", "en")
    assert (floor.due_minor, floor.topup_minor) == (1118, 0)
    assert "¥11.18" in floor.sentence
