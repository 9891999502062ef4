"""Replay a day under a policy and the rules in force, on the clock of its rule set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nuantu.core.errors import InputError
from nuantu.dispatch.policies.registry import make_policy
from nuantu.dispatch.rules import Rules
from nuantu.replay.day import Day, RuleSet
from nuantu.replay.mdrp import play_mdrp
from nuantu.replay.open import ROUND_S, play_open
from nuantu.replay.record_mdrp import Quote
from nuantu.replay.result import Result


def replay(
    day: Day, rules: Rules, policy: str, seed: int, *, rule_set: RuleSet | None = None,
    price_quote: Quote | None = None, progress: Callable[[float], None] | None = None,
    round_s: int = ROUND_S, **params: Any,
) -> Result:
    """Replay one day.

    ``rules`` are the clauses in force, lowered; ``policy`` a name of the registry, ``params`` its parameters;
    ``rule_set`` the physical rules (the day's own where none is named); ``price_quote(order row, at_s, worker row)``
    the parts of the price that a worker is shown; ``progress`` is told the share of the day that is done;
    ``round_s`` the seconds between rounds of the open rule set (mdrp days are decided minute by minute).
    """
    chosen = make_policy(policy, seed, **params)
    name = rule_set or day.rules
    if name == "mdrp":
        return play_mdrp(day, rules, chosen, price_quote, progress)
    if name == "open":
        return play_open(day, rules, chosen, seed, price_quote, progress, round_s)
    raise InputError(f"there is no clock for the rule set {name}", field="rules", fix="choose mdrp or open")
