"""The gate answers for shifts, tells what rest rules bring about, and takes ends that lie ahead."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tests.nuantu.replay.small_mdrp import write_instance

from nuantu.dispatch.rules import NO_CAP, Cap, Pause, Reminder, Rules, SoftCap, Worktime
from nuantu.replay.gate_mdrp import MdrpGate
from nuantu.replay.readers.mdrp import read_mdrp
from nuantu.replay.record_mdrp import MdrpRecord


def build(tmp_path: Path, **groups: object) -> tuple[MdrpGate, MdrpRecord, int]:
    """A gate for three couriers and the second at which the day begins."""
    day = read_mdrp(write_instance(tmp_path, 1, orders=3, couriers=3))
    everyone = np.ones(3, np.bool_)
    rules = Rules(3, ("w", "x"), worktime=Worktime(everyone, np.zeros(3, np.int64), np.full(3, 2**62), ("w",)),
                  **groups)  # type: ignore[arg-type]
    record = MdrpRecord(day, None)
    return MdrpGate(day, rules, record), record, day.info.begin_s


def test_a_pause_begins_at_the_end_of_work_that_was_told_ahead(tmp_path: Path) -> None:
    """40 min of work, then nothing for 15, and free again at the sixteenth."""
    gate, record, begin_s = build(tmp_path, pauses=(Pause("x", np.ones(3, np.bool_), 2400, 900, 600),))
    gate.advance(begin_s)
    gate.start(1, begin_s)
    gate.finish(1, begin_s + 2400)

    gate.advance(begin_s + 2400)

    assert gate.list_blocks(begin_s + 2400).tolist() == [-1, 1, -1]
    assert gate.list_blocks(begin_s + 3299).tolist() == [-1, 1, -1]
    assert gate.list_blocks(begin_s + 3300).tolist() == [-1, -1, -1]
    row = record.events.to_table().to_pylist()[0]
    assert (row["kind"], row["from_s"], row["to_s"]) == ("push_paused", begin_s + 2400, begin_s + 3300)


def test_reminders_are_shown_and_a_question_is_answered_with_yes(tmp_path: Path) -> None:
    """The courier goes on, so nothing blocks him."""
    gate, record, begin_s = build(
        tmp_path, reminders=(Reminder("x", np.ones(3, np.bool_), 1200, 1200, 60),),
        soft_caps=(SoftCap("x", np.ones(3, np.bool_), 1800, None),))
    gate.advance(begin_s)
    gate.start(0, begin_s)

    gate.advance(begin_s + 2400)

    kinds = record.events.to_table()["kind"].to_pylist()
    assert kinds == ["reminder_shown", "continue_confirmed", "reminder_shown"]
    assert gate.list_blocks(begin_s + 2400).tolist() == [-1, -1, -1]


def test_the_cap_is_that_without_alerts(tmp_path: Path) -> None:
    """mdrp days have no weather."""
    gate, _, _ = build(tmp_path, caps=(Cap("x", np.array([1, 2, 3]), np.full(3, NO_CAP), 5),))

    assert gate.cap.tolist() == [1, 2, 3]
