"""Jobs on processes of this machine, and on Ray where there is one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nuantu.agreement.book import Book
from nuantu.core.errors import InputError
from nuantu.whatif.days import find_days
from nuantu.whatif.live import Job, list_jobs
from nuantu.whatif.workers import live_days


@pytest.fixture
def jobs(book: Book, days: Path) -> list[Job]:
    """Three days by one seed."""
    return list_jobs(find_days([str(days)]), [1], "nuantu", [book], [[0]])


def test_processes_give_what_one_gives(jobs: list[Job]) -> None:
    """In the order of the jobs, whoever ends first; progress counts up to all of them."""
    told: list[tuple[int, int]] = []

    found = live_days(jobs, workers=2, progress=lambda done, total: told.append((done, total)))

    assert found == live_days(jobs, workers=1)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_first_refusal_is_told(jobs: list[Job], tmp_path: Path, workers: int) -> None:
    """A day that was removed meanwhile, whoever reads it."""
    from dataclasses import replace

    gone = replace(jobs[1], source=replace(jobs[1].source, folder=tmp_path / "gone"))
    with pytest.raises(InputError, match="the folder does not exist") as refusal:
        live_days([jobs[0], gone, jobs[2]], workers=workers)
    assert not str(refusal.value).endswith("..")


def test_without_ray_one_sentence_says_so(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not installed is named, with what to do."""
    monkeypatch.setitem(sys.modules, "ray", None)

    with pytest.raises(InputError, match=r"Ray is not installed here; install it with: pip install 'nuantu\[ray\]'"):
        live_days(jobs, engine="ray")


@pytest.mark.ray
def test_ray_runs_the_same_function(jobs: list[Job]) -> None:
    """Where Ray is installed its answers are those of this process."""
    assert live_days(jobs, engine="ray", workers=2) == live_days(jobs, workers=1)
