"""``nuantu demo``: a whole generated city day under the 2025 agreement, from making the city to the served report."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import click
from rich.console import Console

from nuantu.commands.replay import replay
from nuantu.commands.report import DEFAULT_PORT, build_shown, serve_until_stopped, show_progress
from nuantu.commands.run_folder import require_replaceable
from nuantu.core.errors import InputError
from nuantu.explanation.record import read_json
from nuantu.replay.city.generator import write_city
from nuantu.replay.city.options import DEFAULT_DATE, CityOptions
from nuantu.report.build import Built
from nuantu.report.serve import open_server

AGREEMENT = "platform-2025"
LAYERS = ("gbt-46862-2025", "guidance-50-2023", "demo-assumption")
LEAST_ORDERS = 100
#: Fewer riders than the generator's own margin, so that the limits on hours are reached and can be seen at work.
ORDERS_A_RIDER = 14.5


@click.command()
@click.option("--orders", type=click.IntRange(min=LEAST_ORDERS), default=12_000, show_default=True,
              help="Orders of the generated day.")
@click.option("--seed", type=click.IntRange(min=0), default=7, show_default=True, help="Seed of city and replay.")
@click.option("--port", type=click.IntRange(1, 65_535), default=DEFAULT_PORT, show_default=True,
              help="Port of the report; a taken one moves on to the next.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("out/demo"), show_default=True,
              help="Folder to write; an older demo is replaced. The city goes beside it.")
@click.option("--agreements", type=click.Path(path_type=Path), default=Path("agreements"), show_default=True,
              help="Folder with the shipped agreements.")
@click.option("--serve/--no-serve", default=True, show_default=True, help="Serve the report until Ctrl-C.")
@click.pass_context
def demo(ctx: click.Context, orders: int, seed: int, port: int, out: Path, agreements: Path, serve: bool) -> None:
    """Make a city day, dispatch it under the 2025 agreement, pay it, audit it, and show the report."""
    begun = time.perf_counter()
    folders = find_agreements(agreements)
    require_replaceable(out)
    day = out.with_name(f"{out.name}-day")
    clear_day(day)
    console = Console(stderr=True, highlight=False)
    console.print(f"1/4 生成一座城市的一天 making a city day of {orders:,} orders")
    with show_progress("生成城市 making the city", quiet=False) as show:
        write_city(CityOptions(orders, seed, DEFAULT_DATE, count_riders(orders)), day, lambda done: show(done, orders))
    console.print("2/4 派单、结算、核查 dispatching, paying and auditing it")
    ctx.invoke(replay, day=day, agreement=folders[0], layer=folders[1:], rules="open", policy="nuantu", seed=seed,
               out=out)
    console.print("3/4 说明每一单 explaining every order")
    built = build_shown(out, quiet=False)
    console.print("4/4 完成 done")
    click.echo(say_end(out, built, time.perf_counter() - begun))
    if serve:
        serve_until_stopped(open_server(out / "report", port))
    else:
        click.echo(f"看这里 look here: nuantu report {out} --serve")


def count_riders(orders: int) -> int:
    """Riders of the demo's city."""
    return max(1, round(orders / ORDERS_A_RIDER))


def find_agreements(folder: Path) -> tuple[Path, ...]:
    """The agreement and its layers in the folder of shipped agreements."""
    found = tuple(folder / name for name in (AGREEMENT, *LAYERS))
    for path in found:
        if not path.is_dir():
            raise InputError("the shipped agreement is not there", file=path, field="--agreements",
                             fix="run this in the root of the repository, or name its agreements folder")
    return found


def clear_day(day: Path) -> None:
    """Remove the city of an older demo; anything else that stands there is refused."""
    if not day.exists():
        return
    known = {"day.json"} | {f"{name}.parquet" for name in (
        "merchants", "orders", "workers", "shifts", "districts", "alerts", "compounds", "street_nodes",
        "street_edges", "features", "preferences")}
    if not day.is_dir() or not {path.name for path in day.iterdir()} <= known:
        raise InputError("something other than an older city day stands where the city is to go", file=day,
                         fix="name another --out")
    shutil.rmtree(day)


def say_end(out: Path, built: Built, seconds: float) -> str:
    """What happened, in one line."""
    summary = read_json(out / "summary.json")
    broken = summary["verdicts"].get("violated", 0)
    return (f"{summary['orders']:,} 单 orders, {summary['workers']:,} 名骑手 riders, {broken:,} 处违反 breaches, "
            f"{built.orders:,} 单已说明 explained, {seconds:.0f} s")
