"""``agreement try`` and ``agreement readings`` say it in tables and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from tests.nuantu.commands.command_line import run_main
from tests.nuantu.commands.trial_days import write_run, write_terms

READING = {"printed": "12小时", "chosen": "A", "by": "both", "on": "2026-01-01", "readings": {
    "A": {"zh": "十二小时", "en": "twelve hours"},
    "B": {"zh": "九小时", "en": "nine hours", "params": {"stop_after": "9 h"}},
    "C": {"zh": "不清楚", "en": "unclear"}}}


def test_a_trial_is_told_in_numbers(tmp_path: Path) -> None:
    """Money by account, people, clauses, and what would have been found."""
    run = write_run(tmp_path / "run")
    terms = write_terms(tmp_path / "new", "6 CNY/order", 9)
    told = json.loads(run_main("agreement", "try", terms, "--days", run, "--json").out)
    [day] = told["days"]

    assert (told["agreement"], told["change_minor"]) == ("test", {"worker_pay": 300})
    assert day["accounts"] == {"worker_pay": {"before_minor": 1500, "after_minor": 1800, "change_minor": 300}}
    assert (day["touched"], day["paid_more"], day["paid_less"], day["gained_minor"]) == (2, 2, 0, 300)
    assert day["found"] == [{"clause_id": "stop", "type": "daily_stop", "verdict": "violated", "units": 2,
                             "workers": 1}]
    assert next(row for row in day["clauses"] if row["clause_id"] == "stop")["after"]["violated"] == 2


def test_a_trial_is_told_to_people(tmp_path: Path) -> None:
    """In both languages, with the clause that would have been found broken."""
    run, terms = write_run(tmp_path / "run"), write_terms(tmp_path / "new", "6 CNY/order", 9)
    for lang, words in (("zh", ["付给劳动者", "¥3.00", "会查出 stop 2 次，1人"]),
                        ("en", ["pay of workers", "¥3.00", "would have found broken stop 2 times"])):
        ended = run_main("agreement", "try", terms, "--days", run, "--lang", lang)
        assert (ended.status, [word for word in words if word not in ended.out]) == (0, [])


def test_readings_are_run_side_by_side(tmp_path: Path) -> None:
    """Of the one that changes something the difference is shown, of the one that does not say why not."""
    run = write_run(tmp_path / "run")
    terms = write_terms(tmp_path / "new", "5 CNY/order", 12, ambiguities=[READING])
    told = json.loads(run_main("agreement", "readings", terms, "--on", run, "--json", "--lang", "en").out)
    [entry] = told["ambiguities"]
    chosen, other, unclear = entry["readings"]

    assert (entry["printed"], entry["clauses"], entry["chosen"]) == ("12小时", ["stop"], "A")
    assert (chosen["days"], unclear["changes"], unclear["days"]) == ([], False, [])
    assert (other["days"][0]["found"][0]["units"], other["days"][0]["touched"]) == (2, 1)
    ended = run_main("agreement", "readings", terms, "--on", run, "--lang", "en")
    wanted = ("twelve hours ✓", "cannot be run", "touches 1 of 2 workers")
    assert [word for word in wanted if word not in ended.out] == []


def test_readings_are_listed_without_a_log(tmp_path: Path) -> None:
    """Nothing is run then, and nothing need be supplied."""
    terms = write_terms(tmp_path / "new", "5 CNY/order", 12, ambiguities=[READING])
    told = json.loads(run_main("agreement", "readings", terms, "--json").out)

    assert [row["words"] for row in told["ambiguities"][0]["readings"]] == ["十二小时", "九小时", "不清楚"]


def test_a_day_that_nobody_rode_is_refused(tmp_path: Path) -> None:
    """With the way to make a run of it."""
    (tmp_path / "day").mkdir()
    ended = run_main("agreement", "try", write_terms(tmp_path / "new", "5 CNY/order", 12), "--days", tmp_path / "day")

    assert (ended.status, "holds no event log" in ended.err, "nuantu replay" in ended.err) == (2, True, True)
