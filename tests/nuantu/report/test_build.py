"""A report is written whole, replaces an older one, and says what it could not draw."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.nuantu.demo_day import ORDERS

from nuantu.core.errors import InputError
from nuantu.explanation.journey import follow_order
from nuantu.explanation.record import Record
from nuantu.report.build import Row, build_report, choose_featured


def _written(out: Path) -> list[Row]:
    rows: list[Row] = json.loads((out / "verdicts.json").read_text(encoding="utf-8"))
    return rows


def test_a_report_replaces_the_older_one_and_leaves_nothing_beside_it(demo_out: Path, tmp_path: Path) -> None:
    """Built twice, the folder holds one report."""
    out = tmp_path / "out"
    shutil.copytree(demo_out, out)
    (out / "report" / "orders" / "9999.json").write_text("{}", encoding="utf-8")

    built = build_report(out, _written, lambda _done, _all: None)

    assert (built.orders, built.sealed, built.day_missing) == (ORDERS, True, None)
    assert not (out / "report" / "orders" / "9999.json").exists()
    assert sorted(path.name for path in out.iterdir() if path.name.startswith(".")) == []
    assert len(list((out / "report" / "orders").iterdir())) == built.shards


def test_the_same_run_gives_the_same_page(demo_out: Path, tmp_path: Path) -> None:
    """Byte for byte, but for the place it names."""
    out = tmp_path / "out"
    shutil.copytree(demo_out, out)
    build_report(out, _written, lambda _done, _all: None)

    pages = [(folder / "report" / "index.html").read_text(encoding="utf-8") for folder in (out, demo_out)]
    mine, first = (page.replace(str(out), "OUT").replace(str(demo_out), "OUT") for page in pages)
    assert mine == first


def test_a_day_that_is_gone_is_named_and_only_points_are_drawn(demo_out: Path, tmp_path: Path) -> None:
    """The page says which folder is missing."""
    out = tmp_path / "out"
    shutil.copytree(demo_out, out)
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    run["day"]["path"] = "a/day/that/is/gone"
    (out / "run.json").write_text(json.dumps(run), encoding="utf-8")

    built = build_report(out, _written, lambda _done, _all: None)

    assert built.day_missing == "a/day/that/is/gone"
    assert "找不到这一天的文件夹 a/day/that/is/gone" in built.page.read_text(encoding="utf-8")


def test_a_folder_without_a_summary_is_refused_and_keeps_its_report(demo_out: Path, tmp_path: Path) -> None:
    """Nothing half written."""
    out = tmp_path / "out"
    shutil.copytree(demo_out, out)
    (out / "summary.json").unlink()
    before = (out / "report" / "index.html").read_bytes()

    with pytest.raises(InputError, match=r"summary\.json"):
        build_report(out, _written, lambda _done, _all: None)

    assert (out / "report" / "index.html").read_bytes() == before


def test_the_first_order_shown_has_others_to_compare_with(record: Record) -> None:
    """An order with a choice to tell of is opened first."""
    journeys = [follow_order(record, order) for order in record.decisions_of_order]

    featured = choose_featured(record, journeys)

    assert featured is not None
    assert len(record.decisions_of_order[featured][-1]) >= 3
    assert choose_featured(record, []) is None
