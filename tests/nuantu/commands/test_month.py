"""A drawn month is settled and audited bucket by bucket, stopped and taken up, and comes out as one log would."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from nuantu.commands.audit import audit
from nuantu.commands.month import month
from nuantu.commands.settle import settle

BOOK = """format: nuantu-agreement/1
id: month-test
layer: platform
title: {zh: 一个月, en: A month}
wording: ours
source: written for this test
procedure: special_agreement
parties: {platform: {zh: 平台, en: platform}, rider_side: {zh: 骑手, en: riders}}
scope: {zh: 全体, en: everybody}
currency: CNY
effective: {from: 2026-01-01}
provisions:
  - id: all
    chapter: PAY
    kind: rule
    strength: must
    obligor: platform
    zh: 条款
    en: the clauses
    types: [worktime_definition, fatigue_reminder, soft_cap_confirm, weekday_distance_band, hourly_floor,
            price_components, injury_premium]
clauses:
  - {id: work, type: worktime_definition, provision: all, params: {base: engaged, allowance_pm: 10 %}}
  - {id: remind, type: fatigue_reminder, provision: all, params: {first: 6 h, every: 1 h}}
  - {id: ask, type: soft_cap_confirm, provision: all, params: {after: 6 h}}
  - id: piece
    type: weekday_distance_band
    provision: all
    params: {base: 5 CNY/order, bands: {up to 2 km: 0 CNY/order, farther: 1 CNY/order}}
  - id: floor
    type: hourly_floor
    provision: all
    params: {floor: 20 CNY/h, base: worktime, include: [base, distance], rounding: up}
  - {id: shown, type: price_components, provision: all, params: {components: [base, distance]}}
  - {id: premium, type: injury_premium, provision: all, params: {amount: 0.07 CNY/order}}
"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight riders, 14 days, 2,400 orders in two buckets, settled and audited; and the same in one."""
    folder = tmp_path_factory.mktemp("month")
    (folder / "book.yaml").write_text(BOOK, encoding="utf-8")
    for name, buckets in (("two", "2"), ("one", "1")):
        call(month, "--agreement", folder / "book.yaml", "--riders", 8, "--orders", 2400, "--days", 14, "--buckets",
             buckets, "--out", folder / name)
        call(settle, folder / name)
        call(audit, folder / name)
    return folder


def call(command: Any, *words: Any, status: int = 0) -> Any:
    """Run a command with --json and read what it prints."""
    result = CliRunner().invoke(command, [*map(str, words), "--json"])
    assert result.exit_code == status, (result.output, result.exception)
    return json.loads(result.stdout)


def test_a_true_month_breaks_nothing_and_counts_every_order(drawn: Path) -> None:
    """Every order is paid and insured, reminders were due and shown, nothing is violated."""
    report = call(audit, drawn / "two")

    rows = {row["clause_id"]: row for row in report["clauses"]}
    assert {row["violated"] + row["insufficient_evidence"] for row in rows.values()} == {0}
    assert rows["premium"]["complied"] == rows["shown"]["complied"] == 2400
    assert rows["remind"]["complied"] > 20


def test_pay_of_an_order_does_not_hang_on_its_bucket(drawn: Path) -> None:
    """Base and premium come to the same sums in one bucket and in two, since orders are the same in number."""
    sums = [{row["component"]: row["amount_minor"] for row in call(settle, drawn / name)["totals"]}
            for name in ("one", "two")]

    assert [(total["base"], total["premium"]) for total in sums] == [(1_200_000, 16_800)] * 2


def test_what_is_done_is_not_done_again(drawn: Path) -> None:
    """A second settlement leaves the ledgers as they stand; a changed ledger is settled anew."""
    ledgers = sorted((drawn / "two" / "buckets").glob("*/ledger.parquet"))
    before = [path.stat().st_mtime_ns for path in ledgers]

    call(settle, drawn / "two")
    assert [path.stat().st_mtime_ns for path in ledgers] == before

    ledgers[0].write_bytes(b"not a ledger")
    call(settle, drawn / "two")
    assert ledgers[0].stat().st_mtime_ns > before[0]
    assert ledgers[1].stat().st_mtime_ns == before[1]


@pytest.mark.slow
def test_buckets_are_judged_on_spark_as_side_by_side(drawn: Path, tmp_path: Path) -> None:
    """One after another, anew though another engine judged them, with the same verdicts."""
    shutil.copytree(drawn / "two", tmp_path / "two")
    (tmp_path / "two" / "verdicts.json").unlink()
    # In a process of its own: PySpark leaves the closing of its sockets to the collector.
    nuantu = str(Path(sys.executable).parent / "nuantu")
    run = subprocess.run([nuantu, "audit", str(tmp_path / "two"), "--engine", "spark", "--json"], capture_output=True,
                         text=True, check=False)

    marks = [json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "two").glob("buckets/*/audited.json")]
    told, wanted = ((folder / "two" / "verdicts.json").read_text(encoding="utf-8") for folder in (tmp_path, drawn))
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(told) == json.loads(wanted)
    assert [mark["engine"] for mark in marks] == ["pyspark", "pyspark"]


def test_a_month_that_was_broken_off_is_drawn_to_its_end(drawn: Path, tmp_path: Path,
                                                         capfd: pytest.CaptureFixture[str]) -> None:
    """A missing bucket is named by settle, and made the same again by the command that drew it, without a word more."""
    shutil.copytree(drawn / "two", tmp_path / "two")
    lost = tmp_path / "two" / "buckets" / "001"
    events = (lost / "log" / "events.parquet").read_bytes()
    shutil.rmtree(lost)

    refused = CliRunner().invoke(settle, [str(tmp_path / "two")])
    call(month, "--agreement", drawn / "book.yaml", "--riders", 8, "--orders", 2400, "--days", 14, "--buckets", 2,
         "--out", tmp_path / "two")

    assert "1 of 2 buckets are missing" in str(refused.exception)
    assert (lost / "log" / "events.parquet").read_bytes() == events
    assert capfd.readouterr().err == ""  # what the processes of the buckets say at their end, too


def test_another_month_is_not_written_over_this_one(drawn: Path) -> None:
    """Other options for the same folder are refused."""
    result = CliRunner().invoke(month, ["--agreement", str(drawn / "book.yaml"), "--riders", "9", "--orders", "2400",
                                        "--out", str(drawn / "two")])

    assert "another month stands in the folder" in str(result.exception)
