"""``nuantu city``: write a synthetic city day, calibrated to published statistics, from a seed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click
from pyarrow.parquet import read_metadata
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from nuantu.core.errors import InputError
from nuantu.core.ids import digest_files
from nuantu.replay.city.calibration import Measured, measure_city, write_rows
from nuantu.replay.city.generator import write_city
from nuantu.replay.city.options import DEFAULT_DATE, CityOptions
from nuantu.replay.day import TableName
from nuantu.replay.readers.native import FILES

_LABELS = {
    "out": "位置 folder",
    "date": "日期 date",
    "seed": "种子 seed",
    "orders": "订单 orders",
    "merchants": "商家 merchants",
    "riders": "骑手 riders",
    "shifts": "班次 shifts",
    "districts": "片区 districts",
    "compounds": "小区 compounds",
    "alerts": "预警 alerts",
    "streets": "道路 streets",
    "files_sha256": "文件摘要 digest of files",
}
_TABLES: dict[str, TableName] = {
    "orders": "orders", "merchants": "merchants", "riders": "workers", "shifts": "shifts", "districts": "districts",
    "compounds": "compounds", "alerts": "alerts", "streets": "street_edges",
}


@click.command()
@click.option("--orders", type=int, default=20_000, show_default=True, help="Orders of the day.")
@click.option("--seed", type=int, default=7, show_default=True, help="Seed of all chance, from 0.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write; it must be new.")
@click.option("--date", default=DEFAULT_DATE.isoformat(), show_default=True, help="Local date of the day.")
@click.option("--riders", type=int, help="Riders; about one for 14 orders where not named.")
@click.option("--describe", is_flag=True, help="Compare the day with the published statistics, figure by figure.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def city(orders: int, seed: int, out: Path, date: str, riders: int | None, describe: bool, as_json: bool) -> None:
    """Write a synthetic city day into the folder OUT; the same options give the same bytes."""
    options = CityOptions(orders, seed, parse_date(date), riders)
    _write(options, out, quiet=as_json)
    facts = summarize_city(options, out)
    measured = measure_city(out) if describe else []
    if as_json:
        if describe:
            facts["calibration"] = [describe_figure(figure) for figure in measured]
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    table = Table(show_header=False, box=None)
    for key, label in _LABELS.items():
        table.add_row(label, str(facts[key]))
    Console().print(table)
    if describe:
        _print_calibration(measured)


def parse_date(text: str) -> dt.date:
    """A date written as 2026-11-20."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is no date", field="--date", fix="write it as 2026-11-20") from error


def summarize_city(options: CityOptions, folder: Path) -> dict[str, Any]:
    """What ``city --json`` prints: rows of each table, and one digest over the written bytes."""
    rows = {key: read_metadata(folder / FILES[name]).num_rows for key, name in _TABLES.items()}
    return {"out": str(folder), "date": options.date.isoformat(), "seed": options.seed, **rows,
            "files_sha256": digest_files(folder.iterdir())}


def describe_figure(figure: Measured) -> dict[str, Any]:
    """One figure of the calibration as ``city --describe --json`` prints it."""
    known = figure.statistic
    names = ("key", "zh", "en", "unit", "published", "source", "mark", "low", "high")
    return {**{name: getattr(known, name) for name in names}, "value": figure.value, "within": figure.within}


def _print_calibration(measured: list[Measured]) -> None:
    table = Table("统计 statistic", "公布 published", "标记 mark", "区间 band", "本日 this day", "", box=None)
    for row, figure in zip(write_rows(measured), measured, strict=True):
        words = f"{figure.statistic.zh}\n{figure.statistic.en}"
        table.add_row(words, row[1], row[2], row[4], row[5], row[6])
    console = Console()
    console.print(table)
    for source in dict.fromkeys(figure.statistic.source for figure in measured):
        marks = {figure.statistic.mark for figure in measured if figure.statistic.source == source}
        console.print(f"{', '.join(sorted(marks))}: {source}", highlight=False)


def _write(options: CityOptions, out: Path, *, quiet: bool) -> None:
    """Write the day behind a bar that shows on a terminal only."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as bar:
        task = bar.add_task("生成城市 making the city", total=options.orders)
        write_city(options, out, lambda done: bar.update(task, completed=done))
