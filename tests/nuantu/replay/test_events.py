"""The log grows in any order and comes out in order of time."""

from __future__ import annotations

import pytest

from nuantu.core.tables import CANDIDATES, EVENTS
from nuantu.replay.events import CandidateLog, EventLog


def test_events_are_sorted_by_time_and_then_by_appending_and_references_follow() -> None:
    """A delivery told early comes late; what it refers to keeps its meaning."""
    log = EventLog()
    late = log.append(300, "delivered", worker_id="w", order_id="o")
    pushed = log.append(100, "pushed", order_id="o", decision_id=4)
    log.append(100, "accepted", order_id="o", ref_event_id=pushed)
    log.append(400, "reassigned", order_id="o", ref_event_id=late)

    table = log.to_table()

    assert table.schema == EVENTS.to_arrow()
    assert table["event_id"].to_pylist() == [1, 2, 3, 4]
    assert table["kind"].to_pylist() == ["pushed", "accepted", "delivered", "reassigned"]
    assert table["ref_event_id"].to_pylist() == [None, 1, None, 3]
    assert table["decision_id"].to_pylist() == [4, None, None, None]
    assert table["worker_id"].to_pylist() == [None, None, "w", None]


def test_an_empty_log_is_an_empty_table() -> None:
    """With the whole schema."""
    assert EventLog().to_table().num_rows == 0
    assert CandidateLog().to_table().schema == CANDIDATES.to_arrow()


def test_unknown_words_and_columns_are_our_own_bug() -> None:
    """KeyError, before anything is written."""
    log = EventLog()
    with pytest.raises(KeyError):
        log.append(1, "teleported")
    with pytest.raises(KeyError):
        log.append(1, "pushed", colour="red")


def test_decisions_are_numbered_and_candidates_need_every_column() -> None:
    """A forgotten column is no null."""
    log = CandidateLog()

    assert [log.open_decision(), log.open_decision()] == [1, 2]
    with pytest.raises(KeyError):
        log.append(decision_id=1)
