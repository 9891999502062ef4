"""``nuantu demo`` goes from nothing to a sealed report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.demo_day import ORDERS, make_demo


def test_the_demo_ends_with_what_happened_and_where_to_look(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two lines, true to the run."""
    out, ended = make_demo(tmp_path_factory)
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))

    happened, where = ended.out.splitlines()[-2:]
    assert happened.startswith(f"{ORDERS} 单 orders, {summary['workers']} 名骑手 riders, 0 处违反 breaches, "
                               f"{ORDERS} 单已说明 explained, ")
    assert where.endswith(f"nuantu report {out} --serve")


def test_the_demo_breaks_no_clause_and_nearly_every_order_arrives(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A handful of riders serve a small day under four layers; the last orders of the night may stay."""
    summary = json.loads((make_demo(tmp_path_factory)[0] / "summary.json").read_text(encoding="utf-8"))

    assert summary["verdicts"].get("violated", 0) == 0
    assert summary["orders"] == ORDERS
    assert summary["delivered"] >= ORDERS * 0.95
    assert summary["agreement"].split(" + ") == ["platform-2025", "gbt-46862-2025", "guidance-50-2023",
                                                 "demo-assumption"]


def test_agreements_that_are_not_there_are_refused_before_anything_is_made(tmp_path: Path) -> None:
    """One sentence that says where to run it."""
    ended = run_main("demo", "--out", tmp_path / "demo", "--agreements", tmp_path / "none", "--no-serve")

    assert (ended.status, list(tmp_path.iterdir())) == (2, [])
    assert "run this in the root of the repository" in ended.err


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    """Neither as OUT nor as the city's folder."""
    root = Path(__file__).resolve().parents[3]
    (tmp_path / "demo-day").mkdir()
    (tmp_path / "demo-day" / "diary.txt").write_text("mine", encoding="utf-8")

    ended = run_main("demo", "--out", tmp_path / "demo", "--agreements", root / "agreements", "--no-serve")

    assert (ended.status, "something other than an older city day" in ended.err) == (2, True)
    assert (tmp_path / "demo-day" / "diary.txt").read_text(encoding="utf-8") == "mine"
