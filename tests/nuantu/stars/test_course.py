"""A star is given, falls with its evidence, lapses, is revoked and restored: as a twin walks it day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.oracles.slow_stars import Slow, find_version, read_versions, slow_days, slow_rate

from nuantu.core.errors import InputError
from nuantu.stars.course import Act, find_fall, find_stand, trace_course
from nuantu.stars.evidence import Evidence, Finding
from nuantu.stars.rating import rate
from nuantu.stars.reading import read_standard

START = date(2024, 1, 1)
SPAN = 420
days = st.integers(0, SPAN).map(lambda offset: START + timedelta(days=offset))


@st.composite
def items(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """An item of any role, measured or not, in season or always."""
    role = draw(st.sampled_from(["knockout", "must", "must", "ordinary", "sanction"]))
    told: dict[str, Any] = {"id": name, "section": "all", "role": role, "zh": name, "en": name,
                            "valid_days": draw(st.sampled_from([20, 90, 250, 400]))}
    stars = sorted(draw(st.sets(st.integers(1, 5), min_size=1, max_size=3))) if role == "must" else [1]
    if role in ("must", "ordinary") and draw(st.booleans()):
        told["unit"] = "m2"
        told["needs"] = [{"stars": star, "at_least": 10 * (place + 1)} for place, star in enumerate(stars)]
    else:
        told["needs"] = [{"stars": stars[0]}]
    if draw(st.integers(0, 2)) == 0:
        first, last = draw(st.sampled_from([(1115, 315), (601, 930), (101, 228), (1201, 1231), (901, 731)]))
        told["season"] = {"first": first, "last": last, "grace_days": draw(st.sampled_from([0, 30]))}
    return told


@st.composite
def standards(draw: st.DrawFn) -> str:
    """A standard with one or two versions, as the text of its file."""
    made = [draw(items(f"item{place}")) for place in range(draw(st.integers(1, 5)))]
    percents = sorted(draw(st.lists(st.sampled_from([0, 30, 50, 100]), min_size=5, max_size=5)))
    failing = [item["id"] for item in made if item["role"] == "sanction"]
    first = {
        "number": 1, "in_force_from": date(2023, 1, 1), "term_days": draw(st.sampled_from([30, 365])),
        "term_standing": "ours", "appeal_days": 7, "sections": {"all": {"zh": "全", "en": "All"}}, "items": made,
        "levels": [{"stars": stars, "ordinary_percent": percent, "standing": "ours"}
                   for stars, percent in enumerate(percents, 1)],
        "sanctions": [{"id": "bad", "zh": "坏", "en": "Bad", "items": failing, "down_stars": draw(st.integers(1, 5)),
                       "standing": "ours"}] if failing else []}
    versions = [first]
    if draw(st.booleans()):
        versions.append({"number": 2, "based_on": 1, "in_force_from": draw(days), "items": [draw(items("more"))],
                         "term_days": draw(st.sampled_from([30, 90]))})
    return yaml.safe_dump({"name": "drawn", "title": {"zh": "试", "en": "Trial"}, "versions": versions})


@st.composite
def courses(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """A standard, what was found and when, and acts that one after another are allowed."""
    text = draw(standards())
    versions = read_versions(text)
    known = {item["id"]: item for version in versions for item in version["items"]}
    looks = []
    for on in sorted(draw(st.lists(days, max_size=6))):
        # Mostly good, else there would be nothing to lose.
        found = {name: draw(st.sampled_from([0, 15, 30, 30, 30]) if "unit" in item
                            else st.sampled_from([True, True, True, False]))
                 for name, item in known.items() if draw(st.integers(0, 5))}
        looks.append({"on": on, "found": found})
        if not draw(st.integers(0, 3)):
            looks[-1]["withdrawn_on"] = draw(days)
    return text, looks, _draw_acts(draw, versions, looks)


def _draw_acts(draw: st.DrawFn, versions: list[dict[str, Any]], looks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    star, acts, day = Slow(versions, looks), [], START
    near = [look["on"] for look in looks]
    for on in sorted([*draw(st.lists(st.sampled_from(near) if near else days, max_size=3)),
                      *draw(st.lists(days, max_size=4))]):
        while day < on:
            star.end_day(day)
            day += timedelta(days=1)
        allowed = (["restored", "restored", "corrected"] if star.held is not None
                   else ["rated", "rated", "revoked", "corrected"] if star.stars else ["rated"])
        kind = draw(st.sampled_from(allowed))
        star.act(kind, on)
        acts.append({"kind": kind, "on": on})
    return acts


def _gather(looks: list[dict[str, Any]]) -> Evidence:
    return Evidence(Finding(item, value, look["on"], look.get("withdrawn_on"))
                    for look in looks for item, value in look["found"].items())


@settings(deadline=None, max_examples=60)
@given(courses())
def test_every_day_of_a_course_is_that_of_the_twin(
        course: tuple[str, list[dict[str, Any]], list[dict[str, Any]]]) -> None:
    """Knockouts, expiry, seasons, sanctions, new versions, lapses, revoked and restored: equal on every single day."""
    text, looks, acts = course
    until = START + timedelta(days=SPAN + 200)
    changes = trace_course(read_standard(text, "drawn"), _gather(looks),
                           [Act(act["kind"], act["on"]) for act in acts], until)
    slow = slow_days(read_versions(text), looks, acts, until)
    for change in changes:
        event(change.kind)

    fast, place, now = {}, 0, (0, None)
    for day in slow:
        while place < len(changes) and changes[place].on == day:
            now = changes[place].stars, changes[place].until
            place += 1
        fast[day] = now
    assert place == len(changes)
    assert {day: stand[0] for day, stand in fast.items()} == {day: stand[0] for day, stand in slow.items()}
    assert {day: stand for day, stand in fast.items() if stand[0]} == {
        day: stand for day, stand in slow.items() if stand[0]}


@settings(deadline=None, max_examples=100)
@given(courses(), days)
def test_a_rating_is_that_of_the_twin_and_names_what_is_lacking(
        course: tuple[str, list[dict[str, Any]], list[dict[str, Any]]], day: date) -> None:
    text, looks, _acts = course
    version = read_standard(text, "drawn").in_force(day)
    rating = rate(version, _gather(looks), day)

    assert rating.stars == slow_rate(find_version(read_versions(text), day), looks, day)
    assert all((rating.list_lacks(stars) == ()) == (stars <= rating.stars) for stars in range(1, 6))
    passed, asked = rating.count_passed()
    assert 0 <= passed <= asked <= len(version.items)


@settings(deadline=None, max_examples=30)
@given(courses(), days)
def test_the_foretold_fall_is_the_first_day_on_which_the_evidence_carries_less(
        course: tuple[str, list[dict[str, Any]], list[dict[str, Any]]], day: date) -> None:
    text, looks, _acts = course
    standard, versions = read_standard(text, "drawn"), read_versions(text)
    stars = slow_rate(find_version(versions, day), looks, day)
    last = find_fall(standard, _gather(looks), day, stars)

    walk, end = day, day + timedelta(days=find_version(versions, day)["term_days"])
    while walk < end:
        after = walk + timedelta(days=1)
        if slow_rate(find_version(versions, after), looks, after) < stars:
            break
        walk = after
    assert last == walk


PLAIN = """
name: plain
title: {zh: 简, en: Plain}
versions:
- {number: 1, in_force_from: 2024-01-01, term_days: 365, term_standing: ours, appeal_days: 7,
   sections: {all: {zh: 全, en: All}},
   levels: [{stars: 1, ordinary_percent: 0, standing: ours}, {stars: 2, ordinary_percent: 0, standing: ours},
            {stars: 3, ordinary_percent: 0, standing: ours}, {stars: 4, ordinary_percent: 0, standing: ours},
            {stars: 5, ordinary_percent: 0, standing: ours}],
   items: [{id: exit, section: all, role: knockout, zh: 出口, en: Exit, valid_days: 700, needs: [{stars: 1}]},
           {id: heater, section: all, role: must, zh: 取暖, en: Heater, valid_days: 700, needs: [{stars: 3}],
            season: {first: 1115, last: 315, grace_days: 30}}]}
