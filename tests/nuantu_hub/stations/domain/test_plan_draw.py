"""A draw visits every station, keeps to conflicts and to what people can do, and comes out the same again."""

from __future__ import annotations

from collections import Counter
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from nuantu_hub.stations.domain.plan_draw import APART, EXTRA_PERCENT, Chance, Room, draw_plan


@st.composite
def tolds(draw: st.DrawFn) -> dict[str, object]:
    """Stations with risks, inspectors with those they may not see, days, and room."""
    codes = [f"S{number}" for number in range(draw(st.integers(1, 40)))]
    return {
        "stations": {code: draw(st.integers(0, 9)) for code in codes},
        "inspectors": {f"i{number}": draw(st.lists(st.sampled_from(codes), max_size=6, unique=True))
                       for number in range(draw(st.integers(1, 4)))},
        "days": draw(st.integers(1, 60)), "most_a_day": draw(st.integers(1, 3)),
        "unannounced_percent": draw(st.integers(30, 100))}


@settings(deadline=None, max_examples=120)
@given(tolds(), st.text(max_size=8))
def test_every_draw_keeps_its_promises(told: dict[str, object], seed: str) -> None:
    stations, blocked = told["stations"], told["inspectors"]
    assert isinstance(stations, dict)
    assert isinstance(blocked, dict)
    drawn = draw_plan(told, seed)

    assert drawn == draw_plan(dict(reversed(told.items())), seed)
    visits = Counter(one.station for one in drawn.drawn)
    out = {name for name, _why in drawn.left_out}
    assert {code for code in stations if code not in visits} == {code for code in stations if code in out}
    assert all(one.station not in blocked[one.inspector] for one in drawn.drawn)
    assert max(Counter((one.inspector, one.day) for one in drawn.drawn).values(), default=0) <= told["most_a_day"]
    assert all(0 <= one.day < told["days"] for one in drawn.drawn)
    twice = [code for code, count in visits.items() if count > 1]
    assert len(twice) <= ceil(len(stations) * EXTRA_PERCENT / 100)
    for code in twice:
        first, second = sorted(one.day for one in drawn.drawn if one.station == code)
        assert second - first >= min(APART, told["days"] // 2)
    for name, why in drawn.left_out:
        code = name.partition("#")[0]
        assert (why == "conflict") == all(code in codes for codes in blocked.values())


def test_six_hundred_stations_fit_into_a_quarter_and_three_in_ten_come_unannounced() -> None:
    told = {"stations": {f"S{number:03d}": number % 17 for number in range(600)},
            "inspectors": {f"i{number}": [f"S{number:03d}"] for number in range(12)},
            "days": 64, "most_a_day": 2, "unannounced_percent": 40}
    drawn = draw_plan(told, "2026-1")

    assert drawn.left_out == ()
    assert len({one.station for one in drawn.drawn}) == 600
    assert len(drawn.drawn) == 630
    assert sum(not one.announced for one in drawn.drawn) == ceil(630 * 0.4)
    loads = Counter(one.inspector for one in drawn.drawn)
    assert max(loads.values()) - min(loads.values()) <= 3


def test_the_riskier_half_goes_first() -> None:
    told = {"stations": {f"S{number:02d}": number for number in range(40)}, "inspectors": {"i": []}, "days": 60,
            "most_a_day": 3, "unannounced_percent": 30}
    firsts = {}
    for one in draw_plan(told, "seed").drawn:
        firsts.setdefault(one.station, one.day)
    risky = [firsts[f"S{number:02d}"] for number in range(20, 40)]
    calm = [firsts[f"S{number:02d}"] for number in range(20)]
    assert max(risky) < 30 <= min(calm)


def test_chance_follows_from_seed_and_words_alone() -> None:
    assert Chance("a").number("x", 1) == Chance("a").number("x", 1)
    assert len({Chance(seed).number("x") for seed in "abcdefgh"}) == 8
    assert Chance("a").sort(["b", "a", "c"], "who") == Chance("a").sort(["c", "a", "b"], "who")


def test_room_gives_a_day_to_the_least_busy_and_is_full_at_last() -> None:
    room = Room(["a", "b"], 1, 1)
    assert [room.take([0], ["a", "b"]) for _time in range(3)] == [(0, "a"), (0, "b"), None]
