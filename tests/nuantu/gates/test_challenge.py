"""A lane asks for a number: it is good once, for ninety seconds, for its lane alone, and nobody passes without it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.nuantu.gates.gate_bench import GateBench, run_gate
from tests.nuantu.gates.paper_issuer import DAY_S

from nuantu.gates.challenge import DIGITS, LIFE_S, Challenge


def test_a_number_is_six_digits_good_for_ninety_seconds_and_never_the_one_before() -> None:
    one = Challenge()
    assert one.find(0.0) is None
    drawn = one.ask(0.0)

    assert len(drawn) == DIGITS
    assert drawn.isascii()
    assert drawn.isdigit()
    assert [one.find(at) for at in (0.0, LIFE_S - 0.1)] == [drawn, drawn]
    assert (one.count_left(30.0), one.count_left(200.0)) == (60, 0)
    assert one.find(LIFE_S) not in (None, drawn)


def test_a_number_that_was_answered_is_followed_by_another_until_the_guard_ends_it() -> None:
    one, always = Challenge(), Challenge(always=True)
    drawn = one.ask(0.0)
    one.use()
    assert one.find(1.0) not in (None, drawn)
    one.end()
    assert one.find(2.0) is None

    always.end()
    assert always.find(3.0) is not None


def test_xp52_a_lane_that_asks_lets_in_who_answers_and_nobody_else(tmp_path: Path) -> None:
    """Neither a good code without the number, nor one with another lane's, nor the same answer twice."""
    async def story(bench: GateBench) -> None:
        phone, other, third = bench.issuer.issue(3)
        now_s = bench.clock.wall
        bench.gate.ask_challenge(1)
        bench.gate.ask_challenge(2)
        first, second = (bench.gate.show_challenge(lane)["challenge"].encode() for lane in (1, 2))
        answered = phone.show(now_s, nonce=first)

        plain = await bench.gate.scan(1, other.show(now_s))
        assert (plain.verdict.code.value, plain.opens) == ("E_REPLAY", False)
        assert "口令" in plain.words
        assert [await bench.scan(other.show(now_s, nonce=text)) for text in (second, first[:4])] == ["E_REPLAY"] * 2
        assert await bench.scan(answered) == "OK"
        assert [await bench.scan(answered), await bench.scan(answered, 2)] == ["E_REPLAY"] * 2
        assert bench.pulses() == [1, 0]
        assert await bench.show(third) == "OK"  # the guard had asked for one rider's

    run_gate(tmp_path, story)


def test_xp52_of_two_phones_that_answer_one_number_at_once_one_is_let_in(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        now_s = bench.clock.wall
        asked = bench.gate.show_challenge(1)["challenge"].encode()
        told = await asyncio.gather(*(bench.scan(phone.show(now_s, nonce=asked)) for phone in bench.issuer.issue(4)))

        assert sorted(told) == ["E_REPLAY", "E_REPLAY", "E_REPLAY", "OK"]

    run_gate(tmp_path, story, challenges=True)


def test_a_number_that_is_over_opens_nothing_and_a_fresh_one_stands_in_its_place(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        phone = bench.issuer.issue()[0]
        old = bench.gate.show_challenge(1)["challenge"].encode()
        bench.clock.pass_time(LIFE_S)

        assert await bench.show(phone, nonce=old) == "E_REPLAY"
        fresh = bench.gate.show_challenge(1)
        assert (fresh["challenge"].encode() != old, fresh["seconds"]) == (True, 90)
        assert await bench.show(phone, nonce=fresh["challenge"].encode()) == "OK"
        assert bench.gate.show_challenge(1)["challenge"] not in (None, fresh["challenge"])

    run_gate(tmp_path, story, challenges=True)


def test_xp53_a_phone_that_is_days_ahead_is_let_in_by_the_number_and_its_code_is_used_up(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        text = bench.issuer.issue()[0].show(bench.clock.wall + 3 * DAY_S,
                                            nonce=bench.gate.show_challenge(1)["challenge"].encode())

        assert [await bench.scan(text), await bench.scan(text)] == ["OK", "E_REPLAY"]

    run_gate(tmp_path, story, challenges=True)


def test_a_number_is_in_no_record(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        asked = bench.gate.show_challenge(1)["challenge"].encode()
        assert await bench.show(bench.issuer.issue()[0], nonce=asked) == "OK"
        await bench.gate.journal.settle()

        assert [path.name for path in tmp_path.iterdir() if asked in path.read_bytes()] == []

    run_gate(tmp_path, story, challenges=True)


def test_letting_in_by_hand_ends_the_asking(tmp_path: Path) -> None:
    async def story(bench: GateBench) -> None:
        bench.gate.ask_challenge(1)
        bench.gate.let_by_hand(1, "slip")

        assert bench.gate.show_challenge(1) == {"challenge": None, "seconds": 0}

    run_gate(tmp_path, story)
