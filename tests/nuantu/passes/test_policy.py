"""Rules agreed on: hours to the minute, classes, keys; and a text that says something else is refused by its field."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nuantu.passes.world import NOON_S, make_policy, policy_text

from nuantu.core.errors import InputError
from nuantu.passes.credential import PassClass
from nuantu.passes.policy import DAY_MIN, SENTENCES, evaluate_policy, read_policy, write_policy

MONDAY = datetime.fromisoformat("2026-11-23T00:00")


def test_a_policy_is_read_as_it_was_written() -> None:
    policy = make_policy(hours=((), ((0, 1440),), ((1, 2), (2, 3)), (), (), (), ((360, 720), (780, 1380))))

    assert read_policy(write_policy(policy)) == policy
    assert write_policy(read_policy(write_policy(policy))) == write_policy(policy)


SPANS = st.lists(st.integers(0, DAY_MIN), unique=True, max_size=8).map(sorted).map(
    lambda ends: tuple(zip(ends[::2], ends[1::2], strict=False)))


@given(SPANS, st.integers(0, DAY_MIN - 1), st.integers(0, 6))
def test_a_minute_passes_where_a_stretch_holds_it(spans: tuple[tuple[int, int], ...], minute: int, day: int) -> None:
    """Against the set of all minutes of the stretches, on any weekday."""
    policy = read_policy(write_policy(make_policy(hours=(spans,) * 7)))
    ruling = evaluate_policy(policy, MONDAY + timedelta(days=day, minutes=minute, seconds=59))

    assert ruling.allowed == (minute in {one for begin, until in spans for one in range(begin, until)})
    assert ruling.code == ("open" if ruling.allowed else "closed_hour" if spans else "closed_day")


def test_the_local_moment_is_that_of_the_policy() -> None:
    assert make_policy().find_local(NOON_S) == datetime.fromisoformat("2026-11-23T12:10:07")
    assert make_policy(utc_offset_min=-90).find_local(NOON_S) == datetime.fromisoformat("2026-11-23T02:40:07")


def test_class_and_key_are_asked_only_where_they_are_known() -> None:
    strict = make_policy(classes=frozenset({PassClass.GATE}), key_level_min=1)
    noon = MONDAY + timedelta(hours=12)

    assert [evaluate_policy(strict, noon, kind, level).code for kind, level in (
        (None, None), (PassClass.GATE, 1), (PassClass.DOOR, 1), (PassClass.GATE, 0), (PassClass.DOOR, None))] == [
        "open", "open", "wrong_class", "weak_key", "wrong_class"]


def test_each_ruling_has_a_sentence_in_both_languages() -> None:
    assert {frozenset(words) for words in SENTENCES.values()} == {frozenset({"zh", "en"})}
    assert len({words["zh"] for words in SENTENCES.values()}) == len(SENTENCES)


@pytest.mark.parametrize(("field", "value"), [
    ("hours", []), ("hours", {"monday": []}), ("hours", {"mon": [[0, 1441]]}), ("hours", {"mon": [[5, 5]]}),
    ("hours", {"mon": [[9, 5]]}), ("hours", {"mon": [[0, 10], [5, 20]]}), ("hours", {"mon": [[True, 10]]}),
    ("hours", {"mon": [[0.0, 10]]}), ("hours", {"mon": [[0]]}), ("hours", {"mon": 5}), ("classes", []),
    ("classes", [3]), ("classes", [True]), ("classes", 1), ("key_level_min", 2), ("key_level_min", True),
    ("vehicles", ["tank"]), ("vehicles", []), ("speed_kmh", 0), ("speed_kmh", 61), ("speed_kmh", "15"),
    ("stay_max_min", 0), ("notes", {"zh": "x"}), ("notes", "x"), ("notes", {"zh": "x" * 2001, "en": ""}),
    ("agreed_on", "18 October"), ("agreed_on", 5), ("parties", []), ("parties", [""]), ("parties", ["x"] * 13),
    ("utc_offset_min", 841), ("utc_offset_min", None), ("more", 1)])
def test_another_form_is_refused_by_its_field(field: str, value: Any) -> None:
    told = json.loads(policy_text()) | {field: value}
    with pytest.raises(InputError) as refused:
        read_policy(json.dumps(told))

    assert (refused.value.field or "").split(".")[0] == field


def test_a_field_that_is_missing_is_named_and_the_offset_alone_may_be() -> None:
    whole = json.loads(policy_text())
    for field in whole:
        text = json.dumps({name: value for name, value in whole.items() if name != field})
        if field == "utc_offset_min":
            assert read_policy(text).utc_offset_min == 480
            continue
        with pytest.raises(InputError, match="missing") as refused:
            read_policy(text)
        assert refused.value.field == field


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "null", "[" * 100_000])
def test_what_is_no_object_is_no_policy(text: str) -> None:
    with pytest.raises(InputError):
        read_policy(text)
