"""One day lived: from its folder, from a run of it, from a kept log, always the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.whatif.conftest import AGREEMENTS, LAYERS

from nuantu.agreement.book import Book, load_book
from nuantu.core.errors import AgreementError, InputError
from nuantu.whatif.days import find_days
from nuantu.whatif.live import Job, list_jobs, live_day


def _make_job(days: Path | str, book: Book, **words: object) -> Job:
    [source] = find_days([str(days)])
    [job] = list_jobs([source], [1], "nuantu", [book], [[0]], **words)  # type: ignore[arg-type]
    return job


def test_a_run_of_the_same_book_is_not_dispatched_again(book: Book, days: Path, tmp_path: Path) -> None:
    """Its log gives what dispatching gives; another seed or a run alone whose day is gone does not fit."""
    day = shutil.copytree(days / "day-01", tmp_path / "day")
    layers = [word for name in LAYERS for word in ("--layer", AGREEMENTS / name)]
    ended = run_main("replay", day, "--agreement", AGREEMENTS / "platform-2025", *layers, "--seed", "1", "--out",
                     tmp_path / "run", "--json")
    assert ended.status == 0, ended.err
    alone, of_run = live_day(_make_job(day, book)), live_day(_make_job(tmp_path / "run", book))

    assert (alone.reused, of_run.reused) == (False, True)
    assert (of_run.outcomes, of_run.day_digest) == (alone.outcomes, alone.day_digest)
    shutil.rmtree(day)
    assert live_day(_make_job(tmp_path / "run", book)).outcomes == alone.outcomes
    [source] = find_days([str(tmp_path / "run")])
    with pytest.raises(InputError, match="its day is no longer there"):
        live_day(list_jobs([source], [2], "nuantu", [book], [[0]])[0])


def test_a_kept_log_is_read_the_second_time(book: Book, days: Path, tmp_path: Path) -> None:
    """With the same outcomes."""
    first, again = (live_day(_make_job(days / "day-01", book, keep=tmp_path)) for _ in range(2))

    assert (first.reused, again.reused) == (False, True)
    assert first.outcomes == again.outcomes


def test_a_book_in_another_currency_is_refused(days: Path) -> None:
    """Before anything is dispatched."""
    with pytest.raises(AgreementError, match="pays in USD, and the day is paid in CNY"):
        live_day(_make_job(days / "day-01", load_book(AGREEMENTS / "mdrp-2018")))


def test_a_day_that_is_another_than_its_run_is_refused(book: Book, days: Path, tmp_path: Path) -> None:
    """The folder was written anew since the run."""
    from tests.nuantu.whatif.test_days import write_run

    run = write_run(tmp_path / "run", days / "day-01")
    with pytest.raises(InputError, match="its digest differs"):
        live_day(_make_job(run, book))
