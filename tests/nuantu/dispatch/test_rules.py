"""Rules: what a draft gathers, and how parameters are refused."""

from __future__ import annotations

import pyarrow as pa
import pytest
from tests.nuantu.clause_builder import build_clause

from nuantu.agreement.clause import Selector
from nuantu.core.errors import AgreementError
from nuantu.core.tables import find_table
from nuantu.dispatch.rules import Draft, Rules, optional_count, require_count, require_word, words_of

WORKERS = pa.Table.from_pylist([
    {"worker_id": "a", "worker_class": "crowd", "vehicle": "ebike", "tenure_days": 3},
    {"worker_id": "b", "worker_class": "dedicated", "vehicle": "car"},
], schema=find_table("day", "workers").to_arrow())


def test_a_draft_knows_whom_a_selector_covers_and_that_unknown_tenure_is_long() -> None:
    """Unknown days since the beginning count as many."""
    draft = Draft(WORKERS)
    clause = build_clause("daily_stop", stop_after=1, reset="calendar_day", selector=Selector(tenure_days_max=30))

    assert draft.covered(clause).tolist() == [True, False]
    assert draft.tenure_days()[1] > 10**9


def test_a_count_below_its_least_and_a_word_that_dispatch_does_not_know_are_refused_by_name() -> None:
    """Both sentences name clause, type and parameter."""
    clause = build_clause("continuous_pause", "X", after=0, pause=10, gap=10)
    stop = build_clause("daily_stop", "Y", stop_after=5, reset="lunar_day")

    with pytest.raises(AgreementError, match=r"clause X \(continuous_pause\) cannot be applied: after is 0"):
        require_count(clause, "after", least=1)
    with pytest.raises(AgreementError, match=r"clause Y \(daily_stop\) cannot be applied: reset is lunar_day"):
        require_word(stop, "reset", ("calendar_day", "rolling_24h"))


def test_what_is_left_out_is_none_or_empty() -> None:
    """An optional count is None, optional words are the empty set, and anything but a set of words is refused."""
    cap = build_clause("concurrency_cap", cap=4)

    assert optional_count(cap, "cap_new") is None
    assert words_of(build_clause("refusal_right", free=1), "reasons_always_free") == frozenset()
    with pytest.raises(AgreementError, match="is not a set of words"):
        words_of(cap, "cap")


def test_rules_of_nothing_cap_nobody() -> None:
    """Without a clause every cap is out of reach at every level of alert."""
    cap, clause = Rules(2, ()).caps_at(4)

    assert (cap > 10**5).all()
    assert clause.tolist() == [-1, -1]
    assert Rules(2, ()).eta_speed() is None
