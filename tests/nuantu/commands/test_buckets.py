"""Verdicts and totals of many buckets are joined without losing or inventing anything."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nuantu.agreement.book import load_book
from nuantu.audit.verdict import Verdict
from nuantu.commands.buckets import Whole, add_totals, join_verdicts, list_buckets, read_buckets, read_kept, read_whole
from nuantu.core.errors import AgreementError, InputError
from nuantu.core.tables import EVENTS

KEPT = Verdict(clause_id="floor", type="hourly_floor", layer="platform", version=None, worker_id=None, order_id=None,
               verdict="complied", explained=None, units=10, unit="worker_day", event_ids=(), line_ids=(),
               arithmetic="units 10; kept 10", missing=())
BROKEN = replace(KEPT, worker_id="R1", verdict="violated", units=1, event_ids=(3,), arithmetic="1 < 2")
BOOK = Path(__file__).parents[3] / "agreements" / "mdrp-2018"
IDLE = replace(KEPT, clause_id="night", verdict="not_applicable", units=0, arithmetic="units 0")


def test_counts_are_summed_and_breaches_stand_one_by_one_with_their_bucket() -> None:
    """Breaches first, then what was kept; what applies nowhere stands once."""
    joined = join_verdicts([[BROKEN, KEPT, IDLE], [replace(KEPT, units=5), IDLE]])

    assert joined == [replace(BROKEN, arithmetic="1 < 2; bucket 000"),
                      replace(KEPT, units=15, arithmetic="units 15"), replace(IDLE, arithmetic="units 0")]


def test_a_clause_that_applies_in_one_bucket_applies() -> None:
    """Nothing is said of the buckets in which it did not."""
    joined = join_verdicts([[replace(IDLE, clause_id="floor")], [KEPT]])

    assert joined == [replace(KEPT, arithmetic="units 10")]


def test_a_fault_of_the_records_without_a_row_is_never_summed_away() -> None:
    """Digest faults name no event; each stands by itself."""
    fault = replace(BROKEN, clause_id="log", worker_id=None, event_ids=(), arithmetic="digest")

    assert [one.arithmetic for one in join_verdicts([[fault], [fault]])] == ["digest; bucket 000", "digest; bucket 001"]


def test_totals_are_added_by_account_component_and_clause() -> None:
    """Lines, workers and amounts."""
    row = {"account": "worker_pay", "component": "base", "clause_id": "c", "currency": "CNY", "lines": 2, "workers": 1,
           "amount_minor": 500}

    assert add_totals([[row], [row, row | {"component": "distance"}]]) == [
        row | {"lines": 4, "workers": 2, "amount_minor": 1000}, row | {"component": "distance"}]


def test_buckets_of_two_dates_are_no_one_log(tmp_path: Path) -> None:
    """The first that is of another day is named."""
    (tmp_path / "buckets.json").write_text('{"format": "nuantu-buckets/1", "buckets": 2}', encoding="utf-8")
    for number, day in enumerate(("2026-10-01", "2026-10-02")):
        write_part(tmp_path / "buckets" / f"{number:03d}" / "log", day, [100, 900 + number])

    with pytest.raises(InputError, match="another date or time zone") as caught:
        read_whole(tmp_path)

    assert caught.value.file == str(tmp_path / "buckets" / "001" / "log" / "manifest.json")


def test_the_whole_reaches_from_the_first_second_of_all_buckets_to_the_last(tmp_path: Path) -> None:
    """Whether or not a file sums itself up."""
    (tmp_path / "buckets.json").write_text('{"format": "nuantu-buckets/1", "buckets": 2}', encoding="utf-8")
    for number, moments in enumerate(([100, 700], [50, 600])):
        write_part(tmp_path / "buckets" / f"{number:03d}" / "log", "2026-10-01", moments)
    summed = read_whole(tmp_path)
    bare = tmp_path / "buckets" / "001" / "log" / "events.parquet"
    pq.write_table(pq.read_table(bare), bare, write_statistics=False)

    assert summed == read_whole(tmp_path) == Whole(50, 700, date(2026, 10, 1), "Asia/Shanghai")


def write_part(folder: Path, day: str, moments: list[int]) -> None:
    """A log folder with an event at each of these seconds."""
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({"date": day, "tz": "Asia/Shanghai"}), encoding="utf-8")
    blank = dict.fromkeys(EVENTS.to_arrow().names)
    rows = [{**blank, "event_id": number, "at_s": at_s, "kind": "online"} for number, at_s in enumerate(moments, 1)]
    EVENTS.write(pa.Table.from_pylist(rows, schema=EVENTS.to_arrow()), folder / "events.parquet")


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "nuantu-run/1"}'])
def test_a_file_that_is_no_list_of_buckets_is_refused(tmp_path: Path, text: str) -> None:
    """By file, whatever stands in it."""
    (tmp_path / "buckets.json").write_text(text, encoding="utf-8")

    with pytest.raises(InputError) as caught:
        read_buckets(tmp_path)

    assert caught.value.file == str(tmp_path / "buckets.json")


def test_a_missing_bucket_is_named(tmp_path: Path) -> None:
    """The first that is missing, and how many are."""
    (tmp_path / "buckets.json").write_text('{"format": "nuantu-buckets/1", "buckets": 3}', encoding="utf-8")
    (tmp_path / "buckets" / "000").mkdir(parents=True)

    with pytest.raises(InputError, match="2 of 3 buckets are missing"):
        list_buckets(tmp_path)


def test_a_kept_book_is_read_again_once_a_file_of_it_changes(tmp_path: Path) -> None:
    """And only then."""
    book = load_book(BOOK)
    book.copy_to(tmp_path / "book")
    first = read_kept(tmp_path / "book")
    assert read_kept(tmp_path / "book") is first

    file = next((tmp_path / "book").rglob("agreement*.yaml"))
    file.write_text(file.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")

    with pytest.raises(AgreementError, match="was changed"):
        read_kept(tmp_path / "book")
