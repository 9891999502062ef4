"""A worker's own week, from the days on record."""

from __future__ import annotations

import json

import pytest
from tests.nuantu_hub.days.conftest import link, placed, pseudonym, run, small  # noqa: F401 (fixtures)

from nuantu_hub.bargaining.interfaces.own_week import read_own_week
from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_a_breach_of_the_own_day_is_broken_and_one_of_another_is_not(
        rider: Account, link: Link, run: Run, pseudonym: str) -> None:  # noqa: F811
    rows = [{"clause_id": "PLT-daily-stop", "verdict": "violated", "worker_id": who, "order_id": None, "units": 1}
            for who in (pseudonym, "somebody-else")]
    (run.folder / "verdicts.json").write_text(json.dumps(rows))
    week = read_own_week(rider, None)
    assert week is not None
    assert week.days == (run.date,)
    assert [(one.clause["id"], one.cases["broken"]) for one in week.clauses if one.state == "broken"] == [
        ("PLT-daily-stop", 1)]


def test_without_a_link_there_is_none(rider: Account, run: Run) -> None:  # noqa: F811
    assert read_own_week(rider, None) is None


def test_what_neither_acted_nor_was_named_is_nothing_to_judge(
        rider: Account, link: Link, run: Run, pseudonym: str) -> None:  # noqa: F811
    (run.folder / "verdicts.json").write_text("[]")
    week = read_own_week(rider, None)
    assert week is not None
    worker = run.view.worker(pseudonym)
    assert worker is not None
    acted = {one["clause"] for one in [*worker["rights"], *worker["lines"]]} | {
        one["clause"] for one in worker["floors"] if one["decided"]}
    idle = {one.clause["id"] for one in week.idle}
    assert idle == set(run.view.clauses) - acted
    assert {one.clause["id"] for one in week.clauses} == acted & set(run.view.clauses)
    assert all(not one.is_judged and one.signed is None for one in week.idle)
    assert sum(week.counts.values()) == len(week.clauses)

    named = sorted(idle)[0]
    (run.folder / "verdicts.json").write_text(json.dumps([
        {"clause_id": named, "verdict": "complied", "worker_id": pseudonym, "order_id": None, "units": 2},
        {"clause_id": named, "verdict": "not_applicable", "worker_id": pseudonym, "order_id": None, "units": 1}]))
    week = read_own_week(rider, None)
    assert week is not None
    assert [(one.state, one.cases["kept"]) for one in week.clauses if one.clause["id"] == named] == [("kept", 2)]