"""


def _see(on: date, **found: bool) -> list[Finding]:
    return [Finding(item, value, on) for item, value in found.items()]


def test_a_heater_is_asked_in_winter_only_and_last_winters_look_is_not_this_winters() -> None:
    seen = Evidence([*_see(date(2024, 12, 1), exit=True, heater=True)])
    changes = trace_course(read_standard(PLAIN, "plain"), seen, [Act("rated", date(2025, 2, 1))], date(2026, 1, 31))

    assert [(one.on, one.kind, one.stars) for one in changes] == [
        (date(2025, 2, 1), "given", 5), (date(2025, 12, 15), "down", 2)]
    assert [lack.result.item.id for lack in changes[1].lacks if lack.result] == ["heater"]


def test_a_star_lapses_with_its_term_and_is_given_anew() -> None:
    seen = Evidence(_see(date(2024, 6, 1), exit=True, heater=True))
    changes = trace_course(read_standard(PLAIN, "plain"), seen, [
        Act("rated", date(2024, 6, 1)), Act("rated", date(2025, 7, 1))], date(2025, 8, 1))

    assert [(one.on, one.kind, one.stars, one.until) for one in changes] == [
        (date(2024, 6, 1), "given", 5, date(2025, 6, 1)), (date(2024, 12, 15), "down", 2, date(2025, 6, 1)),
        (date(2025, 6, 2), "lapsed", 0, None), (date(2025, 7, 1), "given", 5, date(2026, 7, 1))]


def test_a_restored_star_keeps_its_term_and_is_no_better_than_its_evidence() -> None:
    day = date(2024, 6, 1)
    seen = Evidence([*_see(day, exit=True), *_see(date(2024, 12, 20), heater=False)])
    changes = trace_course(read_standard(PLAIN, "plain"), seen, [
        Act("rated", day), Act("revoked", date(2024, 8, 1), "不按公布时间开放"), Act("restored", date(2024, 12, 24))],
        date(2025, 1, 1))

    assert [(one.kind, one.before, one.stars, one.until, one.ground) for one in changes] == [
        ("given", 0, 5, date(2025, 6, 1), ""), ("revoked", 5, 0, date(2025, 6, 1), "不按公布时间开放"),
        ("restored", 0, 2, date(2025, 6, 1), "")]
    assert find_stand(changes) == changes[-1]
    assert find_stand(()) is None


def test_a_star_that_would_have_ended_meanwhile_is_not_restored() -> None:
    day = date(2024, 6, 1)
    changes = trace_course(read_standard(PLAIN, "plain"), Evidence(_see(day, exit=True)), [
        Act("rated", day), Act("revoked", date(2024, 8, 1)), Act("restored", date(2025, 7, 1))], date(2025, 8, 1))

    assert [(one.kind, one.stars) for one in changes] == [("given", 5), ("revoked", 0), ("refused", 0)]


def test_an_upheld_appeal_takes_the_finding_back_and_leaves_the_term() -> None:
    day, appealed = date(2024, 12, 20), date(2025, 1, 10)
    seen = Evidence([*_see(day, exit=True, heater=True),
                     Finding("heater", value=False, on=date(2025, 1, 2), withdrawn_on=appealed)])
    changes = trace_course(read_standard(PLAIN, "plain"), seen, [Act("rated", day), Act("corrected", appealed)],
                           date(2025, 2, 1))

    assert [(one.on, one.kind, one.stars, one.until) for one in changes] == [
        (day, "given", 5, date(2025, 12, 20)), (date(2025, 1, 2), "down", 2, date(2025, 12, 20)),
        (appealed, "corrected", 5, date(2025, 12, 20))]


@pytest.mark.parametrize(("acts", "what"), [
    ([("restored", 1)], "the star is not revoked"),
    ([("corrected", 1)], "there is no star"),
    ([("rated", 1), ("revoked", 2), ("revoked", 3)], "the star is revoked already"),
    ([("rated", 1), ("revoked", 2), ("rated", 3)], "the star is revoked; restore it first"),
    ([("rated", 2), ("rated", 1)], "stands after"),
])
def test_what_nothing_allows_is_refused(acts: list[tuple[Any, int]], what: str) -> None:
    seen = Evidence(_see(date(2024, 6, 1), exit=True))
    with pytest.raises(InputError, match=what):
        trace_course(read_standard(PLAIN, "plain"), seen, [Act(kind, date(2024, 7, day)) for kind, day in acts],
                     date(2025, 1, 1))
