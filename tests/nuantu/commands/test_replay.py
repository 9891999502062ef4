"""``nuantu replay``: the whole chain from one command, its refusals, and nothing half written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.replay.small_day import write_mdrp
from tests.nuantu.replay.tiny_city import alert, make_city, order, shift, worker

from nuantu.core.ids import digest_bytes
from nuantu.core.tables import CANDIDATES, EVENTS, LEDGER, SUMMARY
from nuantu.replay.readers.native import write_day

AGREEMENTS = Path(__file__).resolve().parents[3] / "agreements"
LAYERED = ("--agreement", AGREEMENTS / "platform-2025", "--layer", AGREEMENTS / "gbt-46862-2025", "--layer",
           AGREEMENTS / "guidance-50-2023", "--layer", AGREEMENTS / "demo-assumption")
#: What one day's log cannot show: rest days of a week, rates before, what was published or took effect earlier.
BEYOND_A_DAY = {"GBT-7.4.1-e", "PLT-fewer-late", "PLT-fewer-unsafe", "PLT-fatigue-improvement", "PLT-no-late-rollout",
                "PLT-safety-factors", "G50-publish-rules"}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small open day with rain, gates and late kitchens, in a folder."""
    rng = np.random.default_rng(9)
    orders = [order(n, at=int(rng.integers(0, 2 * 3600)), ready=(ready := int(rng.integers(200, 1500))),
                    estimate=max(0, ready - int(rng.integers(-200, 600))), merchant=int(rng.integers(0, 3)),
                    to=(float(rng.integers(-20, 20) * 100), float(rng.integers(-20, 20) * 100)),
                    compound=(None, "shut", "open")[int(rng.integers(0, 3))]) for n in range(80)]
    people = [worker(n, tenure=10 + 30 * n) for n in range(6)]
    day = make_city(orders, people, [shift(n, n, off=5 * 3600) for n in range(6)], [alert(0, 1800, 5400)])
    folder = tmp_path_factory.mktemp("city") / "day"
    write_day(day, folder)
    return folder


def load(path: Path) -> Any:
    """A JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def test_an_open_day_is_dispatched_paid_and_audited_without_a_breach(city: Path, tmp_path: Path) -> None:
    """Every promised file stands there, reads as published, and agrees with the others."""
    out = tmp_path / "out"

    ended = run_main("replay", city, *LAYERED, "--out", out, "--seed", "3", "--json")

    assert (ended.status, ended.err) == (0, "")
    summary = json.loads(ended.out)
    assert summary == load(out / "summary.json")
    assert list(summary) == [column.name for column in SUMMARY.columns]
    assert (summary["orders"], summary["delivered"], summary["rules"], summary["seed"]) == (80, 80, "open", 3)
    assert set(summary["wall_s"]) == {"read", "dispatch", "settle", "audit", "total"}
    assert summary["verdicts"]["complied"] > 500
    assert summary["verdicts"].get("violated", 0) == 0
    verdicts = load(out / "verdicts.json")
    assert {row["clause_id"] for row in verdicts if row["verdict"] == "insufficient_evidence"} == BEYOND_A_DAY
    assert sum(row["units"] for row in verdicts) == sum(summary["verdicts"].values())
    ledger = LEDGER.read(out / "ledger.parquet")
    paid = sum(row["amount_minor"] for row in ledger.to_pylist() if row["account"] == "worker_pay")
    assert (paid, paid / 100 / 80) == (summary["pay_minor"], summary["cost_per_order"])
    EVENTS.read(out / "log" / "events.parquet")
    CANDIDATES.read(out / "log" / "candidates.parquet")
    run = load(out / "run.json")
    for name, file in (("events", "log/events.parquet"), ("candidates", "log/candidates.parquet"),
                       ("ledger", "ledger.parquet")):
        assert run["digests"][name] == digest_bytes((out / file).read_bytes())
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["out"]


def test_the_same_command_gives_the_same_digests_and_its_book_is_enough_to_audit_again(
    city: Path, tmp_path: Path,
) -> None:
    """Log, candidates and ledger are equal to the byte; audit and settle work on the folder alone."""
    words = ("replay", city, *LAYERED, "--policy", "greedy", "--json", "--out", tmp_path / "out")
    run_main(*words)
    first = load(tmp_path / "out" / "run.json")["digests"]

    ended = run_main(*words)

    assert ended.status == 0
    assert load(tmp_path / "out" / "run.json")["digests"] == first
    assert (run_main("settle", tmp_path / "out", "--json").status, run_main("audit", tmp_path / "out").status) == (0, 0)


def test_an_mdrp_day_follows_its_own_rules_and_leaves_the_evaluators_files(tmp_path: Path) -> None:
    """The reader of the day chooses the rule set; --date dates it."""
    day, out = write_mdrp(tmp_path / "day"), tmp_path / "out"

    ended = run_main("replay", day, "--agreement", AGREEMENTS / "mdrp-2018", "--date", "2018-03-02", "--out", out,
                     "--json")

    summary = json.loads(ended.out)
    assert (ended.status, summary["rules"], summary["date"], summary["currency"]) == (0, "mdrp", "2018-03-02", "USD")
    assert summary["late_share"] is None
    assert sorted(path.name for path in (out / "mdrp").iterdir()) == [
        "solution_info_assignments.txt", "solution_info_couriers.txt", "solution_info_orders.txt"]


def test_an_mdrp_day_can_be_played_openly_and_a_person_reads_the_table(tmp_path: Path) -> None:
    """Open rules on a published day; the table is in the language asked for."""
    day, words = write_mdrp(tmp_path / "day"), ("--agreement", AGREEMENTS / "mdrp-2018", "--out", tmp_path / "out")

    zh = run_main("replay", day, *words, "--rules", "open")
    en = run_main("replay", day, *words, "--rules", "open", "--lang", "en")

    assert (zh.status, en.status) == (0, 0)
    assert "送达" in zh.out
    assert "delivered" in en.out
    assert not (tmp_path / "out" / "mdrp").exists()


@pytest.mark.parametrize(("words", "said"), [
    ((), "no agreement is named"),
    (("--agreement", AGREEMENTS / "mdrp-2018"), "the agreement pays in USD, and the day is paid in CNY"),
    (("--agreement", AGREEMENTS / "nowhere"), "nowhere"),
    (("--agreement", AGREEMENTS / "platform-2025"), "figures that nobody published are missing"),
    ((*LAYERED, "--rules", "mdrp"), "not made for the mdrp rules"),
    ((*LAYERED, "--date", "yesterday"), "yesterday"),
    ((*LAYERED, "--policy", "magic"), "magic"),
    ((*LAYERED, "--seed", "-1"), "-1"),
])
def test_what_cannot_be_run_is_refused_in_a_sentence_and_nothing_is_written(
    city: Path, tmp_path: Path, words: tuple[str | Path, ...], said: str,
) -> None:
    """Exit status 2, no folder, no half of one."""
    ended = run_main("replay", city, *words, "--out", tmp_path / "out")

    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_day_that_does_not_exist_and_an_out_that_is_something_else_are_refused(city: Path, tmp_path: Path) -> None:
    """The day's own folder is not overwritten by its replay."""
    before = sorted(path.name for path in city.iterdir())

    nowhere = run_main("replay", tmp_path / "nowhere", *LAYERED, "--out", tmp_path / "out")
    itself = run_main("replay", city, *LAYERED, "--out", city)

    assert (nowhere.status, itself.status) == (2, 2)
    assert "the folder does not exist" in nowhere.err
    assert "not a run of nuantu" in itself.err
    assert sorted(path.name for path in city.iterdir()) == before
