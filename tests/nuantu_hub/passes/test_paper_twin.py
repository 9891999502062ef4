"""The guard's page knows codes on paper by the same rules as the gate."""

from __future__ import annotations

from tests.node import ask_module
from tests.nuantu.passes.test_paper import print_one
from tests.nuantu.passes.world import World

from nuantu.passes.paper import find_hour_challenge

CHALLENGE = """(async () => Promise.all(given.map(async ([gate, hour]) =>
    Array.from(await it.findHourChallenge(gate, hour), (one) => one.toString(16).padStart(2, "0")).join(""))))()"""


def test_both_derive_the_same_challenges() -> None:
    asked = [(gate, hour) for gate in (0, 17, 2**32 - 1) for hour in (0, 498_724, 2**33)]
    told = ask_module("verify/paper.js", CHALLENGE, asked)
    assert told == [find_hour_challenge(gate, hour).hex() for gate, hour in asked]


def test_both_know_what_is_on_paper() -> None:
    world = World()
    texts = [print_one(world), print_one(world, marked=False), world.rider().show(), "XT1:", "HC1:6BF", ""]
    assert ask_module("verify/paper.js", "given.map((text) => it.isOnPaper(text))", texts) == [
        True, False, False, False, False, False]
