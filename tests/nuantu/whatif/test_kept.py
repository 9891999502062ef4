"""Logs are kept whole, under a name for all that they follow from, and a changed one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.log_builder import LogBuilder

from nuantu.core.errors import InputError
from nuantu.settle.log import DayLog, read_log
from nuantu.whatif.kept import find_log, keep_log, name_log


def _make_log() -> DayLog:
    log = LogBuilder()
    log.register("Li")
    log.online("Li", "10:00")
    return DayLog(log.date, log.tz, log.currency, log.rules, log.table())


def test_a_kept_log_is_the_log(tmp_path: Path) -> None:
    """Kept twice it stands once, and nothing lies beside it."""
    log, name = _make_log(), name_log("d", "b", "nuantu", 1)
    assert find_log(tmp_path / "keep", name) is None

    for _ in range(2):
        keep_log(tmp_path / "keep", name, log)

    found = find_log(tmp_path / "keep", name)
    assert found is not None
    assert (found.date, found.events.num_rows) == (log.date, 2)
    assert found.at_s.tolist() == log.at_s.tolist()
    assert [path.name for path in (tmp_path / "keep").iterdir()] == [name]
    assert read_log(tmp_path / "keep" / name).worker_ids == ("Li",)


def test_everything_has_a_name_of_its_own() -> None:
    """Another day, book, policy or seed is another log."""
    names = {name_log(*words) for words in (("d", "b", "nuantu", 1), ("e", "b", "nuantu", 1), ("d", "c", "nuantu", 1),
                                            ("d", "b", "greedy", 1), ("d", "b", "nuantu", 2))}

    assert len(names) == 5


def test_a_changed_log_is_refused(tmp_path: Path) -> None:
    """One that was tampered with tells nothing."""
    keep_log(tmp_path, "n", _make_log())
    events = tmp_path / "n" / "events.parquet"
    events.write_bytes(events.read_bytes().replace(b"Li", b"Lo"))

    with pytest.raises(InputError, match="events"):
        find_log(tmp_path, "n")


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A file stands where the folder is to be."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(InputError, match="--keep"):
        keep_log(tmp_path / "file", "n", _make_log())
