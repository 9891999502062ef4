"""The number that a guard asks one rider for: good for one code and ninety seconds, and drawn anew after that."""

from __future__ import annotations

from tests.node import ask_module


def test_a_number_stands_for_ninety_seconds_is_used_up_by_a_code_and_ends_with_the_asking() -> None:
    told = ask_module("guard/asking.js", """(() => {
        let now = 0;
        const one = it.makeAsking(() => now), told = [one.find(), one.bytes];
        told.push(one.begin(), one.find());
        now = 89999;
        told.push(one.find(), [...one.bytes].map((byte) => String.fromCharCode(byte)).join(""));
        now = 90000;
        told.push(one.find());
        one.use();
        told.push(one.find());
        one.end();
        return [...told, one.find()];
    })()""")

    nothing, no_bytes, first, *same, late, after, ended = told
    assert (nothing, no_bytes, ended) == ("", None, "")
    assert same == [first] * 3
    assert [len(one) for one in (first, late, after)] == [6] * 3
    assert (late != first, after != late, (first + late + after).isdigit()) == (True, True, True)
