"""``nuantu whatif``: what a change of the agreement would do, on days and seeds, each figure with its interval."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nuantu.commands.agreement_options import json_option, lang_option, layers_option
from nuantu.commands.book_options import load_named_book
from nuantu.commands.city import parse_date
from nuantu.commands.report import show_progress
from nuantu.core.errors import InputError
from nuantu.core.times import Lang
from nuantu.dispatch.policies.registry import POLICIES
from nuantu.whatif.change import parse_change
from nuantu.whatif.days import find_days
from nuantu.whatif.interval import LEAST_DAYS, Effect
from nuantu.whatif.outcomes import EVERYONE, UNITS
from nuantu.whatif.run import Tried, try_variants
from nuantu.whatif.shelf import open_shelf, trim_shelf
from nuantu.whatif.sweep import list_cells, parse_sweep
from nuantu.whatif.workers import Engine, Progress

NAMES = {
    "pay_per_hour": ("每小时收入（均值）", "pay per hour, mean"),
    "pay_lowest_tenth": ("每小时收入（最低一成）", "pay per hour, lowest tenth"),
    "pay_gini": ("收入基尼系数", "Gini of pay per hour"), "hours": ("在岗时长", "hours on duty"),
    "waiting_min": ("店内等待", "waiting at merchants"), "gate_min": ("小区门到送达", "from gate to door"),
    "late_share": ("超时比例", "after the promise"),
    "required_speed_kmh": ("所需时速（九成以内）", "required speed, nine tenths below"),
    "delivered_share": ("送达比例", "delivered"), "cost_per_order": ("每单成本", "cost per order"),
}
DIGITS = 3
MOST_SEED_DIGITS = 9


@click.command()
@click.option("--agreement", required=True, type=click.Path(path_type=Path), help="Folder or file of the agreement.")
@layers_option
@click.option("--set", "sets", multiple=True,
              help="CLAUSE.PARAM=VALUE, the unit with it, or a new clause: CLAUSE=TYPE{PARAM: VALUE}; several times.")
@click.option("--sweep", multiple=True, help="CLAUSE.PARAM=v1,v2,v3: every value in turn; may be named twice.")
@click.option("--days", "days", multiple=True, required=True,
              help="Folder of a day or run, a folder of such, or a pattern; may be named several times.")
@click.argument("more_days", nargs=-1)
@click.option("--seeds", default="1", show_default=True, help="Seeds by which every day is lived, such as 1,2.")
@click.option("--policy", type=click.Choice(sorted(POLICIES)), default="nuantu", show_default=True,
              help="Dispatch policy.")
@click.option("--date", "on", help="Local date of days that have none, such as 2018-03-01.")
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
              help="Processes of this machine, or Ray.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes at a time; as many as cores where not named.")
@click.option("--keep", type=click.Path(path_type=Path),
              help="Folder in which logs of lived days are kept, so that the next change on them need not dispatch "
                   "again; without it the user's cache holds up to 1 GiB of them (NUANTU_SHELF names it, or off).")
@click.option("--progress", "progress", type=click.Path(path_type=Path),
              help="File that holds how much is lived while it goes on, as JSON: {done, of}; a day by a seed "
                   "counts one for every group of variants dispatched alike.")
@json_option
@lang_option
def whatif(agreement: Path, layers: tuple[Path, ...], sets: tuple[str, ...], sweep: tuple[str, ...],
           days: tuple[str, ...], more_days: tuple[str, ...], seeds: str, policy: str, on: str | None, engine: Engine,
           workers: int | None, keep: Path | None, progress: Path | None, as_json: bool, lang: Lang) -> None:
    """Live days under an agreement as it stands and as changed; print what differs, with its 95 % interval."""
    book = load_named_book(agreement, layers)
    changes = [parse_change(text) for text in sets]
    sources = find_days((*days, *more_days), None if on is None else parse_date(on))
    if not changes and not sweep:
        raise InputError("no change is named", field="--set", fix="name one, such as --set CLAUSE.PARAM=VALUE")
    cells = list_cells(changes, [parse_sweep(text) for text in sweep])
    shelf, trouble = (None, "") if keep is not None else open_shelf()
    if trouble:
        click.echo(trouble, err=True)
    with show_progress("逐日试行" if lang == "zh" else "living the days", quiet=as_json) as show:
        tried = try_variants(book, cells, sources, parse_seeds(seeds), policy=policy, engine=engine, workers=workers,
                             keep=keep or shelf, progress=show if progress is None else tell_into(progress))
    if shelf is not None:
        trim_shelf(shelf)
    if as_json:
        told = describe_sweep(tried) if sweep else describe_tried(tried[0])
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for one in tried:
        print_tried(Console(), one, lang)


def tell_into(file: Path) -> Progress:
    """Write how much is done into a file, each time whole, for whoever started the command."""
    def tell(done: int, of: int) -> None:
        fresh = file.with_name(f".{file.name}.fresh")
        try:
            fresh.write_text(json.dumps({"done": done, "of": of}) + "\n", encoding="utf-8")
            fresh.replace(file)
        except OSError as error:
            raise InputError(f"progress cannot be written there ({os.strerror(error.errno or 0)})", file=file,
                             field="--progress", fix="name a file in a folder that you may write") from error

    return tell


def parse_seeds(text: str) -> tuple[int, ...]:
    """Seeds written as 1,2."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and len(part) <= MOST_SEED_DIGITS for part in parts):
        raise InputError(f"{text[:40]!r} is no list of seeds", field="--seeds", fix="write whole numbers such as 1,2")
    return tuple(int(part) for part in parts)


