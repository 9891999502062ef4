"""The mdrp rule set as a replay: clock, record and what comes of them."""

from __future__ import annotations

import time
from collections.abc import Callable

from nuantu.dispatch.policies.policy import Policy
from nuantu.dispatch.rules import Rules
from nuantu.replay.day import Day
from nuantu.replay.record_mdrp import MdrpRecord, Quote
from nuantu.replay.result import Result
from nuantu.replay.rounds_mdrp import MdrpClock


def play_mdrp(
    day: Day, rules: Rules, policy: Policy, price_quote: Quote | None, progress: Callable[[float], None] | None,
) -> Result:
    """Replay a day minute by minute under the mdrp rules and the clauses in force."""
    begin = time.perf_counter()
    record = MdrpRecord(day, price_quote, rules)
    clock = MdrpClock(day, rules, policy, record, progress)
    record.open_day()
    clock.run()
    record.close_day()
    events, candidates = record.events.to_table(), record.candidates.to_table()
    return Result("mdrp", events, candidates, clock.dispatch_s, time.perf_counter() - begin, clock.rounds,
                  record.make_solution())
