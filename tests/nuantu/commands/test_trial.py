"""A book tried on history: who would be paid what, and what would have been found broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.commands.trial_days import write_run, write_terms

from nuantu.agreement.book import load_book
from nuantu.commands.trial import find_logs, try_agreement
from nuantu.core.errors import InputError


def test_a_trial_counts_people_and_money_and_finds_what_would_be_broken(tmp_path: Path) -> None:
    """A yuan more an order, and a stop after nine hours in place of twelve."""
    run = write_run(tmp_path / "run")
    before = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
    trial = try_agreement(load_book(write_terms(tmp_path / "new", "6 CNY/order", 9)), [run])
    [day] = trial.days

    assert (trial.change_minor("worker_pay"), day.changes, day.touched) == (
        300, {"Li": 100, "Wang": 200}, ("Li", "Wang"))
    assert [(one.clause_id, one.worker_id, one.order_id) for one in day.found] == [
        ("stop", "Wang", None), ("stop", "Wang", "A2")]
    assert (day.cleared, day.accounts, day.workers) == ((), ("worker_pay",), 2)
    assert {path: path.read_bytes() for path in run.rglob("*") if path.is_file()} == before


def test_the_other_way_round_what_was_broken_is_cleared(tmp_path: Path) -> None:
    """And pay falls by the same."""
    run = write_run(tmp_path / "run", "6 CNY/order", 9)
    [day] = try_agreement(load_book(write_terms(tmp_path / "new", "5 CNY/order", 12)), [run]).days

    assert (day.change_minor("worker_pay"), day.found, len(day.cleared)) == (-300, (), 2)


def test_a_log_without_a_book_is_tried_against_nothing(tmp_path: Path) -> None:
    """All pay is then new; another book may be named to compare with."""
    run, book = write_run(tmp_path / "run"), load_book(write_terms(tmp_path / "new", "6 CNY/order", 12))
    [alone] = try_agreement(book, [run / "log"]).days
    [beside] = try_agreement(book, [run / "log"], load_book(write_terms(tmp_path / "old", "4 CNY/order", 12))).days

    assert (alone.before, alone.change_minor("worker_pay")) == (None, 1800)
    assert beside.changes == {"Li": 200, "Wang": 400}


def test_a_folder_of_runs_is_tried_run_by_run_and_one_without_is_refused(tmp_path: Path) -> None:
    """In order of their names."""
    runs = [write_run(tmp_path / "month" / name) for name in ("02", "01")]

    assert find_logs([tmp_path / "month"]) == sorted(runs)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="the folder holds no event log"):
        find_logs([tmp_path / "empty"])
