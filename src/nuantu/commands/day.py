"""``nuantu day check``: read a day as every other command would, and say what it holds; ``nuantu day friction``: put
into a day what its gates cost riders, as a union measured it; ``nuantu day generate``: a set of generated days."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from nuantu.commands.report import show_progress
from nuantu.replay.city.days import FIRST_DATE, name_days, plan_days, write_days
from nuantu.replay.day import TABLE_NAMES, Day
from nuantu.replay.friction import apply_friction, read_friction
from nuantu.replay.readers.native import write_day
from nuantu.replay.reading import read_day

_LABELS = {
    "name": "名称 name",
    "date": "日期 date",
    "tz": "时区 time zone",
    "rules": "规则 rule set",
    "currency": "货币 currency",
    "source": "来源 source",
    "orders": "订单 orders",
    "merchants": "商家 merchants",
    "workers": "劳动者 workers",
    "shifts": "班次 shifts",
    "districts": "片区 districts",
    "alerts": "预警 alerts",
    "compounds": "小区 compounds",
    "street_nodes": "路口 crossings",
    "street_edges": "道路 streets",
    "features": "地物 map features",
    "shift_hours": "在岗小时 hours on duty",
    "first_placed": "首单下单 first order placed",
    "last_placed": "末单下单 last order placed",
    "last_ready": "末单出餐 last order ready",
    "first_on": "最早上线 first on duty",
    "last_off": "最晚下线 last off duty",
    "ready_after_last_shift": "收班后出餐 ready after the last shift",
    "digest": "摘要 digest",
}


@click.group()
def day() -> None:
    """Days: what was ordered, who worked and where."""


@day.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Local date of a day that has none of its own.")
@click.option("--tz", help="IANA time zone of that date; Asia/Shanghai where none is named.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(path: Path, date: dt.datetime | None, tz: str | None, as_json: bool) -> None:
    """Read the day in folder PATH and print its counts, span and rule set; exit status 2 if it is defective."""
    facts = summarize_day(read_day(path, date=None if date is None else date.date(), tz=tz))
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    table = Table(show_header=False, box=None)
    for key, label in _LABELS.items():
        if facts[key] is not None:
            table.add_row(label, str(facts[key]))
    Console().print(table)


@day.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write; it must be new.")
@click.option("--days", "count", type=int, default=28, show_default=True, help="Days to generate.")
@click.option("--seed", type=click.IntRange(min=0), default=7, show_default=True, help="Seed of all chance.")
@click.option("--orders", type=int, default=1000, show_default=True, help="Orders of a day, about.")
@click.option("--first-date", "first", type=click.DateTime(["%Y-%m-%d"]), default=FIRST_DATE.isoformat(),
              show_default=True, help="Local date of the first day; the others follow at their distances.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def generate(out: Path, count: int, seed: int, orders: int, first: dt.datetime, as_json: bool) -> None:
    """Write a set of generated days into OUT, one folder each, that differ in date, weather, demand and wage district.

    The same options give the same bytes.
    """
    plan = plan_days(count, seed, orders, first.date())
    with show_progress("生成日子 making days", quiet=as_json) as show:
        write_days(plan, out, show)
    rows = [{"day": folder, "date": one.date.isoformat(), "orders": one.orders, "riders": one.rider_count,
             "place_code": one.place_code, "wind": one.wind, "season": one.season}
            for folder, one in zip(name_days(count), plan, strict=True)]
    if as_json:
        click.echo(json.dumps({"out": str(out), "seed": seed, "days": rows}, ensure_ascii=False))
        return
    table = Table("日 day", "日期 date", "订单 orders", "骑手 riders", "地点 place", "大风 wind", "季节 season",
                  box=None)
    for row in rows:
        table.add_row(*("✓" if value is True else "–" if value is False else str(value) for value in row.values()))
    Console().print(table)


@day.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--file", "file", type=click.Path(path_type=Path), required=True,
              help="What compounds cost at the gate, as `nuantu hub friction` writes it.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of the new day.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def friction(path: Path, file: Path, out: Path, as_json: bool) -> None:
    """Write the day in folder PATH anew with codes and delays of its compounds as they were measured."""
    made = apply_friction(read_day(path), read_friction(file))
    write_day(made.day, out)
    with_pass = sum(one.measured.has_pass for one in made.matches)
    if as_json:
        click.echo(json.dumps({"out": str(out), "matched": len(made.matches), "with_pass": with_pass,
                               "absent": list(made.absent), "added": made.added}, ensure_ascii=False))
        return
    click.echo(f"{out}: {len(made.matches)} 个小区按实测 compounds as measured, {with_pass} 个有码 with the code")
    if made.absent:
        click.echo(f"这一天里没有 not in this day: {', '.join(made.absent)}")
    for compound, seconds in made.added.items():
        click.echo(f"D06 added {compound}: {seconds} s")


def summarize_day(day: Day) -> dict[str, Any]:
    """What a day holds, as ``day check --json`` prints it; times are local ISO texts, absent tables null."""
    placed, ready = day.ints("orders", "placed_s"), day.ints("orders", "ready_s")
    on, off = day.ints("shifts", "on_s"), day.ints("shifts", "off_s")
    tables = {name: day.table(name) for name in TABLE_NAMES}
    return {
        **{name: getattr(day.info, name) for name in ("name", "tz", "rules", "currency", "source")},
        "date": day.info.date.isoformat(),
        **{name: None if table is None else table.num_rows for name, table in tables.items()},
        "shift_hours": round(int((off - on).sum()) / 3600, 2),
        "first_placed": _write_time(day, placed.min()),
        "last_placed": _write_time(day, placed.max()),
        "last_ready": _write_time(day, ready.max()),
        "first_on": _write_time(day, on.min()),
        "last_off": _write_time(day, off.max()),
        "ready_after_last_shift": int((ready > off.max()).sum()),
        "digest": day.digest,
    }


def _write_time(day: Day, at_s: np.int64) -> str:
    return dt.datetime.fromtimestamp(int(at_s), ZoneInfo(day.info.tz)).isoformat(timespec="minutes")
