"""Preparing a run writes everything that its pages ask for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.prepare import prepare_run
from nuantu_hub.seam.run_folder import open_run_folder


def test_everything_is_prepared_by_its_key(small: SmallRun) -> None:
    lookup = small.view.lookup
    assert lookup.keys("run") == ["agreement", "clauses", "facts", "ground", "pay"]
    assert lookup.keys("order") == sorted(small.scope.journeys)
    assert lookup.keys("worker") == sorted({day.worker_id for day in small.scope.duty.days})
    assert len(lookup.keys("slice")) == small.scope.slices
    assert lookup.keys("clause") == sorted(small.scope.clauses)


def test_the_pay_bands_hold_every_counted_day(small: SmallRun) -> None:
    pay = small.view.pay
    assert sum(band[1] for band in pay["bands"]) == pay["days"]
    assert sum(band[2] for band in pay["bands"]) == pay["topped"]
    assert pay["topped_minor"] == sum(line.amount_minor for line in small.scope.record.lines
                                      if line.component == "floor_topup")


def test_what_was_not_kept_is_counted_as_the_summary_counts_it(small: SmallRun) -> None:
    counted: dict[str, int] = {}
    for _, _, verdict, units, _, _ in small.view.facts["breaches"]:
        counted[verdict] = counted.get(verdict, 0) + units
    told = small.folder.summary["verdicts"]
    assert counted == {name: told[name] for name in ("violated", "insufficient_evidence", "departed", "disputed")
                       if told[name]}


def test_a_book_that_was_changed_is_refused_and_nothing_is_written(small: SmallRun, tmp_path: Path) -> None:
    shutil.copytree(small.out, tmp_path / "run", ignore=shutil.ignore_patterns("report"))
    file = next((tmp_path / "run" / "book").glob("0-*/agreement.yaml"))
    file.write_text(file.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    with pytest.raises(RunError, match="changed"):
        prepare_run(open_run_folder(tmp_path / "run"), tmp_path / "into")
    assert not (tmp_path / "into").exists()
