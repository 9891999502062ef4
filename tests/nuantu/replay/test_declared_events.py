"""What a replay writes down is what the vocabulary declares: no other words, no other columns."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
from tests.nuantu.replay.small_day import write_mdrp

from nuantu.core.vocabulary import WORDS
from nuantu.dispatch.lowering import lower
from nuantu.replay.reading import read_day
from nuantu.replay.run import replay


def test_events_of_an_mdrp_day_carry_only_declared_columns(tmp_path: Path) -> None:
    """Each kind is declared as written, and fills no column that its word does not list."""
    day = read_day(write_mdrp(tmp_path / "day"))

    events = replay(day, lower((), day.workers, day.info.tz, day.info.date), "greedy", 1).events

    kinds = pc.unique(events.column("kind")).to_pylist()
    assert {"registered", "online", "created", "pushed", "accepted", "delivered", "offline"} <= set(kinds)
    for kind in kinds:
        rows = events.filter(pc.equal(events.column("kind"), kind))
        filled = {name for name in rows.column_names if rows.column(name).null_count < rows.num_rows}
        assert WORDS[kind].emitted, kind
        assert filled <= {"event_id", "at_s", "kind", *WORDS[kind].columns}, kind
