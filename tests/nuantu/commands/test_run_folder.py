"""The folder of a run: whole or not at all, never in the place of something else, and self-contained."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
from tests.nuantu.replay.tiny_city import make_city, make_clock, order, shift, worker

from nuantu.agreement.book import load_book
from nuantu.commands.run_folder import describe_run, open_run, require_replaceable, sum_pay, write_log
from nuantu.core.errors import InputError
from nuantu.core.ids import digest_bytes
from nuantu.core.tables import EVENTS
from nuantu.replay.result import Result

AGREEMENTS = Path(__file__).resolve().parents[3] / "agreements"


def mark_run(folder: Path, note: str) -> None:
    """Make a folder look like a run, with a file to tell it by."""
    (folder / "run.json").write_text('{"format": "nuantu-run/1"}', encoding="utf-8")
    (folder / note).touch()


def names(folder: Path) -> list[str]:
    """Names in a folder."""
    return sorted(entry.name for entry in folder.iterdir())


def test_a_run_appears_whole_and_replaces_an_older_one(tmp_path: Path) -> None:
    """Nothing of the old run stays, and nothing of the making."""
    out = tmp_path / "new" / "out"
    for note in ("first", "second"):
        with open_run(out) as folder:
            mark_run(folder, note)
            assert not (out / note).exists()

    assert names(out) == ["run.json", "second"]
    assert names(out.parent) == ["out"]


def test_a_failure_leaves_what_stood_there_and_nothing_else(tmp_path: Path) -> None:
    """The old run is untouched, and no half of the new one lies about."""
    out = tmp_path / "out"
    with open_run(out) as folder:
        mark_run(folder, "first")

    def fail() -> None:
        with open_run(out) as folder:
            mark_run(folder, "second")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        fail()

    assert (names(out), names(tmp_path)) == (["first", "run.json"], ["out"])


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    """Made beforehand by whoever asked."""
    require_replaceable(tmp_path)


@pytest.mark.parametrize("text", [None, "{", '{"format": "other"}', "[]", "\udc80"])
def test_anything_but_a_run_is_refused(tmp_path: Path, text: str | None) -> None:
    """A folder with other things, broken or foreign run.json."""
    (tmp_path / "thesis.txt").touch()
    if text is not None:
        (tmp_path / "run.json").write_bytes(text.encode(errors="surrogateescape"))

    with pytest.raises(InputError, match="not a run of nuantu"):
        require_replaceable(tmp_path)


def test_a_file_in_the_way_and_a_parent_that_is_none_are_refused(tmp_path: Path) -> None:
    """Each in one sentence with its path."""
    file = tmp_path / "file"
    file.touch()

    with pytest.raises(InputError, match=r"file: a file stands where the run is to go; name a new folder\."):
        require_replaceable(file)
    with pytest.raises(InputError, match="the run cannot be written"), open_run(file / "out"):
        pass


def test_log_manifest_book_and_digests_belong_together(tmp_path: Path) -> None:
    """The manifest counts and digests the events, run.json the files, the copied book is named relatively."""
    day = make_city([order(0)], [worker(0)], [shift(0, 0)])
    clock = make_clock(day)
    clock.run(None)
    result = Result("open", clock.scene.log.to_table(), clock.scene.candidates.to_table(), 0.0, 0.0, clock.rounds)
    book = load_book(AGREEMENTS / "demo-assumption")

    write_log(tmp_path, day, result)
    run = describe_run(tmp_path, day, book, rules="open", policy="greedy", seed=4, command="nuantu replay")

    manifest = json.loads((tmp_path / "log" / "manifest.json").read_text(encoding="utf-8"))
    digest = digest_bytes((tmp_path / "log" / "events.parquet").read_bytes())
    assert EVENTS.read(tmp_path / "log" / "events.parquet").equals(result.events)
    assert (manifest["events"], manifest["events_sha256"], manifest["rules"]) == (
        result.events.num_rows, digest, "open")
    assert run["digests"]["events"] == digest
    assert "ledger" not in run["digests"]
    assert run["day"] == {"path": None, "name": "tiny", "date": "2026-11-20", "digest": day.digest}
    assert run["book"]["digest"] == book.digest
    assert (tmp_path / run["book"]["agreement"] / "agreement.yaml").is_file()
    assert set(run["versions"]) == {"python", "nuantu", "numpy", "numba", "duckdb", "ibis"}


def test_pay_is_summed_over_workers_and_the_lifted_are_counted_once() -> None:
    """Premiums are not pay; a deduction is; two top-ups of one worker lift one."""
    ledger = pa.table({
        "account": ["worker_pay", "worker_pay", "injury_premium", "worker_pay", "worker_pay"],
        "component": ["base", "floor_topup", "premium", "floor_topup", "deduction"],
        "worker_id": ["a", "a", "a", "a", "b"], "amount_minor": [500, 70, 7, 30, -20]})

    assert sum_pay(ledger) == (580, 1)
