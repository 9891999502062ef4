"""``nuantu audit`` on a whole day: its exit status, its file, its table."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.falsifier.falsify import plant
from tests.nuantu.days import AGREEMENTS, write_full_day

from nuantu.commands.audit import audit, tabulate, write_json
from nuantu.core.errors import InputError
from nuantu.core.tables import VERDICTS


@pytest.fixture(scope="module")
def true_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-written day as a run leaves it."""
    return write_full_day(tmp_path_factory.mktemp("audit") / "out")


def test_a_kept_day_exits_0_and_leaves_its_verdicts(true_day: Path) -> None:
    """The book is that of the run; the counts in the summary are refreshed."""
    run = CliRunner().invoke(audit, [str(true_day), "--json"])
    told = json.loads(run.stdout)
    written = json.loads((true_day / "verdicts.json").read_text(encoding="utf-8"))
    assert run.exit_code == 0
    assert told["counts"]["violated"] == 0
    assert [row["clause_id"] for row in told["clauses"]][:3] == ["log", "ledger", "G50-worktime"]
    assert {tuple(row) for row in written} == {tuple(column.name for column in VERDICTS.columns)}
    assert json.loads((true_day / "summary.json").read_text(encoding="utf-8"))["verdicts"] == told["counts"]
    assert sorted(path.name for path in true_day.iterdir()) == ["book", "ledger.parquet", "log", "run.json",
                                                                "summary.json", "verdicts.json"]


def test_a_violation_exits_1_and_is_told_with_its_sum(true_day: Path, tmp_path: Path) -> None:
    """In English: the table, then the breach."""
    plant("shave_a_premium", true_day, tmp_path / "out")
    run = CliRunner().invoke(audit, [str(tmp_path / "out"), "--lang", "en"], env={"COLUMNS": "160"})
    assert run.exit_code == 1
    assert "broken PLT-injury-premium Wang W01: paid_minor 6 < due_minor 7 (premium)" in run.stdout


def test_a_departure_exits_0(true_day: Path, tmp_path: Path) -> None:
    """What is a principle is not violated; in Chinese the words are Chinese."""
    plant("remove_the_confirmation", true_day, tmp_path / "out")
    run = CliRunner().invoke(audit, [str(tmp_path / "out")], env={"COLUMNS": "160"})
    assert run.exit_code == 0
    assert "偏离 GBT-7.4.1-a Wang" in run.stdout
    assert "到时确认" in run.stdout


def test_another_book_may_be_named(true_day: Path, tmp_path: Path) -> None:
    """A ledger of one agreement under another: every line names a clause that is not in force."""
    shutil.copytree(true_day, tmp_path / "out")
    run = CliRunner().invoke(audit, [str(tmp_path / "out"), "--agreement", str(AGREEMENTS / "mdrp-2018"), "--json"])
    rows = {row["clause_id"]: row for row in json.loads(run.stdout)["clauses"]}
    assert run.exit_code == 1
    assert rows["ledger"]["violated"] >= 100
    assert rows["MDRP-1"]["violated"] >= 40


def test_what_cannot_be_read_is_refused_and_nothing_is_written(true_day: Path, tmp_path: Path) -> None:
    """A missing folder, a broken log: one sentence, exit status 2."""
    with pytest.raises(InputError, match="the folder does not exist") as error:
        CliRunner().invoke(audit, [str(tmp_path / "none")], catch_exceptions=False)
    assert error.value.exit_status == 2
    shutil.copytree(true_day, tmp_path / "out", ignore=shutil.ignore_patterns("verdicts.json"))
    (tmp_path / "out/log/events.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match="not a readable Parquet file"):
        CliRunner().invoke(audit, [str(tmp_path / "out")], catch_exceptions=False)
    assert not (tmp_path / "out/verdicts.json").exists()


def test_an_engine_that_is_not_there_is_refused_and_nothing_is_written(
    true_day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Spark without its extra by one sentence, a name that is none by the choice there is."""
    shutil.copytree(true_day, tmp_path / "out")
    (tmp_path / "out" / "verdicts.json").unlink(missing_ok=True)
    monkeypatch.delitem(sys.modules, "nuantu.audit.spark", raising=False)
    monkeypatch.setitem(sys.modules, "ibis.backends.pyspark", None)

    absent = CliRunner().invoke(audit, [str(tmp_path / "out"), "--engine", "spark"])
    unknown = CliRunner().invoke(audit, [str(tmp_path / "out"), "--engine", "abacus"])

    assert isinstance(absent.exception, InputError)
    assert absent.exception.fix == "install the extra: pip install 'nuantu[spark]'"
    assert (unknown.exit_code, "'abacus' is not one of 'duckdb', 'spark'" in unknown.stderr) == (2, True)
    assert not (tmp_path / "out" / "verdicts.json").exists()


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    """What cannot be written leaves the old one, and no litter."""
    path = tmp_path / "x.json"
    write_json(path, [1])
    with pytest.raises(TypeError):
        write_json(path, [object()])
    assert json.loads(path.read_text(encoding="utf-8")) == [1]
    assert list(tmp_path.iterdir()) == [path]


def test_no_verdicts_make_no_rows() -> None:
    """And one clause one row."""
    assert tabulate([]) == []
