"""``nuantu settle`` rewrites the ledger whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.log_builder import LogBuilder
from tests.nuantu.out_builder import write_out

from nuantu.core.ids import digest_bytes
from nuantu.core.tables import LEDGER

CLAUSES = [
    {"id": "piece", "type": "weekday_distance_band", "params": {"base": "4.00 CNY/order"}},
    {"id": "premium", "type": "injury_premium", "params": {"amount": "0.07 CNY/order"}},
    {"id": "floor", "type": "hourly_floor",
     "params": {"floor": "24.00 CNY/h", "base": "engaged", "rounding": "half_up"}},
]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A finished folder with two orders of one worker."""
    log = LogBuilder()
    log.register("W1")
    log.order("A1", worker="W1", created="10:00", accepted="10:00", delivered="10:30")
    log.order("A2", worker="W1", created="10:00", accepted="10:30", delivered="11:00")
    return write_out(tmp_path / "out", log, CLAUSES)


def test_the_ledger_is_written_anew_with_its_digest(out: Path) -> None:
    """A damaged ledger is replaced, and run.json names the new bytes and the book."""
    (out / "ledger.parquet").write_bytes(b"damaged")
    ended = run_main("settle", out, "--json")
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert (ended.status, ended.err) == (0, "")
    assert LEDGER.read(out / "ledger.parquet").num_rows == 5
    assert run["digests"]["ledger"] == digest_bytes((out / "ledger.parquet").read_bytes())
    assert run["settled_under"] == run["book"]["digest"]
    assert sorted(path.name for path in out.iterdir()) == ["book", "ledger.parquet", "log", "run.json"]


def test_totals_are_told_by_component_and_clause(out: Path) -> None:
    """As numbers for programs, as a table for people."""
    told = json.loads(run_main("settle", out, "--json").out)
    assert [(row["component"], row["clause_id"], row["lines"], row["workers"], row["amount_minor"])
            for row in told["totals"]] == [
        ("base", "piece", 2, 1, 800), ("premium", "premium", 2, 1, 14), ("floor_topup", "floor", 1, 1, 1600)]
    table = run_main("settle", out, "--lang", "en").out
    assert "¥16.00" in table
    assert "paid to workers in all ¥24.00" in table
    assert "付给劳动者合计 ¥24.00" in run_main("settle", out).out


def test_another_agreement_may_be_named(out: Path, tmp_path: Path) -> None:
    """The same day under another rate: the ledger follows it and run.json says by which book."""
    other = tmp_path / "other.yaml"
    own = (out / "book" / "0-case-platform" / "agreement.yaml").read_text(encoding="utf-8")
    other.write_text(own.replace("4.00 CNY/order", "20.00 CNY/order"), encoding="utf-8")
    told = json.loads(run_main("settle", out, "--agreement", other, "--json").out)
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert [row["amount_minor"] for row in told["totals"]] == [4000, 14]
    assert run["settled_under"] == told["book"] != run["book"]["digest"]


@pytest.mark.parametrize(("damage", "sentence"), [
    ("run", "the folder holds no run.json"), ("torn", "this is not JSON in UTF-8"),
    ("format", "this is not of format nuantu-run/1"), ("events", "the file does not exist")])
def test_a_folder_that_cannot_be_settled_is_refused(out: Path, damage: str, sentence: str) -> None:
    """One sentence, exit status 2, and the old ledger stays as it was."""
    before = (out / "ledger.parquet").read_bytes()
    if damage == "run":
        (out / "run.json").unlink()
    elif damage == "events":
        (out / "log" / "events.parquet").unlink()
    else:
        (out / "run.json").write_text({"torn": "{", "format": "[]"}[damage], encoding="utf-8")
    ended = run_main("settle", out)
    assert (ended.status, ended.out) == (2, "")
    assert sentence in ended.err
    assert (out / "ledger.parquet").read_bytes() == before