def describe_tried(tried: Tried) -> dict[str, Any]:
    """What ``whatif --json`` prints: each outcome under its name, everything else under ``inputs``."""
    effects = {outcome: effect.to_row() for outcome, effect in tried.effects[EVERYONE].items()}
    currency = tried.inputs["currency"]
    facts = {
        **tried.inputs, "binding": tried.binding, "unit": {name: unit.format(currency) for name, unit in UNITS.items()},
        "by_constituency": {name: {outcome: effect.to_row() for outcome, effect in found.items()}
                            for name, found in tried.effects.items() if name != EVERYONE},
        "by_day": [dict(row) for row in tried.days],
    }
    return {**effects, "inputs": facts}


def describe_sweep(tried: Sequence[Tried]) -> dict[str, Any]:
    """What ``whatif --sweep --json`` prints: a list of cells, each told as a single change is."""
    return {"cells": [{"set": {one.place: one.value for one in cell.changes},
                       **describe_tried(cell)} for cell in tried]}


def print_tried(console: Console, tried: Tried, lang: Lang) -> None:
    """One table of outcomes, and what they rest on."""
    zh = lang == "zh"
    how = ("重新派单", "dispatched again") if tried.binding else ("只重新结算", "settled again only")
    console.print(f"[bold]{escape('  '.join(map(str, tried.changes)))}[/bold]  {how[0 if zh else 1]}")
    table = Table(box=None)
    heads = ("结果", "单位", "原来", "改后", "相差", "95%区间", "天数") if zh else \
        ("outcome", "unit", "before", "after", "difference", "95 % interval", "days")
    for place, head in enumerate(heads):
        table.add_column(head, justify="left" if place < 2 else "right")
    for outcome, effect in tried.effects[EVERYONE].items():
        unit = UNITS[outcome].format(tried.inputs["currency"])
        table.add_row(NAMES[outcome][0 if zh else 1], unit, *_write_effect(effect))
    console.print(table)
    days, seeds = len(tried.inputs["days"]), len(tried.inputs["seeds"])
    if days < LEAST_DAYS:
        console.print("只有一天，无从得知各天之间的差别，所以没有区间" if zh else
                      "one day says nothing of how days differ: there is no interval")
    console.print(f"{days}天，每天{seeds}个种子；输入摘要 {tried.inputs['digest']}" if zh else
                  f"{days} days by {seeds} seeds each; digest of inputs {tried.inputs['digest']}", style="dim")


def _write_effect(effect: Effect) -> tuple[str, ...]:
    numbers = ("–" if value is None else f"{value:.{DIGITS}f}" for value in (effect.before, effect.after))
    diff = "–" if effect.diff is None else f"{effect.diff:+.{DIGITS}f}"
    span = "–" if effect.low is None or effect.high is None else \
        f"{effect.low:+.{DIGITS}f} … {effect.high:+.{DIGITS}f}"
    return (*numbers, diff, span, str(effect.n_days))
