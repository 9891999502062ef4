"""The online check reads what was published, asks for a list when a token names it, and remembers no use."""

from __future__ import annotations

from tests.nuantu.passes.world import LIST, NOON_S, World

from nuantu_hub.seam.pass_verifying import check_text, find_compound, open_context


def test_it_says_what_the_gate_says_and_knows_no_second_time() -> None:
    world, asked = World(), []

    def fetch(number: int) -> bytes | None:
        asked.append(number)
        return world.status_bytes if number == LIST else None

    poster = world.describe()
    context = open_context(poster, world.trust_bytes, None, fetch, NOON_S)
    good, revoked = world.rider().show(), world.rider(status_index=77).show()

    assert [check_text(text, context, NOON_S).code for text in (good, good, revoked, "XT1:")] == [
        "OK", "OK", "E_REVOKED", "E_FORMAT"]
    assert asked == [LIST]
    assert find_compound(poster) == 9


def test_a_list_that_is_not_there_is_amber() -> None:
    world = World()
    context = open_context(world.describe(), world.trust_bytes, None, lambda _number: None, NOON_S)
    assert check_text(world.rider().show(), context, NOON_S).light == "amber"
