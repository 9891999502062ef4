"""Files against their digests, and the two rows of the records in the verdicts."""

from __future__ import annotations

import json
from pathlib import Path

from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.integrity import check_ledger_files, check_log_files, check_records
from nuantu.audit.tables import open_records
from nuantu.core.ids import digest_bytes


def write_day(folder: Path) -> Path:
    """Wang comes online, and nothing else."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    log.online("Wang", "10:00")
    open_case(log, folder)
    paths = {"events": "log/events.parquet", "candidates": "log/candidates.parquet", "ledger": "ledger.parquet"}
    digests = {name: digest_bytes((folder / path).read_bytes()) for name, path in paths.items()}
    (folder / "run.json").write_text(json.dumps({"digests": digests, "book": {}}), encoding="utf-8")
    (folder / "summary.json").write_text(json.dumps({"pay_minor": 0}), encoding="utf-8")
    return folder


def edit(path: Path, **values: object) -> None:
    """Change a JSON object."""
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | values), encoding="utf-8")


def list_faults(folder: Path) -> list[str]:
    """What the files give away, without the numbers."""
    records = open_records(folder)
    return [one.arithmetic.split(" ")[0] + " " + one.arithmetic.split(" ")[1]
            for one in check_log_files(records) + check_ledger_files(records)]


def test_true_files_agree(tmp_path: Path) -> None:
    """Count, three digests and the sum."""
    assert list_faults(write_day(tmp_path)) == []


def test_every_disagreement_is_told(tmp_path: Path) -> None:
    """Each stands by itself."""
    folder = write_day(tmp_path)
    edit(folder / "log/manifest.json", events=3, events_sha256="00")
    edit(folder / "run.json", digests={"events": "00", "candidates": "00", "ledger": "00"})
    edit(folder / "summary.json", pay_minor=1)
    assert list_faults(folder) == ["count: manifest", "manifest digest:", "run digest:", "run digest:", "run digest:",
                                   "sum: worker_pay"]


def test_without_run_json_only_the_manifest_is_held_against_the_log(tmp_path: Path) -> None:
    """A log alone has no digests but its own."""
    folder = write_day(tmp_path)
    (folder / "run.json").unlink()
    (folder / "summary.json").unlink()
    assert list_faults(folder) == []


def test_what_has_no_fault_is_counted(tmp_path: Path) -> None:
    """Three events, one of them by a stranger; no line at all."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    log.online("Wang", "10:00")
    log.online("Li", "10:00")
    verdicts = check_records(open_case(log, tmp_path))
    assert [(one.clause_id, one.type, one.layer, one.verdict, one.units, one.unit, one.worker_id, one.event_ids)
            for one in verdicts] == [
        ("log", "log_integrity", "records", "violated", 1, "event", "Li", (3,)),
        ("log", "log_integrity", "records", "complied", 2, "event", None, ()),
        ("ledger", "ledger_integrity", "records", "not_applicable", 0, "line", None, ())]
    assert verdicts[0].arithmetic == "strangers: appears without having been registered; kind online"
