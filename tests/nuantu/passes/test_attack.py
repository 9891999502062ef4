"""Random attacks: none passes, none breaks the verifier; and a verifier with a hole is found out."""

from __future__ import annotations

from typing import Any

import pytest
from tests.nuantu.passes.world import NOON_S

from nuantu.passes.attack import CHANGES, Range, attack, draw_attacks
from nuantu.passes.replay import ReplayCache
from nuantu.passes.verdict import Code, Verdict
from nuantu.passes.verify import verify


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_of_twenty_five_thousand_attacks_none_is_accepted_and_none_is_an_error(seed: int) -> None:
    """A hundred thousand in all."""
    told = attack(25_000, seed, NOON_S)

    assert (told.accepted, told.broken) == ([], [])
    assert sum(told.verdicts.values()) == 25_000
    assert set(told.kinds) == set(CHANGES)
    assert {Code.E_FORMAT, Code.E_NONCANON, Code.E_ALG, Code.E_KID, Code.E_SIG, Code.E_AUD, Code.E_STALE,
            Code.E_FUTURE} <= set(told.verdicts)


@pytest.mark.slow
def test_of_a_million_attacks_none_is_accepted_and_none_is_an_error() -> None:
    told = attack(1_000_000, 2026, NOON_S)

    assert (told.accepted, told.broken) == ([], [])


def test_no_attack_is_a_good_token() -> None:
    range_ = Range(NOON_S)
    texts = [text for _, text in draw_attacks(range_, 2_000, 9)]

    assert frozenset(texts) & frozenset(range_.tokens) == frozenset()
    assert len(texts) == 2_000


def test_a_verifier_that_forgets_a_rule_is_found_out() -> None:
    """One that takes the other form of a signature, one that breaks on what is no Base45."""
    def lenient(text: str, *others: Any) -> Verdict:
        verdict = verify(text, *others)
        return Verdict(Code.OK) if verdict.code is Code.E_SIG else verdict

    def fragile(text: str, *others: Any) -> Verdict:
        verdict = verify(text, *others)
        if verdict.code is Code.E_FORMAT:
            raise ValueError(text)
        return verdict

    assert attack(300, 1, NOON_S, lenient).accepted
    assert attack(300, 1, NOON_S, fragile).broken
    assert not attack(300, 1, NOON_S, lenient).held


def test_refusals_show_nothing_where_good_tokens_are_refused_too() -> None:
    with pytest.raises(RuntimeError, match="good token"):
        attack(10, 1, NOON_S, lambda *_: Verdict(Code.E_SIG))


def test_the_gate_of_the_range_takes_its_tokens_once() -> None:
    range_, replay = Range(NOON_S), ReplayCache()
    gate = range_.open_gate()

    assert [verify(text, gate, NOON_S, replay).code for text in (*range_.tokens, *range_.tokens)] == (
        [Code.OK] * 16 + [Code.E_REPLAY] * 16)
