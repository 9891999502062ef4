"""An own export is read as the rights of its owner allow, and nothing else is unpacked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu.rights.own_copy import Person
from nuantu.rights.sheets_writer import write_export
from nuantu.rights.statement import find_copy
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.own_export import MOST_BYTES, read_export, state_rights, unpack_export


def busiest(small: SmallRun) -> str:
    """The worker with most orders."""
    return max(small.scope.orders_of_worker, key=lambda worker: len(small.scope.orders_of_worker[worker]))


def pack(files: dict[str, bytes]) -> io.BytesIO:
    """A ZIP in memory."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    held.seek(0)
    return held


def test_an_export_tells_the_deliveries_of_the_run_and_its_rights(small: SmallRun, tmp_path: Path) -> None:
    worker = busiest(small)
    write_export(find_copy(small.out, Person(worker)), tmp_path / "own")
    files = {f"mine/{file.name}": file.read_bytes() for file in (tmp_path / "own").iterdir()}
    with unpack_export(pack(files)) as folder:
        export = read_export(folder, worker)
        assert export.worker_id == worker
        assert dict(export.delivered) == {one.order_id: one.delivered_s
                                          for one in small.scope.orders_of_worker[worker]}
        told = state_rights(export, small.out / "book")
    assert not folder.exists()
    day = next(day for key, day in ((key, small.view.worker(key)) for key in [worker]))
    assert day is not None
    assert told["zh"]["totals"]["paid_minor"] == day["pay_minor"]
    assert told["zh"]["totals"] == told["en"]["totals"]


@pytest.mark.parametrize(("files", "said"), [
    ({}, "something other"),
    ({"a.txt": b"x"}, "something other"),
    ({"a/trips.csv": b"x", "b/trips.csv": b"x"}, "one twice"),
    ({f"{number}.csv": b"x" for number in range(41)}, "too many"),
    ({"trips.csv": b"0" * (MOST_BYTES + 1)}, "larger than 20 MB"),
])
def test_a_pack_that_is_no_export_is_refused(files: dict[str, bytes], said: str) -> None:
    with pytest.raises(RunError, match=said), unpack_export(pack(files)):
        pass


def test_a_path_out_of_the_folder_leads_nowhere(tmp_path: Path) -> None:
    with unpack_export(pack({"../../evil.csv": b"x"})) as folder:
        assert [file.name for file in folder.iterdir()] == ["evil.csv"]
        assert not (folder.parent.parent / "evil.csv").exists()


def test_what_is_no_zip_is_refused() -> None:
    with pytest.raises(RunError, match="no ZIP"), unpack_export(io.BytesIO(b"not a zip")):
        pass


def test_a_sheet_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "trips.csv").write_text("nothing\n1\n", encoding="utf-8")
    with pytest.raises(RunError, match=r"trips\.csv|rider\.csv"):
        read_export(tmp_path, "R1")
